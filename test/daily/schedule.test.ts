import { beforeEach, describe, expect, it } from 'vitest';
import { nextDue, oweQuestion, planDeliveries } from '../../src/daily/schedule.ts';
import { findSchedule } from '../../src/daily/store.ts';
import {
  FIXTURE_PACKS,
  GUILD,
  NOON,
  type TestApp,
  createTestApp,
  questionNamed,
  seededRandom,
} from '../helpers/app.ts';
import { BERLIN, DAY, FIRST_DUE, HOUR, deliveries, schedule } from '../helpers/daily.ts';
import { temporaryFolder } from '../helpers/packs.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp({ packsFolder: FIXTURE_PACKS });
});

const plan = (at: number) => planDeliveries(app.db, at, app.random);
const due = (after: number, time = '09:00') => new Date(nextDue(app.db, GUILD, time, BERLIN, after)).toISOString();

describe('the next question', () => {
  it('comes at the next local time', () => {
    expect(due(NOON)).toBe('2026-11-24T08:00:00.000Z');
    expect(due(NOON, '14:00')).toBe('2026-11-23T13:00:00.000Z');
  });

  it('passes over dates that have had theirs', () => {
    for (const date of [NOON, NOON + DAY, NOON + 3 * DAY]) oweQuestion(app.db, schedule(app), BERLIN, date, app.random);
    expect(due(NOON, '14:00')).toBe('2026-11-25T13:00:00.000Z');
  });

  it('does not pass over the dates of another server', () => {
    oweQuestion(app.db, schedule(app, { guildId: '1001' }), BERLIN, NOON, app.random);
    expect(due(NOON, '14:00')).toBe('2026-11-23T13:00:00.000Z');
  });
});

describe('planning', () => {
  it('owes nothing before the time, and one question at it', () => {
    schedule(app);
    plan(FIRST_DUE - 1);
    expect(deliveries(app)).toEqual([]);
    plan(FIRST_DUE);
    expect(deliveries(app)).toMatchObject([
      { guildId: GUILD, localDate: '2026-11-24', dueAt: FIRST_DUE, retryAt: FIRST_DUE, state: 'pending', attempts: 0 },
    ]);
    expect(findSchedule(app.db, GUILD)?.nextDueAt).toBe(FIRST_DUE + DAY);
  });

  it('twice at the same moment owes one question', () => {
    const before = schedule(app);
    plan(FIRST_DUE);
    plan(FIRST_DUE);
    schedule(app, { nextDueAt: before.nextDueAt });
    plan(FIRST_DUE);
    expect(deliveries(app)).toHaveLength(1);
  });

  it('after days without the bot owes the question of the last date alone', () => {
    schedule(app);
    plan(FIRST_DUE + 3 * DAY + HOUR);
    expect(deliveries(app)).toMatchObject([{ localDate: '2026-11-27', dueAt: FIRST_DUE + 3 * DAY }]);
    expect(findSchedule(app.db, GUILD)?.nextDueAt).toBe(FIRST_DUE + 4 * DAY);
  });

  it('leaves out a server that paused', () => {
    schedule(app, { pausedAt: NOON });
    plan(FIRST_DUE);
    expect(deliveries(app)).toEqual([]);
  });

  it('keeps the local time over both clock changes', async () => {
    schedule(app, { nextDueAt: Date.UTC(2026, 2, 28, 8) });
    for (const date of ['2026-03-28T08:00Z', '2026-03-29T07:00Z', '2026-03-30T07:00Z']) plan(Date.parse(date));
    expect(deliveries(app).map(({ dueAt }) => new Date(dueAt).toISOString())).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
    schedule(app, { nextDueAt: Date.UTC(2026, 9, 25, 0, 30), time: '02:30' });
    plan(Date.UTC(2026, 9, 25, 1, 30));
    expect(deliveries(app)).toHaveLength(4);
    expect(findSchedule(app.db, GUILD)?.nextDueAt).toBe(Date.UTC(2026, 9, 26, 1, 30));
  });

  it('asks every question before one comes again, and then the one of longest ago', () => {
    schedule(app);
    for (let day = 0; day < 10; day++) plan(FIRST_DUE + day * DAY);
    const keys = deliveries(app).map(({ questionKey }) => questionKey);
    expect(new Set(keys.slice(0, 5)).size).toBe(5);
    expect(keys.slice(5)).toEqual(keys.slice(0, 5));
  });

  it('goes on when there is no question to ask', async () => {
    app = await createTestApp({ packsFolder: temporaryFolder() });
    schedule(app);
    plan(FIRST_DUE);
    expect(deliveries(app)).toEqual([]);
    expect(findSchedule(app.db, GUILD)?.nextDueAt).toBe(FIRST_DUE + DAY);
  });
});

describe('what is owed', () => {
  it('is one question for a server and a date', () => {
    const made = schedule(app);
    expect(oweQuestion(app.db, made, BERLIN, NOON, app.random)).toBe(true);
    expect(oweQuestion(app.db, made, BERLIN, NOON + HOUR, app.random)).toBe(false);
    expect(oweQuestion(app.db, schedule(app, { guildId: '1001' }), BERLIN, NOON, app.random)).toBe(true);
    expect(deliveries(app)).toHaveLength(2);
  });

  it('has its options in the order in which they will be shown', () => {
    const orders = new Set<string>();
    for (let day = 0; day < 40; day++) {
      oweQuestion(app.db, schedule(app), BERLIN, NOON + day * DAY, seededRandom(day));
    }
    const { key } = questionNamed(app.db, 'branch-is');
    const ours = deliveries(app).filter(({ questionKey }) => questionKey === key);
    for (const { optionOrder } of ours) {
      expect([...optionOrder].sort()).toEqual([0, 1, 2, 3]);
      orders.add(optionOrder.join());
    }
    expect(orders.size).toBeGreaterThan(2);
  });
});
