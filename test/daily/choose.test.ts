import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPEAT_AFTER_MS, chooseQuestion, weakness } from '../../src/daily/choose.ts';
import { NOON, seededRandom } from '../helpers/app.ts';

const pool = (count: number, topics = 2) =>
  Array.from({ length: count }, (_, key) => ({ key, revision: 'r', topicId: key % topics }));

describe('the question of the day', () => {
  it('is none of the last 90 days while others are left, and the oldest when none are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 2 * REPEAT_AFTER_MS })), { minLength: 1, maxLength: 30 }),
        fc.nat(),
        (ages, seed) => {
          const questions = pool(ages.length);
          const postedAt = new Map(ages.flatMap((age, key) => (age === null ? [] : [[key, NOON - age] as const])));
          const chosen = chooseQuestion(questions, postedAt, new Map(), NOON, seededRandom(seed));
          const age = (key: number) => NOON - (postedAt.get(key) ?? -Infinity);
          const isFresh = questions.some(({ key }) => age(key) >= REPEAT_AFTER_MS);
          expect(chosen).toBeDefined();
          if (isFresh) expect(age(chosen?.key ?? 0)).toBeGreaterThanOrEqual(REPEAT_AFTER_MS);
          else expect(age(chosen?.key ?? 0)).toBe(Math.max(...questions.map(({ key }) => age(key))));
        },
      ),
    );
  });

  it('comes from a topic the more often, the weaker the server is in it', () => {
    const records = new Map([
      [0, { answers: 18, correct: 18 }], // a twentieth is expected to be wrong
      [1, { answers: 18, correct: 3 }], // sixteen twentieths
    ]);
    const random = seededRandom(3);
    const times = [0, 0];
    for (let draw = 0; draw < 2000; draw++) {
      const { topicId = 0 } = chooseQuestion(pool(10), new Map(), records, NOON, random) ?? {};
      times[topicId] = (times[topicId] ?? 0) + 1;
    }
    expect((times[1] ?? 0) / (times[0] ?? 1)).toBeGreaterThan(12);
    expect((times[1] ?? 0) / (times[0] ?? 1)).toBeLessThan(21);
  });

  it('is none where there is none', () => {
    expect(chooseQuestion([], new Map(), new Map(), NOON, seededRandom(1))).toBeUndefined();
  });

  it.each([
    [0, 0, 0.5],
    [1, 1, 1 / 3],
    [1, 0, 2 / 3],
    [8, 4, 0.5],
    [98, 98, 0.01],
  ])('expects after %d answers, %d of them right, a share of %d wrong', (answers, correct, share) => {
    expect(weakness({ answers, correct })).toBeCloseTo(share, 10);
  });
});
