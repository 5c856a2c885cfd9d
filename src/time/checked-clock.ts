/** The clock of the program: this machine's, as long as Discord does not contradict it. See clock-check.ts. */
import {
  type ClockState,
  type Reading,
  type Trust,
  beginClock,
  hasJumped,
  hear,
  mustAsk,
  timeAt,
  trustIn,
} from './clock-check.ts';

export interface CheckedClock {
  /** UTC milliseconds */
  readonly now: () => number;
  /** how far this clock may be relied on to do what is due, or to write it off */
  readonly trust: () => Trust;
  /** how far the wall clock was ahead of Discord's when that was last heard (ms); 0 where they agree */
  readonly aheadMs: () => number;
  /** how far the wall clock has jumped since Discord was last heard (ms); 0 when it has not */
  readonly jumpMs: () => number;
  /** Asks Discord for the time where there is cause to. Never throws: what cannot be asked leaves less trust. */
  check(): Promise<Trust>;
}

export interface CheckedClockParts {
  /** UTC milliseconds; it may be set */
  wall: () => number;
  /** milliseconds; nobody sets it */
  steady: () => number;
  /** UTC milliseconds by Discord's clock; rejects when Discord cannot be asked */
  ask: () => Promise<number>;
}

/** How long after a jump merely reading the time has Discord asked again. */
const ASK_AGAIN_MS = 5000;

export function createCheckedClock({ wall, steady, ask }: CheckedClockParts): CheckedClock {
  const read = (): Reading => ({ wall: wall(), steady: steady() });
  let state: ClockState = beginClock(read());
  let asking: Promise<void> | undefined;
  let askedAt = -Infinity;
  const askNow = async () => {
    askedAt = steady();
    const discord = await ask().catch(() => undefined);
    state = hear(state, read(), discord);
    asking = undefined;
  };
  return {
    now() {
      const reading = read();
      // For instance after the machine has slept: whoever asks next need not wait for the next minute.
      if (state.by === 'wall' && hasJumped(state, reading) && reading.steady - askedAt > ASK_AGAIN_MS)
        asking ??= askNow();
      return timeAt(state, reading);
    },
    trust: () => trustIn(state, read()),
    aheadMs: () => state.aheadMs,
    jumpMs() {
      const reading = read();
      return state.by === 'wall' && hasJumped(state, reading) ? reading.wall - reading.steady - state.base : 0;
    },
    async check() {
      if (mustAsk(state, read())) await (asking ??= askNow());
      return trustIn(state, read());
    },
  };
}
