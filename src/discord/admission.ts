/**
 * Who is answered when. Calls wait here, where nothing is slow, and a few at a time go to where the work is done: so it is
 * known what waits and for how long. First come, first served; suggestions, which are of use at once or never, go ahead.
 */

export interface AdmissionOptions {
  /** under way at once: enough that those which wait for the disk do not hold up the others */
  atOnce?: number;
  /** the most that may wait */
  mostWaiting?: number;
  /** once the first in the queue has waited this long, nobody else is let in */
  longestWaitMs?: number;
  /** milliseconds on any clock that never goes back */
  now?: () => number;
}

/** Thrown to a newcomer when there is more to do than can be done in time. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

interface Waiting {
  since: number;
  begin: () => void;
}

/** How much the newest completion weighs in what is known of the pace. */
const WEIGHT = 0.1;

export class Admission {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #longestWaitMs: number;
  readonly #now: () => number;
  readonly #queue: Waiting[] = [];
  readonly #ahead: Waiting[] = [];
  #running = 0;
  #doneAt = 0;
  /** milliseconds from one completion to the next, while there is always something to do; a guess at first */
  #paceMs = 1;

  constructor({
    atOnce = 16,
    mostWaiting = 5000,
    longestWaitMs = 30_000,
    now = () => performance.now(),
  }: AdmissionOptions = {}) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
    this.#longestWaitMs = longestWaitMs;
    this.#now = now;
  }

  /** How long a newcomer will wait, going by the recent pace, in milliseconds. */
  get expectedWaitMs(): number {
    return (this.#queue.length + this.#ahead.length) * this.#paceMs;
  }

  /**
   * Does the work when its turn has come.
   * @param goesAhead of all that do not
   * @throws Overloaded at once, when there is too much to do already; the work is not begun then
   */
  async admit<T>(work: () => Promise<T>, goesAhead = false): Promise<T> {
    const since = this.#now();
    const [first] = this.#queue;
    const isFull = this.#queue.length + this.#ahead.length >= this.#mostWaiting;
    if (isFull || (first && since - first.since > this.#longestWaitMs)) throw new Overloaded();
    if (this.#running < this.#atOnce) this.#running++;
    else
      // Whatever ends hands on its place, so that nothing that comes in between takes it.
      await new Promise<void>((begin) => (goesAhead ? this.#ahead : this.#queue).push({ since, begin }));
    try {
      return await work();
    } finally {
      this.#handOn();
    }
  }

  #handOn(): void {
    const next = this.#ahead.shift() ?? this.#queue.shift();
    const now = this.#now();
    if (next) {
      this.#paceMs += WEIGHT * (now - this.#doneAt - this.#paceMs);
      next.begin();
    } else this.#running--;
    this.#doneAt = now;
  }
}

/**
 * Work with the same key is done in order, one piece after the other; pieces with different keys do not wait for each other.
 */
export class Lanes {
  readonly #last = new Map<string, Promise<unknown>>();

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const result = before ? before.then(work, work) : work();
    this.#last.set(key, result);
    const leave = () => {
      if (this.#last.get(key) === result) this.#last.delete(key);
    };
    result.then(leave, leave);
    return result;
  }
}
