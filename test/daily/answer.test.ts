import { beforeEach, describe, expect, it } from 'vitest';
import { answerDaily, explainDaily, openSealed } from '../../src/daily/answer.ts';
import { owe } from '../../src/daily/plan.ts';
import { findDelivery, updateDelivery } from '../../src/daily/store/delivery.ts';
import { countAnswers } from '../../src/daily/store/sealed.ts';
import { UserError } from '../../src/errors.ts';
import { streakOf } from '../../src/daily/streak-store.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { rightOptions } from '../helpers/answers.ts';
import { GUILD, NOON, type TestApp, createTestApp } from '../helpers/app.ts';
import { HOUR, deliveries, schedule } from '../helpers/daily.ts';
import { SCORES, countRows, dump } from '../helpers/rows.ts';
import { followLog } from '../helpers/follow.ts';

let app: TestApp;
let right: number[];
let wrong: number[];

/** A question that is open until eight in the evening. */
async function open({ locksAnswers = false } = {}): Promise<void> {
  app = await createTestApp();
  owe(app, schedule(app, { locksAnswers }), { date: '2026-11-23', at: NOON });
  const [delivery] = deliveries(app);
  if (!delivery) throw new Error('no delivery');
  updateDelivery(app.db, delivery.id, { state: 'sent', messageId: '1', sentAt: NOON, revealAt: NOON + 8 * HOUR });
  const correct = rightOptions(getQuestionContent(app.db, delivery.questionKey, delivery.revision));
  right = correct.map((index) => delivery.optionOrder.indexOf(index));
  wrong = [delivery.optionOrder.findIndex((index) => !correct.includes(index))];
}

const answer = (userId: string, shown: number[], rest: { guildId?: string; id?: number; at?: number } = {}) =>
  answerDaily(app.db, userId, rest.guildId ?? GUILD, rest.id ?? 1, shown, () => rest.at ?? NOON);
const logged = () =>
  app.db.$client.prepare('select user_id, mode, source, correct, answered_at from answer order by id').all();
const unseal = () => {
  const delivery = findDelivery(app.db, 1);
  if (delivery) openSealed(app.db, delivery);
};

describe('a sealed answer', () => {
  beforeEach(() => open());

  it('is kept out of the log until the reveal, and then stands in it as it was given', () => {
    expect(answer('ada', right)).toMatchObject({ outcome: 'sealed', before: null });
    answer('ben', wrong, { at: NOON + HOUR });
    expect(logged()).toEqual([]);
    expect(countAnswers(app.db, 1)).toBe(2);
    unseal();
    expect(logged()).toEqual([
      { user_id: 'ada', mode: 'daily', source: 'daily:1', correct: 1, answered_at: NOON },
      { user_id: 'ben', mode: 'daily', source: 'daily:1', correct: 0, answered_at: NOON + HOUR },
    ]);
    expect(countAnswers(app.db, 1)).toBe(2);
  });

  it('is refused when the answers were told while it waited for the database', () => {
    // The clock is read where nobody else can write any more.
    const clock = () => {
      expect(app.db.$client.inTransaction).toBe(true);
      return NOON + 8 * HOUR;
    };
    expect(answerDaily(app.db, 'ada', GUILD, 1, right, clock)).toMatchObject({ outcome: 'closed' });
    expect(countAnswers(app.db, 1)).toBe(0);
  });

  it('may be changed, and the last one counts', () => {
    const first = answer('ada', wrong);
    expect(answer('ada', right, { at: NOON + HOUR })).toMatchObject({ outcome: 'sealed', before: first.choice });
    expect(countAnswers(app.db, 1)).toBe(1);
    unseal();
    expect(logged()).toMatchObject([{ correct: 1, answered_at: NOON + HOUR }]);
  });

  it('is opened once, however often that is tried', () => {
    answer('ada', right);
    unseal();
    followLog(app.db);
    const before = dump(app.db, SCORES);
    unseal();
    followLog(app.db);
    expect(dump(app.db, SCORES)).toEqual(before);
  });

  it('is not taken any more once the answers are due, and changes nothing', () => {
    answer('ada', wrong);
    expect(answer('ada', right, { at: NOON + 8 * HOUR })).toMatchObject({ outcome: 'closed' });
    expect(answer('ben', right, { at: NOON + 8 * HOUR })).toMatchObject({ outcome: 'closed', choice: null });
    unseal();
    expect(logged()).toMatchObject([{ user_id: 'ada', correct: 0 }]);
  });

  it('counts for the streak before the reveal', () => {
    expect(streakOf(app.db, GUILD, 'ada', NOON).days).toBe(0);
    answer('ada', wrong);
    expect(streakOf(app.db, GUILD, 'ada', NOON).days).toBe(1);
    unseal();
    followLog(app.db);
    expect(streakOf(app.db, GUILD, 'ada', NOON).days).toBe(1);
  });

  it('is explained after the reveal and not before', () => {
    const { choice } = answer('ada', wrong);
    expect(() => explainDaily(app.db, 'ada', GUILD, 1, NOON)).toThrow('The answers to this question are not out yet.');
    expect(explainDaily(app.db, 'ada', GUILD, 1, NOON + 8 * HOUR)).toMatchObject({ outcome: 'closed', choice });
    unseal();
    expect(explainDaily(app.db, 'ada', GUILD, 1, NOON + 8 * HOUR)).toMatchObject({ outcome: 'closed', choice });
    expect(explainDaily(app.db, 'ben', GUILD, 1, NOON + 8 * HOUR)).toMatchObject({ outcome: 'closed', choice: null });
  });
});

describe('a final answer', () => {
  beforeEach(() => open({ locksAnswers: true }));

  it('counts at once, for each member once', () => {
    expect(answer('ada', right)).toMatchObject({ outcome: 'final', correct: true, isNew: true, rule: 'right' });
    expect(answer('ben', wrong)).toMatchObject({ outcome: 'final', correct: false, isNew: true, points: 0 });
    expect(logged()).toMatchObject([
      { user_id: 'ada', correct: 1 },
      { user_id: 'ben', correct: 0 },
    ]);
  });

  it('a second time counts nothing and says what the first one earned', () => {
    const first = answer('ada', wrong);
    followLog(app.db);
    const before = dump(app.db, SCORES);
    expect(answer('ada', right)).toEqual({ ...first, isNew: false });
    followLog(app.db);
    expect(dump(app.db, SCORES)).toEqual(before);
  });
});

describe.each([true, false])('an answer, final: %s,', (locksAnswers) => {
  beforeEach(() => open({ locksAnswers }));

  it.each([
    ['from another server', { guildId: '1001' }],
    ['to one that is not there', { id: 99 }],
    ['to nonsense', { id: Number.NaN }],
  ])('%s counts nothing', (_, rest) => {
    expect(() => answer('ada', right, rest)).toThrow(UserError);
    expect(() => answer('ada', right, rest)).toThrow('That question is no longer open.');
    expect(countRows(app.db, 'answer') + countRows(app.db, 'daily_answer')).toBe(0);
  });

  it.each([[[99]], [[-1]], [[Number.NaN]], [[]]])('with the options %j counts nothing', (shown) => {
    expect(() => answer('ada', shown)).toThrow('no such options');
    expect(countRows(app.db, 'answer') + countRows(app.db, 'daily_answer')).toBe(0);
  });
});
