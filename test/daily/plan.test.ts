import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { LATEST_MS, nextOpenDue, owe, planDue } from '../../src/daily/plan.ts';
import { keepReason } from '../../src/daily/reason.ts';
import { findSchedule, updateSchedule } from '../../src/daily/store/schedule.ts';
import { openDatabase } from '../../src/db/open.ts';
import { GUILD, NOON, type TestApp, createTestApp, questionNamed } from '../helpers/app.ts';
import { BERLIN, DAY, FIRST_DUE, HOUR, MINUTE, deliveries, schedule } from '../helpers/daily.ts';
import { temporaryFolder } from '../helpers/packs.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const plan = async (at: number) => {
  app.setNow(at);
  await planDue(app);
};
const date = (at: number) => ({ date: new Date(at).toISOString().slice(0, 10), at });
const states = () => deliveries(app).map(({ localDate, state }) => `${localDate} ${state}`);

describe('the next open date', () => {
  const due = (after: number, time = '09:00') => {
    const { at } = nextOpenDue(app.db, GUILD, { time, days: 0b1111111, zone: BERLIN }, after);
    return new Date(at).toISOString();
  };

  it('passes over dates that have had theirs', () => {
    for (const at of [NOON, NOON + DAY, NOON + 3 * DAY]) owe(app, schedule(app), date(at));
    expect(due(NOON, '14:00')).toBe('2026-11-25T13:00:00.000Z');
  });

  it('does not pass over the dates of another server', () => {
    owe(app, schedule(app, { guildId: '1001' }), date(NOON));
    expect(due(NOON, '14:00')).toBe('2026-11-23T13:00:00.000Z');
  });
});

