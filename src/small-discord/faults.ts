/** Faults on purpose: what a network and a busy Discord do now and then. */
import type { Gateway } from './gateway/server.ts';

export type Fault =
  /** answered with this, and nothing is done; the body is Discord's own for this status unless one is given */
  | { status: number; body?: unknown; headers?: Record<string, string> }
  /** done, but the answer never arrives: the connection is reset (ECONNRESET) */
  | 'lose-answer'
  /** neither done nor answered: the connection is reset (ECONNRESET) */
  | 'lose-request'
  /** the connection is ended in good order without an answer, before or after the request is done */
  | { hangUp: 'before' | 'after' }
  /** done and answered, but this much later in real time; with Infinity never */
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
  readonly #gateway: () => Gateway;

  constructor(gateway: () => Gateway) {
    this.#gateway = gateway;
  }

  /** Makes the next `times` requests that match fail. */
  failNext(match: FaultMatch, fault: Fault, times = 1): void {
    this.#planned.push({ match, fault, left: times });
  }

  /** Cuts the bot's connections to the gateway, as a network does; it can resume. */
  dropGateway(): void {
    this.#gateway().drop();
  }

  /** Sends each of the next `times` events of the gateway twice, such as those named `INTERACTION_CREATE`. */
  repeatEvents(name: string, times = 1): void {
    this.#gateway().repeat(name, times);
  }

  /** Sends the bot something that need not be a payload, over each of its connections to the gateway. */
  sendFrame(data: string | Uint8Array): void {
    this.#gateway().sendFrame(data);
  }

  /** From now on nothing fails. */
  clear(): void {
    this.#planned = [];
    this.#gateway().repeat('', 0);
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
