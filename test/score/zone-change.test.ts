import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { answer, zoneChange } from '../../src/db/schema.ts';
import { FOLLOWERS } from '../../src/followers.ts';
import { findTimeZone, setTimeZone } from '../../src/guild/store.ts';
import { takeBatch } from '../../src/score/follow.ts';
import { prunePeriods } from '../../src/score/totals.ts';
import { changeTimeZone, moveSome } from '../../src/score/zone-change.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { GUILD, NOON, createTestApp } from '../helpers/app.ts';
import { followLog, rebuild, withdrawAnswer } from '../helpers/follow.ts';
import { SCORES, countRows, dump } from '../helpers/rows.ts';
import { rounds } from '../helpers/soak.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const CALENDAR = ['points_total', 'member_day'];

let db: Db;
beforeEach(async () => {
  ({ db } = await createTestApp());
});
afterEach(() => db.$client.close());

function empty(): void {
  for (const table of ['answer_withdrawn', 'zone_change', 'guild', ...SCORES])
    db.$client.prepare(`delete from ${table}`).run();
}

function moveAll(size = 3): number {
  let pieces = 0;
  while (moveSome(db, size, NOON) !== undefined) pieces++;
  return pieces;
}

/** What is kept now, without what nobody asks for any more, and what a rebuild would make of the log. */
function keptAndRebuilt() {
  prunePeriods(db, NOON);
  const kept = dump(db, CALENDAR);
  rebuild(db);
  prunePeriods(db, NOON);
  return { kept, rebuilt: dump(db, CALENDAR) };
}

const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata', 'America/New_York', 'UTC'];
const given = fc.record({
  kind: fc.constant('answer' as const),
  userId: fc.constantFrom('ada', 'ben', 'eve'),
  guildId: fc.constantFrom('1000', '1000', '1000', '1001'),
  question: fc.constantFrom('commit-what', 'branch-is', 'branch-facts', 'push-refused'),
  right: fc.boolean(),
  mode: fc.constantFrom('quiz' as const, 'review' as const),
  at: fc.integer({ min: NOON - 90 * DAY, max: NOON }),
});
const step = fc.oneof(
  { weight: 8, arbitrary: given },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('zone' as const), zone: fc.constantFrom(...zones) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), size: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('follow' as const), size: fc.integer({ min: 1, max: 9 }) }) },
  // Takes back the answer so many before the last.
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), back: fc.nat(5) }) },
);

describe('another time zone', () => {
  it('has everything counted as if it had always been so, whatever is answered, taken back and changed meanwhile', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        empty();
        const ids: number[] = [];
        for (const one of steps) {
          if (one.kind === 'answer') ids.push(giveAnswer(db, one).answerId);
          else if (one.kind === 'zone') changeTimeZone(db, GUILD, one.zone);
          // Everything that is known of how far it is stands in the database: each step could be another run of the program.
          else if (one.kind === 'move') moveSome(db, one.size, NOON);
          else if (one.kind === 'follow') takeBatch(db, FOLLOWERS, one.size, NOON);
          else {
            const [taken] = ids.splice(ids.length - 1 - one.back, 1);
            if (taken !== undefined) withdrawAnswer(db, taken, NOON);
          }
          const [{ counted, followed }] = db.$client
            .prepare<[], { counted: number; followed: number }>(
              `select (select coalesce(sum(answers), 0) from member_day) as counted,
                      (select count(*) from answer left join answer_withdrawn on answer_id = answer.id
                       where answer_id is null and answer.id <= coalesce((select answer_id from log_position), 0)) as followed`,
            )
            .all() as [{ counted: number; followed: number }];
          // At any moment each answer is on one day, neither none nor two.
          expect(counted).toBe(followed);
        }
        followLog(db);
        moveAll();
        const { kept, rebuilt } = keptAndRebuilt();
        expect(kept).toEqual(rebuilt);
      }),
      { numRuns: rounds(60, 1000) },
    );
  });

  it('moves what stands near midnight, in every total that goes by days', () => {
    setTimeZone(db, GUILD, 'UTC');
    giveAnswer(db, { at: Date.UTC(2026, 10, 22, 20) });
    followLog(db);
    const periods = () =>
      db.$client.prepare("select period from points_total where subject = 'all' order by period").pluck().all();
    expect(periods()).toEqual(['all', 'day:2026-11-22', 'month:2026-11', 'week:2026-11-16']);
    changeTimeZone(db, GUILD, 'Asia/Kolkata');
    moveAll();
    expect(periods()).toEqual(['all', 'day:2026-11-23', 'month:2026-11', 'week:2026-11-23']);
    expect(db.$client.prepare('select day, answers, points from member_day').all()).toEqual([
      { day: '2026-11-23', answers: 1, points: 3 },
    ]);
  });

  it('leaves other servers alone', () => {
    giveAnswer(db, { guildId: '1001' });
    followLog(db);
    const before = dump(db, CALENDAR);
    changeTimeZone(db, GUILD, 'Asia/Kolkata');
    moveAll();
    expect(dump(db, CALENDAR)).toEqual(before);
  });

  it('that is tried and left again before anything was moved is nothing to do', () => {
    giveAnswer(db);
    followLog(db);
    changeTimeZone(db, GUILD, 'Asia/Kolkata');
    changeTimeZone(db, GUILD, 'America/New_York');
    expect(db.select().from(zoneChange).all()).toMatchObject([{ fromZone: 'UTC', toZone: 'America/New_York' }]);
    changeTimeZone(db, GUILD, 'UTC');
    expect(countRows(db, 'zone_change')).toBe(0);
    expect(findTimeZone(db, GUILD)).toBe('UTC');
  });

  it('of a small server does not wait for that of a large one', () => {
    for (let i = 0; i < 40; i++) giveAnswer(db, { at: NOON - i * HOUR });
    giveAnswer(db, { guildId: '1001', at: NOON + 9 * HOUR });
    followLog(db);
    changeTimeZone(db, GUILD, 'Asia/Kolkata');
    changeTimeZone(db, '1001', 'Asia/Kolkata');
    for (let i = 0; i < 2; i++) moveSome(db, 5, NOON);
    expect(db.select().from(zoneChange).all()).toMatchObject([{ guildId: GUILD }]);
    expect(db.$client.prepare("select day from member_day where guild_id = '1001'").pluck().all()).toEqual([
      '2026-11-24',
    ]);
  });

  it('that this Node.js does not know is UTC, and the next one moves from there', () => {
    setTimeZone(db, GUILD, 'Mars/Base');
    giveAnswer(db, { at: Date.UTC(2026, 10, 22, 20) });
    followLog(db);
    changeTimeZone(db, GUILD, 'Asia/Kolkata');
    moveAll();
    expect(db.$client.prepare('select day from member_day').pluck().all()).toEqual(['2026-11-23']);
  });

  it('counts what was answered before it and followed after it by the new zone, and once', () => {
    giveAnswer(db, { at: Date.UTC(2026, 10, 22, 20) });
    changeTimeZone(db, GUILD, 'Asia/Kolkata');
    followLog(db);
    moveAll();
    expect(db.select({ at: answer.answeredAt }).from(answer).all()).toHaveLength(1);
    expect(db.$client.prepare('select day, answers from member_day').all()).toEqual([
      { day: '2026-11-23', answers: 1 },
    ]);
  });
});
