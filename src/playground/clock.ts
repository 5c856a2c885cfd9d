/** One clock for the bot and the small Discord: real time, moved forward as far as somebody wants. */

export interface MovableClock {
  /** UTC milliseconds */
  readonly now: () => number;
  /** how far it is ahead of real time, in milliseconds */
  readonly offsetMs: () => number;
  /** the same as one Float64, for another thread */
  readonly shared: SharedArrayBuffer;
  /** Time goes on from this moment. It never goes back, since what has happened has happened. */
  moveTo(instant: number): void;
  /** Calls the listener at every move, until the function it returns is called. */
  onMove(listener: () => void): () => void;
}

/** @param offsetMs how far ahead it was when it was last seen */
export function createClock(offsetMs = 0, realNow: () => number = Date.now): MovableClock {
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const offset = new Float64Array(shared);
  offset[0] = Math.max(0, offsetMs);
  const listeners = new Set<() => void>();
  const offsetNow = () => offset[0] ?? 0;
  const now = () => realNow() + offsetNow();
  return {
    now,
    offsetMs: offsetNow,
    shared,
    moveTo(instant) {
      if (instant <= now()) return;
      offset[0] = instant - realNow();
      for (const listener of listeners) listener();
    },
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What is done at an instant, such as posting what has come due. */
export type WorkAt = () => Promise<void>;

/** The next instant at or before `until` at which there is something to do. */
export type FindNext = (until: number) => Promise<number | undefined>;

const MOST_STOPS = 400;

/**
 * Moves the clock, stopping wherever there is something to do, so that a week in one step brings seven daily questions
 * and not one that came too late.
 */
export async function travel(clock: MovableClock, to: number, findNext: FindNext, work: WorkAt): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    const next = await findNext(to);
    if (next === undefined || next > to) break;
    clock.moveTo(next);
    await work();
    // Something that stays due would hold the clock for ever.
    if ((await findNext(to)) === next) break;
  }
  clock.moveTo(to);
  await work();
}
