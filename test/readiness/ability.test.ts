import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNKNOWN, abilityIn, fade, learn } from '../../src/readiness/ability.ts';
import type { Ability } from '../../src/db/schema.ts';

const DAY = 24 * 60 * 60 * 1000;
const MIDDLING = { mean: 0, variance: 0.64 };

type Given = { domain: string | null; correct: boolean; floor: number; days: number };

const history = fc.array(
  fc.record({
    domain: fc.constantFrom('networking', 'storage', 'security', null),
    correct: fc.boolean(),
    floor: fc.constantFrom(0, 0.1, 0.25, 0.5),
    days: fc.integer({ min: 0, max: 40 }),
  }),
  { maxLength: 60 },
);

function after(answers: readonly Given[]): Ability {
  return answers.reduce(
    (known, { days, ...answer }) => learn(fade(known, days * DAY), MIDDLING, answer).ability,
    UNKNOWN,
  );
}

const right = (domain: string): Given => ({ domain, correct: true, floor: 0.25, days: 0 });

describe('an ability', () => {
  it('rises most in the domain of a right answer, and less in the others', () => {
    const known = after([right('networking'), right('networking')]);
    const [here, elsewhere] = [abilityIn(known, 'networking').mean, abilityIn(known, 'storage').mean];
    expect(here).toBeGreaterThan(elsewhere);
    expect(elsewhere).toBeGreaterThan(0);
  });

  it('is the same of a domain whether or not it has a row', () => {
    const known = after([right('networking')]);
    const withRow = learn(known, { mean: 0, variance: 1e12 }, right('storage')).ability;
    expect(withRow.domains).toEqual(['', 'networking', 'storage']);
    expect(abilityIn(withRow, 'storage').mean).toBeCloseTo(abilityIn(known, 'storage').mean, 4);
    expect(abilityIn(withRow, 'storage').variance).toBeCloseTo(abilityIn(known, 'storage').variance, 4);
  });

  it('stays a Gaussian whatever is answered: symmetric, no variance below 0 in any direction, never NaN', () => {
    fc.assert(
      fc.property(
        history,
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (answers, way) => {
          const { covariance, mean } = after(answers);
          let variance = 0;
          covariance.forEach((line, i) =>
            line.forEach((value, j) => {
              expect(value).toBeCloseTo(covariance[j]?.[i] ?? Number.NaN, 12);
              variance += value * (way[i] ?? 0) * (way[j] ?? 0);
            }),
          );
          expect(variance).toBeGreaterThanOrEqual(-1e-12);
          expect(mean.every(Number.isFinite)).toBe(true);
        },
      ),
    );
  });

  it('is less and less certain with time, up to what is known of somebody new, and keeps its mean', () => {
    const known = after(Array.from({ length: 30 }, () => right('networking')));
    const later = [0, 10, 100, 1000, 100_000].map((days) => abilityIn(fade(known, days * DAY), 'networking'));
    const variances = later.map(({ variance }) => variance);
    expect(variances).toEqual([...variances].sort((a, b) => a - b));
    expect(variances.at(-1)).toBeCloseTo(abilityIn(UNKNOWN, 'networking').variance, 6);
    for (const { mean } of later) expect(mean).toBe(later[0]?.mean);
  });
});

describe('a difficulty', () => {
  it('falls with a right answer, rises with a wrong one, and gets more certain with both', () => {
    for (const correct of [true, false]) {
      const { difficulty } = learn(UNKNOWN, MIDDLING, { domain: null, floor: 0, correct });
      expect(Math.sign(difficulty.mean)).toBe(correct ? -1 : 1);
      expect(difficulty.variance).toBeLessThan(MIDDLING.variance);
    }
  });
});
