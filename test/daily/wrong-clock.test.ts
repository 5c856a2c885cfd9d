import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runMinute } from '../../src/clock.ts';
import { LATEST_MS, planDue } from '../../src/daily/plan.ts';
import { EARLY_MS } from '../../src/time/clock-check.ts';
import { type TestApp, createTestApp } from '../helpers/app.ts';
import { DAY, FIRST_DUE, HOUR, MINUTE, deliveries, runDaily, schedule } from '../helpers/daily.ts';
import { words } from '../helpers/commands.ts';
import { rounds } from '../helpers/soak.ts';

const accounts = (app: TestApp) => deliveries(app).map(({ localDate, state }) => `${localDate} ${state}`);

describe('a clock that is wrong', () => {
  it('for three seconds, and thirty days ahead, writes no date off', async () => {
    const app = await createTestApp();
    schedule(app);
    app.setNow(FIRST_DUE - HOUR);
    app.setWallAhead(30 * DAY);
    await runMinute(app);
    app.advance(3000);
    app.setWallAhead(0);
    await runMinute(app);
    expect(accounts(app)).toEqual([]);
    app.setNow(FIRST_DUE);
    await runMinute(app);
    expect(accounts(app)).toEqual(['2026-11-24 sent']);
  });

  it('from the start on, and for days, posts each question at its time by Discord', async () => {
    const app = await createTestApp();
    schedule(app);
    app.setWallAhead(30 * DAY);
    for (let day = 0; day < 3; day++) {
      app.setNow(FIRST_DUE + day * DAY - MINUTE);
      await runMinute(app);
      expect(app.sent).toHaveLength(day);
      app.setNow(FIRST_DUE + day * DAY);
      await runMinute(app);
      expect(app.sent).toHaveLength(day + 1);
    }
    expect(accounts(app)).toEqual(['2026-11-24 sent', '2026-11-25 sent', '2026-11-26 sent']);
  });

  it('neither plans nor posts while Discord cannot be asked, and does both when it can', async () => {
    const app = await createTestApp();
    schedule(app);
    app.messenger.hasTime = false;
    app.setWallAhead(30 * DAY);
    await runMinute(app);
    await planDue(app);
    expect(accounts(app)).toEqual([]);
    app.setNow(FIRST_DUE + MINUTE);
    app.messenger.hasTime = true;
    await runMinute(app);
    expect(accounts(app)).toEqual(['2026-11-24 sent']);
  });

  it('that may be right posts what is due and leaves nothing out, until Discord says what time it is', async () => {
    const app = await createTestApp();
    schedule(app);
    app.messenger.hasTime = false;
    app.setNow(FIRST_DUE);
    await runMinute(app);
    expect(accounts(app)).toEqual(['2026-11-24 sent']);
    // Two dates are over; one of them would be written off.
    app.setNow(FIRST_DUE + 2 * DAY + HOUR);
    await runMinute(app);
    expect(accounts(app)).toEqual(['2026-11-24 sent']);
    app.messenger.hasTime = true;
    app.advance(MINUTE);
    await runMinute(app);
    expect(accounts(app)).toEqual(['2026-11-24 sent', '2026-11-25 skipped', '2026-11-26 sent']);
  });

  it('does not give up what is owed', async () => {
    const app = await createTestApp();
    schedule(app);
    app.setNow(FIRST_DUE);
    app.messenger.fail = new Error('out of order');
    await runMinute(app);
    app.messenger.hasTime = false;
    app.setNow(FIRST_DUE + LATEST_MS + HOUR);
    await runMinute(app);
    expect(accounts(app)).toEqual(['2026-11-24 pending']);
    app.messenger.fail = undefined;
    app.messenger.hasTime = true;
    app.advance(MINUTE);
    await runMinute(app);
    expect(accounts(app)).toEqual(['2026-11-24 skipped']);
  });

  it('is in /daily status after a minute, in plain words, and gone from there once it is right', async () => {
    const app = await createTestApp();
    schedule(app);
    app.setWallAhead(30 * DAY);
    await runMinute(app);
    app.advance(MINUTE + 1);
    await runMinute(app);
    expect(words(await runDaily(app, 'status'))).toContain(
      "⚠️ The clock of this machine is 30 days ahead of Discord's. Set it right; until then everything goes by Discord's.",
    );
    app.setWallAhead(0);
    await runMinute(app);
    expect(words(await runDaily(app, 'status'))).not.toContain('⚠️');
  });
});

const step = fc.record({
  passMs: fc.oneof(fc.integer({ min: 1, max: 3 * HOUR }), fc.integer({ min: 1, max: 3 * DAY })),
  wallAheadMs: fc.oneof(
    fc.constant(0),
    fc.integer({ min: -2 * MINUTE, max: 2 * MINUTE }),
    fc.integer({ min: -40 * DAY, max: 40 * DAY }),
  ),
  hasTime: fc.boolean(),
});

it('whatever the clock does, no question comes before its time, no date goes that Discord has not passed, and what is due comes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const app = await createTestApp();
      schedule(app);
      let discord = app.now();
      const seen = new Set<number>();
      for (const { passMs, wallAheadMs, hasTime } of steps) {
        app.advance(passMs);
        discord += passMs;
        app.setWallAhead(wallAheadMs);
        app.messenger.hasTime = hasTime;
        await runMinute(app);
        for (const { id, state, dueAt, localDate } of deliveries(app)) {
          expect(dueAt, `${localDate} ${state}`).toBeLessThanOrEqual(discord + EARLY_MS);
          if (state === 'skipped' && !seen.has(id)) expect(dueAt + LATEST_MS - EARLY_MS).toBeLessThanOrEqual(discord);
          seen.add(id);
        }
      }
      // At the next due time all is well again.
      app.setWallAhead(0);
      app.messenger.hasTime = true;
      const due = FIRST_DUE + Math.ceil((discord + LATEST_MS - FIRST_DUE) / DAY) * DAY;
      app.setNow(due);
      await runMinute(app);
      const last = deliveries(app).find(({ dueAt }) => dueAt === due);
      expect(last?.state).toBe('sent');
      const dates = deliveries(app).map(({ localDate }) => localDate);
      // Every date has an account, and one only.
      expect(dates.length).toBe(Math.round((due - FIRST_DUE) / DAY) + 1);
    }),
    { numRuns: rounds(25, 300) },
  );
});
