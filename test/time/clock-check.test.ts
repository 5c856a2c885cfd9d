import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCheckedClock } from '../../src/time/checked-clock.ts';
import { AGREE_MS, ASK_EVERY_MS, EARLY_MS, JUMP_MS } from '../../src/time/clock-check.ts';
import { NOON } from '../helpers/app.ts';
import { DAY, HOUR, MINUTE } from '../helpers/daily.ts';

/** A machine with its two clocks, and Discord with the true one. */
function machine() {
  const state = { discord: NOON, steady: 1234, wallAhead: 0, canAsk: true, asked: 0 };
  const clock = createCheckedClock({
    wall: () => state.discord + state.wallAhead,
    steady: () => state.steady,
    ask: async () => {
      state.asked++;
      if (!state.canAsk) throw new Error('no network');
      return state.discord;
    },
  });
  const pass = (ms: number) => {
    state.discord += ms;
    state.steady += ms;
  };
  return { state, clock, pass };
}

describe('the clock of the program', () => {
  it("is this machine's, once Discord has said that it is right", async () => {
    const { state, clock, pass } = machine();
    expect([clock.now(), clock.trust()]).toEqual([NOON, 'none']);
    expect(await clock.check()).toBe('full');
    pass(30 * MINUTE);
    // Set by half a minute, as a time server does now and then.
    state.wallAhead = 30_000;
    expect(await clock.check()).toBe('full');
    expect(clock.now()).toBe(NOON + 30 * MINUTE + 30_000);
    expect(state.asked).toBe(1);
  });

  it('goes on evenly through three seconds in which this machine is thirty days ahead', async () => {
    const { state, clock, pass } = machine();
    await clock.check();
    pass(MINUTE);
    state.wallAhead = 30 * DAY;
    expect(clock.trust()).toBe('none');
    for (let second = 1; second <= 3; second++) {
      pass(1000);
      expect(clock.now()).toBe(NOON + MINUTE + second * 1000);
    }
    state.wallAhead = 0;
    expect(await clock.check()).toBe('full');
    expect(clock.now()).toBe(NOON + MINUTE + 3000);
  });

  it.each([30 * DAY, -30 * DAY, 3 * MINUTE, -3 * MINUTE])(
    "is Discord's while this machine's is wrong by %i ms, and this machine's again once it is set right",
    async (ahead) => {
      const { state, clock, pass } = machine();
      state.wallAhead = ahead;
      expect(await clock.check()).toBe('full');
      expect([clock.now(), clock.aheadMs()]).toEqual([NOON, ahead]);
      pass(HOUR);
      state.canAsk = false;
      expect(await clock.check()).toBe('some');
      expect(clock.now()).toBe(NOON + HOUR);
      state.canAsk = true;
      state.wallAhead = 1000;
      expect(await clock.check()).toBe('full');
      expect([clock.now(), clock.aheadMs()]).toEqual([NOON + HOUR + 1000, 0]);
    },
  );

  it('is held where it jumped and Discord cannot be asked, and trusted with nothing', async () => {
    const { state, clock, pass } = machine();
    await clock.check();
    state.canAsk = false;
    state.wallAhead = 2 * HOUR;
    pass(MINUTE);
    expect(await clock.check()).toBe('none');
    expect([clock.now(), clock.jumpMs()]).toEqual([NOON + MINUTE, 2 * HOUR]);
    state.wallAhead = 0;
    expect([clock.trust(), clock.jumpMs()]).toEqual(['some', 0]);
    state.canAsk = true;
    expect(await clock.check()).toBe('full');
  });

  it('follows this machine at once after it has slept, when whoever asks for the time has Discord asked', async () => {
    const { state, clock } = machine();
    await clock.check();
    // The steady clock stands still while the machine sleeps; the other is right all the time.
    state.discord += 8 * HOUR;
    state.steady += 10_000;
    clock.now();
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect([clock.now(), clock.trust()]).toEqual([state.discord, 'full']);
    expect(state.asked).toBe(2);
  });

  it('asks Discord at the start, after a jump, and once an hour; several at once ask once', async () => {
    const { state, clock, pass } = machine();
    await Promise.all([clock.check(), clock.check()]);
    expect(state.asked).toBe(1);
    for (let minute = 0; minute < 60; minute++) {
      pass(MINUTE);
      await clock.check();
    }
    expect(state.asked).toBe(1);
    pass(MINUTE);
    await clock.check();
    expect(state.asked).toBe(2);
    state.wallAhead = JUMP_MS + 1;
    await clock.check();
    expect(state.asked).toBe(3);
  });
});

/** What can happen to a machine, and for how long. */
const event = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 3 * HOUR }) }),
  },
  fc.record({ kind: fc.constant('sleep' as const), ms: fc.integer({ min: 0, max: 2 * DAY }) }),
  fc.record({ kind: fc.constant('freeze' as const), ms: fc.integer({ min: 0, max: DAY }) }),
  fc.record({ kind: fc.constant('set' as const), ms: fc.integer({ min: -40 * DAY, max: 40 * DAY }) }),
  fc.record({ kind: fc.constant('nudge' as const), ms: fc.integer({ min: -JUMP_MS, max: JUMP_MS }) }),
  fc.record({ kind: fc.constant('network' as const), ms: fc.integer({ min: 0, max: 1 }) }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('check' as const), ms: fc.constant(0) }) },
);

describe('whatever happens to the clocks and the network', () => {
  it("a time that is trusted is ahead of Discord's by some minutes at most", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 60 }), async (events) => {
        const { state, clock, pass } = machine();
        for (const { kind, ms } of events) {
          if (kind === 'pass') pass(ms);
          // Asleep, the steady clock stands; frozen, as a virtual machine, both do.
          if (kind === 'sleep') state.discord += ms;
          if (kind === 'freeze') {
            state.discord += ms;
            state.wallAhead -= ms;
          }
          if (kind === 'set') state.wallAhead = ms;
          if (kind === 'nudge') state.wallAhead += ms;
          if (kind === 'network') state.canAsk = ms === 1;
          if (kind === 'check') await clock.check();
          if (clock.trust() !== 'none') expect(clock.now() - state.discord).toBeLessThanOrEqual(EARLY_MS);
        }
        state.canAsk = true;
        pass(ASK_EVERY_MS + 1);
        expect(await clock.check()).toBe('full');
        expect(Math.abs(clock.now() - state.discord)).toBeLessThanOrEqual(AGREE_MS);
      }),
      { numRuns: 500 },
    );
  });
});
