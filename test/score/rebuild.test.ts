import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { setTimeZone } from '../../src/guild/store.ts';
import { importPack } from '../../src/pack/import.ts';
import { prunePeriods } from '../../src/score/totals.ts';
import { addDays, mondayOf } from '../../src/time/local-day.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { NOON, createTestApp, questionNamed } from '../helpers/app.ts';
import { type LoggedAnswer, asKept, expectedTotals, keptTotals } from '../helpers/brute-force.ts';
import { followLog, rebuild } from '../helpers/follow.ts';
import { copyPack } from '../helpers/packs.ts';
import { SCORES, dump } from '../helpers/rows.ts';

const DAY = 24 * 60 * 60 * 1000;
const ZONES: Record<string, string> = { '1000': 'Pacific/Kiritimati', '1001': 'America/New_York', '': 'UTC' };
const zoneOf = (guildId: string) => ZONES[guildId] ?? 'UTC';
const periodOf = (key: string) => key.split('/')[1] ?? '';

let db: Db;
beforeEach(async () => {
  ({ db } = await createTestApp());
});
afterEach(() => db.$client.close());

const answers = fc
  .array(
    fc.record({
      userId: fc.constantFrom('ada', 'ben', 'eve'),
      guildId: fc.constantFrom('1000', '1001', ''),
      question: fc.constantFrom('commit-what', 'commit-named-by-hash', 'branch-is', 'branch-facts', 'push-refused'),
      right: fc.boolean(),
      mode: fc.constantFrom('quiz' as const, 'daily' as const, 'exam' as const, 'review' as const),
      at: fc.integer({ min: NOON - 90 * DAY, max: NOON }),
    }),
    { maxLength: 60 },
  )
  .map((given) => given.sort((a, b) => a.at - b.at));

/** An empty log in the same database: a new one for each run would take longer than the run. */
function give(given: readonly LoggedAnswer[]): void {
  for (const table of SCORES) db.$client.prepare(`delete from ${table}`).run();
  for (const [guildId, zone] of Object.entries(ZONES)) setTimeZone(db, guildId, zone);
  for (const one of given) giveAnswer(db, one);
}

describe('the totals', () => {
  it('equal the sums over the log, whoever answered what, where and when', () => {
    fc.assert(
      fc.property(answers, (given) => {
        give(given);
        followLog(db);
        expect(keptTotals(db)).toEqual(asKept(expectedTotals(given, zoneOf), '2026-11-23'));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a rebuild', () => {
  it('makes exactly the tables that the answers made as they came', () => {
    fc.assert(
      fc.property(answers, fc.nat(), (given, when) => {
        give(given);
        if (when % 2 === 0) followLog(db);
        const log = dump(db, ['answer']);
        expect(rebuild(db)).toEqual({ answers: given.length });
        const rebuilt = dump(db, SCORES);
        followLog(db);
        expect(dump(db, SCORES)).toEqual(rebuilt);
        expect({ answer: rebuilt.answer }).toEqual(log);
        expect(keptTotals(db)).toEqual(asKept(expectedTotals(given, zoneOf), '2026-11-23'));
      }),
      { numRuns: 40 },
    );
  });

  it('scores again by the key as it was corrected', async () => {
    const pack = copyPack();
    await importPack(db, pack.folder, NOON);
    giveAnswer(db, { userId: 'ada', right: true });
    giveAnswer(db, { userId: 'ben', right: false });
    const before = questionNamed(db, 'push-refused');
    pack.edit('questions/push.yaml', 'answer: true', 'answer: false');
    expect(await importPack(db, pack.folder, NOON)).toMatchObject({ outcome: 'imported' });
    rebuild(db);
    expect(questionNamed(db, 'push-refused').revision).not.toBe(before.revision);
    const scores = db.$client.prepare('select user_id, correct, points, rule, revision from answer').all();
    expect(scores).toEqual([
      { user_id: 'ada', correct: 0, points: 0, rule: 'wrong', revision: before.revision },
      { user_id: 'ben', correct: 1, points: 3, rule: 'right', revision: before.revision },
    ]);
    expect(keptTotals(db)).toMatchObject({ points: { '1000/all/all/ben': 3 } });
    expect(keptTotals(db).points).not.toHaveProperty('1000/all/all/ada');
  });

  it('finds the chosen options where they stand now', async () => {
    const pack = copyPack();
    await importPack(db, pack.folder, NOON);
    giveAnswer(db, { question: 'commit-what', right: true });
    const option =
      '    - text: A snapshot of the whole project\n      correct: true\n      why: Git stores the tree as it is.\n';
    pack.edit('questions/commit.yaml', option, '');
    pack.edit('questions/commit.yaml', '- id: commit-named', `${option}\n- id: commit-named`);
    expect(await importPack(db, pack.folder, NOON)).toMatchObject({ outcome: 'imported' });
    rebuild(db);
    expect(db.$client.prepare('select correct, points from answer').all()).toEqual([{ correct: 1, points: 1 }]);
  });

  it('leaves an answer as it was where its options are gone', async () => {
    const pack = copyPack();
    await importPack(db, pack.folder, NOON);
    giveAnswer(db, { question: 'commit-what', right: true });
    pack.edit('questions/commit.yaml', 'A snapshot of the whole project', 'Everything');
    await importPack(db, pack.folder, NOON);
    rebuild(db);
    expect(db.$client.prepare('select correct, points from answer').all()).toEqual([{ correct: 1, points: 1 }]);
  });

  it('pays by the difficulty that the question has now', async () => {
    const pack = copyPack();
    await importPack(db, pack.folder, NOON);
    giveAnswer(db);
    pack.edit('questions/push.yaml', 'difficulty: applying', 'difficulty: recall');
    await importPack(db, pack.folder, NOON);
    rebuild(db);
    expect(keptTotals(db)).toMatchObject({ points: { '1000/all/all/ada': 1 } });
  });
});

describe('what is over', () => {
  it('is forgotten, and nothing that may still be asked for', () => {
    for (let day = 0; day < 120; day++)
      giveAnswer(db, { at: NOON - day * DAY, question: 'commit-what', userId: `u${day}` });
    giveAnswer(db, { at: NOON - 400 * DAY, guildId: '1001' });
    // As they came: when they were given, nothing of this was over.
    followLog(db, NOON - 400 * DAY);
    const before = keptTotals(db);
    const changes = prunePeriods(db, NOON);
    const after = keptTotals(db);
    const gone = Object.keys(before.points).filter((key) => !(key in after.points));
    expect(changes).toBe(gone.length);
    expect(gone.length).toBeGreaterThan(0);
    expect(Object.entries(after.points)).toEqual(Object.entries(before.points).filter(([key]) => key in after.points));
    expect({ ...after, points: {} }).toEqual({ ...before, points: {} });
    // The day, week and month that are running somewhere on earth, and all time.
    for (const today of [addDays('2026-11-23', -1), '2026-11-23', '2026-11-24']) {
      const kept = ['all', `day:${today}`, `week:${mondayOf(today)}`, `month:${today.slice(0, 7)}`];
      expect(gone.filter((key) => kept.includes(periodOf(key)))).toEqual([]);
    }
    expect(gone.some((key) => key.startsWith('1001/month:2025-10/'))).toBe(true);
    expect(gone.some((key) => key.includes('/day:2026-08-01/'))).toBe(true);
  });
});