describe('planning', () => {
  it('owes nothing before the time, and one question at it', async () => {
    schedule(app);
    await plan(FIRST_DUE - 1);
    expect(deliveries(app)).toEqual([]);
    await plan(FIRST_DUE);
    expect(deliveries(app)).toMatchObject([
      { guildId: GUILD, localDate: '2026-11-24', dueAt: FIRST_DUE, retryAt: FIRST_DUE, state: 'pending', attempts: 0 },
    ]);
    expect(findSchedule(app.db, GUILD)?.nextDueAt).toBe(FIRST_DUE + DAY);
  });

  it('twice at the same moment owes one question', async () => {
    const before = schedule(app);
    await plan(FIRST_DUE);
    await plan(FIRST_DUE);
    schedule(app, { nextDueAt: before.nextDueAt });
    await Promise.all([planDue(app), planDue(app)]);
    expect(deliveries(app)).toHaveLength(1);
  });

  it('owes a question for the latest date of an absence, and writes down why the others had none', async () => {
    schedule(app);
    await plan(FIRST_DUE + 3 * DAY + HOUR);
    expect(states()).toEqual(['2026-11-24 skipped', '2026-11-25 skipped', '2026-11-26 skipped', '2026-11-27 pending']);
    expect(deliveries(app)[0]?.lastError).toBe(keepReason({ key: 'away' }));
    expect(findSchedule(app.db, GUILD)?.nextDueAt).toBe(FIRST_DUE + 4 * DAY);
  });

  it('owes a question that is six hours late, and none that is later', async () => {
    schedule(app);
    await plan(FIRST_DUE + LATEST_MS);
    await plan(FIRST_DUE + DAY + LATEST_MS + 1);
    expect(states()).toEqual(['2026-11-24 pending', '2026-11-25 skipped']);
    expect(LATEST_MS).toBe(6 * HOUR);
  });

  it('takes a pinned question once, also when another process plans between the look and the lock', async () => {
    const path = join(temporaryFolder(), 'shared.db');
    const one = await createTestApp({ db: openDatabase(path) });
    const two = await createTestApp({ db: openDatabase(path) });
    const { key } = questionNamed(one.db, 'push-refused');
    schedule(one, { pinnedQuestionKey: key });
    one.setNow(FIRST_DUE);
    two.setNow(FIRST_DUE);
    let first: Promise<void> | undefined;
    const { $client: client } = two.db;
    const lock = client.transaction.bind(client);
    client.transaction = ((work: () => unknown) => {
      first ??= planDue(one);
      return lock(work);
    }) as typeof client.transaction;
    await planDue(two);
    await first;
    one.setNow(FIRST_DUE + DAY);
    await planDue(one);
    expect(deliveries(one)).toHaveLength(2);
    expect(deliveries(one).filter(({ questionKey }) => questionKey === key)).toHaveLength(1);
    one.db.$client.close();
    two.db.$client.close();
  });

  it('keeps a date owed that could not be planned, and tries again after ten minutes', async () => {
    schedule(app);
    schedule(app, { guildId: '1001' });
    app.db.$client.exec(
      `create temp trigger fails before insert on daily_delivery when new.guild_id = '${GUILD}' begin select raise(abort, 'disk full'); end`,
    );
    await plan(FIRST_DUE);
    expect(deliveries(app).map(({ guildId }) => guildId)).toEqual(['1001']);
    app.db.$client.exec('drop trigger fails');
    await plan(FIRST_DUE + 10 * MINUTE - 1);
    expect(deliveries(app)).toHaveLength(1);
    await plan(FIRST_DUE + 10 * MINUTE);
    expect(deliveries(app).map(({ guildId, dueAt }) => [guildId, dueAt])).toEqual([
      ['1001', FIRST_DUE],
      [GUILD, FIRST_DUE],
    ]);
  });

  it('owes a date whose time has come to lie before the instant that was reckoned for it', async () => {
    schedule(app, { nextDueAt: FIRST_DUE + HOUR });
    await plan(FIRST_DUE + HOUR);
    expect(states()).toEqual(['2026-11-24 pending']);
    expect(findSchedule(app.db, GUILD)?.nextDueAt).toBe(FIRST_DUE + DAY);
  });

  it('accounts for the last sixty days of a very long absence', async () => {
    schedule(app);
    await plan(FIRST_DUE + 500 * DAY + HOUR);
    expect(deliveries(app)).toHaveLength(60);
    expect(states().at(-1)).toBe('2028-04-07 pending');
  });

  it('leaves out a server that paused', async () => {
    schedule(app, { pausedAt: NOON });
    await plan(FIRST_DUE);
    expect(deliveries(app)).toEqual([]);
  });

  it('keeps to the days of the week', async () => {
    schedule(app, { days: 0b0010001 }); // Monday and Friday
    for (let day = 0; day < 14; day++) await plan(FIRST_DUE + day * DAY);
    expect(states()).toEqual(['2026-11-27 pending', '2026-11-30 pending', '2026-12-04 pending', '2026-12-07 pending']);
  });

  it('waits when the time zone was changed to one where it is not due yet', async () => {
    schedule(app, { nextDueAt: FIRST_DUE - 3 * HOUR });
    await plan(FIRST_DUE - HOUR);
    expect(deliveries(app)).toEqual([]);
    expect(findSchedule(app.db, GUILD)?.nextDueAt).toBe(FIRST_DUE);
  });

  it('keeps the local time over both clock changes', async () => {
    schedule(app, { nextDueAt: Date.UTC(2026, 2, 28, 8) });
    for (const at of ['2026-03-28T08:00Z', '2026-03-29T07:00Z', '2026-03-30T07:00Z']) await plan(Date.parse(at));
    expect(deliveries(app).map(({ dueAt }) => new Date(dueAt).toISOString())).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
  });

  it('owes one question where the clocks show its time twice', async () => {
    schedule(app, { nextDueAt: Date.UTC(2026, 9, 25, 0, 30), time: '02:30' });
    await plan(Date.UTC(2026, 9, 25, 0, 30));
    await plan(Date.UTC(2026, 9, 25, 1, 30));
    expect(states()).toEqual(['2026-10-25 pending']);
    expect(findSchedule(app.db, GUILD)?.nextDueAt).toBe(Date.UTC(2026, 9, 26, 1, 30));
  });

  it('asks every question before one comes again, and then the one of longest ago', async () => {
    schedule(app);
    for (let day = 0; day < 10; day++) await plan(FIRST_DUE + day * DAY);
    const keys = deliveries(app).map(({ questionKey }) => questionKey);
    expect(new Set(keys.slice(0, 5)).size).toBe(5);
    expect(keys.slice(5)).toEqual(keys.slice(0, 5));
  });

  it('keeps to the subject', async () => {
    schedule(app, { subject: 'topic/git/branch' });
    for (let day = 0; day < 6; day++) await plan(FIRST_DUE + day * DAY);
    const ids = app.db.$client
      .prepare('select distinct q.id from daily_delivery d join question q on q.key = d.question_key')
      .pluck()
      .all();
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(id).toMatch(/^branch-/);
  });

  it('posts the pinned question next, once', async () => {
    const { key } = questionNamed(app.db, 'branch-is');
    schedule(app, { pinnedQuestionKey: key });
    await plan(FIRST_DUE);
    expect(deliveries(app)[0]?.questionKey).toBe(key);
    expect(findSchedule(app.db, GUILD)?.pinnedQuestionKey).toBeNull();
  });

  it('chooses by itself when the pinned question was removed from its pack', async () => {
    const { key } = questionNamed(app.db, 'branch-is');
    app.db.$client.prepare('update question set retired_at = 1 where key = ?').run(key);
    schedule(app, { pinnedQuestionKey: key });
    await plan(FIRST_DUE);
    expect(states()).toEqual(['2026-11-24 pending']);
    expect(deliveries(app)[0]?.questionKey).not.toBe(key);
  });

  it('says that there is no question to ask, and goes on', async () => {
    app = await createTestApp({ packsFolder: temporaryFolder() });
    schedule(app);
    await plan(FIRST_DUE);
    expect(deliveries(app)).toMatchObject([{ state: 'skipped', lastError: keepReason({ key: 'nothing' }) }]);
    expect(findSchedule(app.db, GUILD)?.nextDueAt).toBe(FIRST_DUE + DAY);
  });

  it('takes a subject that left its pack for everything', async () => {
    schedule(app, { subject: 'topic/git/gone' });
    await plan(FIRST_DUE);
    expect(states()).toEqual(['2026-11-24 pending']);
  });

  it('goes by UTC in a server whose zone this machine does not know, and is not held up by it', async () => {
    schedule(app, { guildId: '1001', nextDueAt: FIRST_DUE - HOUR });
    app.db.$client.prepare("update guild set time_zone = 'Atlantis/Poseidonis' where id = '1001'").run();
    schedule(app);
    await plan(FIRST_DUE);
    expect(states()).toEqual(['2026-11-24 pending']);
    expect(findSchedule(app.db, '1001')?.nextDueAt).toBe(Date.UTC(2026, 10, 24, 9));
  });

  it('goes through many servers in the order in which they are due', async () => {
    for (let server = 0; server < 50; server++)
      schedule(app, { guildId: String(3000 + server), nextDueAt: FIRST_DUE - server * 60_000, time: '09:00' });
    for (let server = 0; server < 50; server++)
      updateSchedule(app.db, String(3000 + server), { nextDueAt: FIRST_DUE - server });
    await plan(FIRST_DUE);
    expect(deliveries(app)).toHaveLength(50);
  });
});

describe('what is owed', () => {
  it('is one question for a server and a date', () => {
    const made = schedule(app);
    expect(owe(app, made, date(NOON))).toBe(true);
    expect(owe(app, made, date(NOON + HOUR))).toBe(false);
    expect(owe(app, schedule(app, { guildId: '1001' }), date(NOON))).toBe(true);
    expect(deliveries(app)).toHaveLength(2);
  });

  it('has its options in the order in which they will be shown', () => {
    const orders = new Set<string>();
    const made = schedule(app, { subject: 'topic/git/branch' });
    for (let day = 0; day < 40; day++) owe(app, made, date(NOON + day * DAY));
    const { key } = questionNamed(app.db, 'branch-is');
    for (const { optionOrder } of deliveries(app).filter(({ questionKey }) => questionKey === key)) {
      expect([...optionOrder].sort()).toEqual([0, 1, 2, 3]);
      orders.add(optionOrder.join());
    }
    expect(orders.size).toBeGreaterThan(2);
  });
});
