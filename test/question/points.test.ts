import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIFFICULTIES } from '../../src/content/pack.ts';
import { isExactly } from '../../src/question/kinds/options.ts';
import { POINTS, PAYS_AGAIN_AFTER_MS, scoreAnswer } from '../../src/question/points.ts';
import { NOON } from '../helpers/app.ts';

const isRight = (options: readonly { correct: boolean }[], choice: readonly number[]) => isExactly({ options }, choice);

const DAYS_30 = 30 * 24 * 60 * 60 * 1000;

describe('an answer', () => {
  it.each([
    ['recall', 1],
    ['understanding', 2],
    ['applying', 3],
  ] as const)('that is right earns for %s %d', (difficulty, points) => {
    expect(scoreAnswer(true, difficulty, null, NOON)).toEqual({ points, rule: 'right' });
  });

  it.each(DIFFICULTIES)('that is wrong earns nothing for %s, whenever it was paid before', (difficulty) => {
    for (const lastPaidAt of [null, NOON - 1, NOON - 2 * DAYS_30]) {
      expect(scoreAnswer(false, difficulty, lastPaidAt, NOON)).toEqual({ points: 0, rule: 'wrong' });
    }
  });

  it.each([
    ['at the same moment', 0, 'practice'],
    ['a millisecond later', 1, 'practice'],
    ['a millisecond before 30 days', DAYS_30 - 1, 'practice'],
    ['after exactly 30 days', DAYS_30, 'right'],
    ['a millisecond after 30 days', DAYS_30 + 1, 'right'],
  ])('that is right again %s is worth %d ms later: %s', (_, wait, rule) => {
    expect(scoreAnswer(true, 'applying', NOON, NOON + wait)).toEqual({ points: rule === 'right' ? 3 : 0, rule });
  });

  it('is practice for as long as docs/scoring.md says', () => {
    expect(PAYS_AGAIN_AFTER_MS).toBe(DAYS_30);
    expect(POINTS).toEqual({ recall: 1, understanding: 2, applying: 3 });
  });
});

describe('a choice', () => {
  const options = (signs: string) => [...signs].map((sign) => ({ correct: sign === '+' }));

  it.each([
    ['+--', [0], true],
    ['+--', [1], false],
    ['+--', [0, 1], false],
    ['+--', [], false],
    ['++-', [0, 1], true],
    ['++-', [1, 0], true],
    ['++-', [0], false],
    ['++-', [0, 1, 2], false],
    ['++-', [0, 0, 1], true],
    ['---', [], true],
  ])('from options %s of %j is right: %s', (signs, choice, right) => {
    expect(isRight(options(signs), choice)).toBe(right);
  });

  it('is right exactly when it names the correct options', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 5 }), fc.array(fc.nat(4)), (correct, choice) => {
        const wanted = correct.flatMap((is, index) => (is ? [index] : []));
        const chosen = [...new Set(choice)].filter((index) => index < correct.length).sort();
        const inRange = choice.filter((index) => index < correct.length);
        expect(
          isRight(
            correct.map((is) => ({ correct: is })),
            inRange,
          ),
        ).toBe(JSON.stringify(chosen) === JSON.stringify(wanted));
      }),
    );
  });
});
