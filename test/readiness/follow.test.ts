import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { UNKNOWN, abilityIn } from '../../src/readiness/ability.ts';
import { listObjectiveTotals } from '../../src/readiness/objective-store.ts';
import { listAbilities } from '../../src/readiness/store.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { NOON, createTestApp } from '../helpers/app.ts';
import { SCORES, dump } from '../helpers/rows.ts';
import { followLog, rebuild } from '../helpers/follow.ts';

const DAY = 24 * 60 * 60 * 1000;
const KEPT = ['member_ability', 'question_difficulty', 'member_objective'];

let db: Db;
beforeEach(async () => {
  ({ db } = await createTestApp());
});

const ada = () => {
  followLog(db);
  return listAbilities(db, 'ada')[0];
};

const objectivesOf = (userId: string) =>
  listObjectiveTotals(db, userId, 'git').sort((a, b) => (a.objective < b.objective ? -1 : 1));

/** The first answers by objective, read from the log itself. */
const firstAnswersOf = (userId: string) =>
  db.$client
    .prepare(
      `select q.objective, count(*) as answers, sum(a.correct) as correct
       from (select min(id) as id from answer where user_id = ? group by question_key) f
       join answer a on a.id = f.id join question q on q.key = a.question_key
       where a.mode <> 'review' and q.objective is not null group by q.objective order by q.objective`,
    )
    .all(userId);

describe('abilities', () => {
  it('count the first answer to each question, in whatever server it was given', () => {
    giveAnswer(db, { question: 'branch-is', right: false });
    const first = ada();
    giveAnswer(db, { question: 'branch-is', guildId: '1001', at: NOON + DAY });
    giveAnswer(db, { question: 'branch-is', at: NOON + 2 * DAY });
    expect(ada()).toEqual(first);
    giveAnswer(db, { question: 'commit-what', guildId: '', at: NOON + 3 * DAY });
    expect(ada()).toMatchObject({ packId: 'git', answers: 2, updatedAt: NOON + 3 * DAY });
  });

  it('rise by right answers, the more the harder the question', () => {
    giveAnswer(db, { question: 'commit-what' });
    giveAnswer(db, { userId: 'ben', question: 'branch-facts' });
    followLog(db);
    const of = (userId: string) => abilityIn(listAbilities(db, userId)[0]?.ability ?? UNKNOWN, 'history').mean;
    expect(of('ada')).toBeGreaterThan(0);
    expect(of('ben')).toBeGreaterThan(of('ada'));
  });

  it('leave out answers of a review, first or not', () => {
    giveAnswer(db, { question: 'branch-is' });
    const before = ada();
    db.$client
      .prepare(
        `insert into answer (guild_id, user_id, question_key, revision, mode, source, option_order, choice, answered_at, correct, points, rule)
         select guild_id, user_id, (select key from question where id = 'commit-what'),
                (select revision from question where id = 'commit-what'), 'review', 'review:1', '[0,1,2]', '[0]', answered_at, 1, 0, 'practice'
         from answer`,
      )
      .run();
    expect(ada()).toEqual(before);
  });

  it('rise more by a right answer whose options came one at a time, which is harder and here less easily guessed', () => {
    giveAnswer(db, { question: 'branch-facts' });
    const whole = ada();
    const other = db.$client.prepare(
      `insert into answer (guild_id, user_id, question_key, revision, mode, source, option_order, choice, format, answered_at, correct, points, rule)
       select guild_id, 'ben', question_key, revision, 'exam', 'exam:1', option_order, choice, 'domc', answered_at, 1, 0, 'right' from answer`,
    );
    db.$client.prepare('delete from member_ability').run();
    db.$client.prepare('delete from question_difficulty').run();
    other.run();
    followLog(db);
    const [ben] = listAbilities(db, 'ben');
    expect(ben?.answers).toBe(1);
    expect(ben?.ability.mean[0]).toBeGreaterThan(whole?.ability.mean[0] ?? 9);
  });

  it('and difficulties are the same after a rebuild, whoever answered what, where and when', () => {
    const answers = fc.array(
      fc.record({
        userId: fc.constantFrom('ada', 'ben', 'eve'),
        guildId: fc.constantFrom('1000', '1001', ''),
        question: fc.constantFrom('commit-what', 'commit-named-by-hash', 'branch-is', 'branch-facts', 'push-refused'),
        right: fc.boolean(),
        at: fc.integer({ min: NOON - 90 * DAY, max: NOON }),
        followed: fc.boolean(),
        mode: fc.constantFrom('quiz' as const, 'review' as const, 'exam' as const),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(answers, (given) => {
        for (const table of SCORES) db.$client.prepare(`delete from ${table}`).run();
        for (const { followed, ...one } of given) {
          giveAnswer(db, one);
          if (followed) followLog(db);
        }
        followLog(db);
        const live = dump(db, KEPT);
        for (const userId of ['ada', 'ben', 'eve']) expect(objectivesOf(userId)).toEqual(firstAnswersOf(userId));
        rebuild(db);
        expect(dump(db, KEPT)).toEqual(live);
      }),
      { numRuns: 30 },
    );
  });
});
