/**
 * What time it is when the clock of this machine may be wrong. Two clocks are read: the wall clock, which somebody may set,
 * and a steady one, which nobody sets and which may stand still while the machine sleeps. A third, Discord's, is asked now
 * and then, and where the wall clock contradicts it, time goes on by Discord's. Whatever is done by this time is therefore
 * done at most `EARLY_MS` before Discord's clock shows it.
 */

/** What the two clocks of this machine show at one moment. */
export interface Reading {
  /** UTC milliseconds */
  readonly wall: number;
  /** milliseconds from wherever it began */
  readonly steady: number;
}

export interface ClockState {
  /** what is to be added to the steady clock for the time, UTC milliseconds: from when Discord was last heard, or the start */
  readonly base: number;
  /** `discord`: the wall clock was found to be wrong, so time goes on from what Discord said */
  readonly by: 'wall' | 'discord';
  /** when Discord was last heard, on the steady clock; undefined: never */
  readonly heardAt: number | undefined;
  /** whether Discord answered when it was last asked */
  readonly isHeard: boolean;
  /** how far the wall clock was ahead of Discord's then, in milliseconds; negative: behind */
  readonly aheadMs: number;
}

/**
 * - `none`: nobody knows what time it is. Nothing is done by the clock.
 * - `some`: the clocks run together as they did when Discord was last heard. What is due is done.
 * - `full`: Discord has just said so. What is too late for it is written off.
 */
export type Trust = 'none' | 'some' | 'full';

/** The wall clock and the steady one drift apart by more than this only when one of them is set, or the machine sleeps. */
export const JUMP_MS = 60_000;
/** A wall clock that differs from Discord's by no more than this is right enough: Discord's answer took its time, too. */
export const AGREE_MS = 2 * 60_000;
/** How often Discord is asked without any cause, to find a clock that goes wrong in small steps. */
export const ASK_EVERY_MS = 60 * 60_000;
/** How far the time can be ahead of Discord's where there is any trust in it. */
export const EARLY_MS = AGREE_MS + JUMP_MS;

export function beginClock({ wall, steady }: Reading): ClockState {
  return { base: wall - steady, by: 'wall', heardAt: undefined, isHeard: false, aheadMs: 0 };
}

/** The time, in UTC milliseconds. Where the wall clock has jumped it is not followed until Discord has been heard from. */
export function timeAt(state: ClockState, reading: Reading): number {
  return state.by === 'wall' && !hasJumped(state, reading) ? reading.wall : state.base + reading.steady;
}

/** Whether the wall clock is not where it should be by the steady one. */
export function hasJumped({ base }: ClockState, { wall, steady }: Reading): boolean {
  return Math.abs(wall - steady - base) > JUMP_MS;
}

export function mustAsk(state: ClockState, reading: Reading): boolean {
  const { by, heardAt, isHeard } = state;
  if (by === 'discord' || !isHeard || heardAt === undefined) return true;
  return hasJumped(state, reading) || reading.steady - heardAt > ASK_EVERY_MS;
}

/** @param discord what Discord's clock shows, in UTC milliseconds; undefined when it could not be asked */
export function hear(state: ClockState, { wall, steady }: Reading, discord: number | undefined): ClockState {
  if (discord === undefined) return { ...state, isHeard: false };
  const aheadMs = wall - discord;
  const agrees = Math.abs(aheadMs) <= AGREE_MS;
  return {
    base: (agrees ? wall : discord) - steady,
    by: agrees ? 'wall' : 'discord',
    heardAt: steady,
    isHeard: true,
    aheadMs: agrees ? 0 : aheadMs,
  };
}

export function trustIn(state: ClockState, reading: Reading): Trust {
  if (state.heardAt === undefined || (state.by === 'wall' && hasJumped(state, reading))) return 'none';
  return state.isHeard ? 'full' : 'some';
}
