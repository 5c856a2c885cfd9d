import { beforeEach, describe, expect, it } from 'vitest';
import { tick } from '../../src/daily/tick.ts';
import { SendError } from '../../src/messenger.ts';
import { streakOf } from '../../src/daily/streak-store.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { CHANNEL, GUILD, type TestApp, createTestApp } from '../helpers/app.ts';
import { DAY, FIRST_DUE, HOUR, MINUTE, runDaily, schedule } from '../helpers/daily.ts';
import { followLog } from '../helpers/follow.ts';

const WEEKDAYS = 0b0011111;

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const tickAt = (at: number) => {
  app.setNow(at);
  return tick(app);
};
/** A day on which the question comes at `at`, and is answered a minute later. */
async function answerAt(at: number): Promise<void> {
  await tickAt(at);
  giveAnswer(app.db, { at: app.now() + MINUTE });
}
async function answerDays(from: number, days: number): Promise<void> {
  for (let day = 0; day < days; day++) await answerAt(from + day * DAY);
}
const streak = () => {
  followLog(app.db);
  return streakOf(app.db, GUILD, 'ada', app.now());
};
const setUp = (options = {}) => runDaily(app, 'setup', { channel: CHANNEL, time: '09:00', ...options });

describe('a streak outlives', () => {
  it('a setup that moves the time of today into the past', async () => {
    schedule(app, { time: '18:00' });
    await answerDays(FIRST_DUE + 9 * HOUR, 5);
    app.setNow(FIRST_DUE + 5 * DAY + 2 * HOUR);
    await setUp();
    await tickAt(FIRST_DUE + 5 * DAY + 10 * HOUR);
    await answerAt(FIRST_DUE + 6 * DAY);
    expect(streak()).toEqual({ days: 6, forgiven: 1 });
  });

  it('weekends without a question, also after they are to have one', async () => {
    schedule(app, { days: WEEKDAYS });
    for (let day = 0; day < 14; day++) {
      const isWeekend = [0, 6].includes(new Date(FIRST_DUE + day * DAY).getUTCDay());
      await (isWeekend ? tickAt(FIRST_DUE + day * DAY) : answerAt(FIRST_DUE + day * DAY));
    }
    expect(streak()).toEqual({ days: 10, forgiven: 4 });
    await setUp({ days: 'every day' });
    expect(streak()).toEqual({ days: 10, forgiven: 4 });
  });

  it('the first weekend, where the first answer was given on a Friday', async () => {
    schedule(app, { days: WEEKDAYS });
    for (let day = 0; day < 3; day++) await tickAt(FIRST_DUE + day * DAY);
    await answerAt(FIRST_DUE + 3 * DAY);
    await answerAt(FIRST_DUE + 6 * DAY);
    expect(streak()).toEqual({ days: 2, forgiven: 2 });
  });

  it('a pause that a setup ends', async () => {
    schedule(app);
    await answerDays(FIRST_DUE, 5);
    await runDaily(app, 'pause');
    app.setNow(FIRST_DUE + 8 * DAY - HOUR);
    await setUp();
    await answerAt(FIRST_DUE + 8 * DAY);
    expect(streak()).toEqual({ days: 6, forgiven: 3 });
  });

  it('a week of failures that a setup mends, as the bot advises', async () => {
    schedule(app);
    await answerDays(FIRST_DUE, 5);
    app.messenger.fail = new SendError('channel-gone', 'gone');
    for (let hour = 0; hour < 24 * 10; hour++) await tickAt(FIRST_DUE + 5 * DAY + hour * HOUR);
    app.messenger.fail = undefined;
    app.setNow(FIRST_DUE + 15 * DAY - HOUR);
    await setUp({ channel: '2001' });
    await answerAt(FIRST_DUE + 15 * DAY);
    expect(streak()).toEqual({ days: 6, forgiven: 10 });
  });

  it('a question that came after midnight', async () => {
    schedule(app, { time: '22:00' });
    const due = FIRST_DUE + 13 * HOUR;
    await answerDays(due, 3);
    await answerAt(due + 3 * DAY + 4 * HOUR);
    await answerAt(due + 4 * DAY);
    expect(streak()).toMatchObject({ days: 4, forgiven: 1 });
  });

  it('an outage of seventy days', async () => {
    schedule(app);
    await answerDays(FIRST_DUE, 5);
    await answerAt(FIRST_DUE + 75 * DAY);
    expect(streak()).toEqual({ days: 6, forgiven: 70 });
  });

  it('a zone whose clocks have passed the time already', async () => {
    schedule(app);
    await answerDays(FIRST_DUE, 5);
    app.setNow(FIRST_DUE + 5 * DAY - HOUR);
    await setUp({ timezone: 'Tokyo' });
    for (let hour = 0; hour < 30; hour++) await tickAt(FIRST_DUE + 5 * DAY + hour * HOUR);
    giveAnswer(app.db, { at: app.now() });
    expect(streak().days).toBe(6);
  });
});

describe('a streak ends', () => {
  it('at a date whose question was not answered, also after the zone has moved east', async () => {
    schedule(app, { time: '22:00' });
    const due = FIRST_DUE + 13 * HOUR;
    await answerDays(due, 2);
    await tickAt(due + 2 * DAY);
    await answerAt(due + 3 * DAY);
    await setUp({ time: '22:00', timezone: 'Tokyo' });
    expect(streak()).toEqual({ days: 1, forgiven: 0 });
  });

  it('at a date whose question was there and was not answered', async () => {
    schedule(app);
    await answerDays(FIRST_DUE, 3);
    await tickAt(FIRST_DUE + 3 * DAY);
    await answerAt(FIRST_DUE + 4 * DAY);
    expect(streak()).toEqual({ days: 1, forgiven: 0 });
  });

  it('at a day before the server had its first question', async () => {
    giveAnswer(app.db, { at: FIRST_DUE - 3 * DAY });
    schedule(app);
    await answerAt(FIRST_DUE);
    expect(streak()).toEqual({ days: 1, forgiven: 0 });
  });
});
