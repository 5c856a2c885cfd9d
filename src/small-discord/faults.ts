/** Faults on purpose: what a network and a busy Discord do now and then. */

export type Fault =
  /** answered so, and nothing is done */
  | { status: number; body?: unknown; headers?: Record<string, string> }
  /** done, but the answer never arrives */
  | 'lose-answer'
  /** neither done nor answered */
  | 'lose-request'
  /** done and answered, but later */
  | { delayMs: number };

export interface FaultMatch {
  method?: string;
  /** of the path without `/api/v10` */
  path?: RegExp;
}

interface Planned {
  match: FaultMatch;
  fault: Fault;
  left: number;
}

export class Faults {
  #planned: Planned[] = [];
  readonly #dropGateway: () => void;

  constructor(dropGateway: () => void) {
    this.#dropGateway = dropGateway;
  }

  /** Makes the next `times` requests that match fail. */
  failNext(match: FaultMatch, fault: Fault, times = 1): void {
    this.#planned.push({ match, fault, left: times });
  }

  /** Cuts the bot's connections to the gateway, as a network does; it can resume. */
  dropGateway(): void {
    this.#dropGateway();
  }

  /** Nothing more is to fail. */
  clear(): void {
    this.#planned = [];
  }

  /** The fault that a request meets, used up by one. */
  take(method: string, path: string): Fault | undefined {
    if (this.#planned.length === 0) return undefined;
    const hit = this.#planned.find(
      ({ match }) => (!match.method || match.method === method) && (!match.path || match.path.test(path)),
    );
    if (!hit) return undefined;
    if (--hit.left === 0) this.#planned = this.#planned.filter((planned) => planned !== hit);
    return hit.fault;
  }
}
