import { beforeEach, describe, expect, it } from 'vitest';
import { answerDaily } from '../../src/daily/answer.ts';
import { oweQuestion } from '../../src/daily/schedule.ts';
import { UserError } from '../../src/errors.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { followLog } from '../../src/score/follow.ts';
import { rightOptions } from '../helpers/answers.ts';
import { GUILD, NOON, type TestApp, createTestApp } from '../helpers/app.ts';
import { BERLIN, deliveries, schedule } from '../helpers/daily.ts';
import { SCORES, countRows, dump } from '../helpers/rows.ts';

let app: TestApp;
let right: number[];
let wrong: number[];

beforeEach(async () => {
  app = await createTestApp();
  oweQuestion(app.db, schedule(app), BERLIN, NOON, app.random);
  const [delivery] = deliveries(app);
  if (!delivery) throw new Error('no delivery');
  const correct = rightOptions(getQuestionContent(app.db, delivery.questionKey, delivery.revision));
  right = correct.map((index) => delivery.optionOrder.indexOf(index));
  wrong = [delivery.optionOrder.findIndex((index) => !correct.includes(index))];
});

const answer = (userId: string, shown: number[], rest: { guildId?: string; id?: number } = {}) =>
  answerDaily(app.db, userId, rest.guildId ?? GUILD, rest.id ?? 1, shown, NOON);

describe('an answer to the question of the day', () => {
  it('counts, for each member once', () => {
    expect(answer('ada', right)).toMatchObject({ correct: true, isNew: true, rule: 'right' });
    expect(answer('ben', wrong)).toMatchObject({ correct: false, isNew: true, points: 0 });
    expect(app.db.$client.prepare('select user_id, mode, source, correct from answer').all()).toEqual([
      { user_id: 'ada', mode: 'daily', source: 'daily:1', correct: 1 },
      { user_id: 'ben', mode: 'daily', source: 'daily:1', correct: 0 },
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

  it.each([
    ['from another server', { guildId: '1001' }],
    ['to one that is not there', { id: 99 }],
    ['to nonsense', { id: Number.NaN }],
  ])('%s counts nothing', (_, rest) => {
    expect(() => answer('ada', right, rest)).toThrow(UserError);
    expect(() => answer('ada', right, rest)).toThrow('That question is no longer open.');
    expect(countRows(app.db, 'answer')).toBe(0);
  });

  it.each([[[99]], [[-1]], [[Number.NaN]], [[]]])('with the options %j counts nothing', (shown) => {
    expect(() => answer('ada', shown)).toThrow('no such options');
    expect(countRows(app.db, 'answer')).toBe(0);
  });
});
