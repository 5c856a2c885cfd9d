import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fitBlueprint, largestRemainder, planExam } from '../../src/content/exam-blueprint.ts';

const DOCKER = [
  ['orchestration', 25],
  ['images', 20],
  ['installation', 15],
  ['networking', 15],
  ['security', 15],
  ['storage', 10],
].map(([id, weight]) => ({ id: String(id), name: String(id), weight: Number(weight) }));

const sum = (parts: readonly number[]) => parts.reduce((so, part) => so + part, 0);

describe('the largest remainder', () => {
  // Quotas 13.75, 11, 8.25, 8.25, 8.25, 5.5: two seats are left for .75 and .5.
  test.each([
    [55, [25, 20, 15, 15, 15, 10], [14, 11, 8, 8, 8, 6]],
    [20, [25, 20, 15, 15, 15, 10], [5, 4, 3, 3, 3, 2]],
    // Quotas 0.5 and 0.5: the first of equals.
    [1, [1, 1], [1, 0]],
    // Ten seats at 10,000 votes each: quotas 4.7, 1.6, 1.58, 1.2, 0.61, 0.31.
    [10, [47_000, 16_000, 15_800, 12_000, 6_100, 3_100], [5, 2, 1, 1, 1, 0]],
    [7, [0, 1], [0, 7]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
  ])('of %d by %j is %j', (total, weights, parts) => {
    expect(largestRemainder(total, weights)).toEqual(parts);
  });

  it('gives each its quota rounded down or up, and in sum the total', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        weights.filter((given) => sum(given) > 0),
        (total, given) => {
          const parts = largestRemainder(total, given);
          expect(sum(parts)).toBe(total);
          parts.forEach((part, index) => {
            const quota = (total * (given[index] ?? 0)) / sum(given);
            expect(Math.abs(part - quota)).toBeLessThan(1);
          });
        },
      ),
    );
  });
});

describe('the plan of an exam', () => {
  it("has the certificate's 13 and 42 questions by the domains' weights", () => {
    expect(planExam({ multipleChoice: 13, domc: 42 }, DOCKER)).toEqual([
      { domain: 'orchestration', multipleChoice: 3, domc: 11 },
      { domain: 'images', multipleChoice: 3, domc: 8 },
      { domain: 'installation', multipleChoice: 2, domc: 6 },
      { domain: 'networking', multipleChoice: 2, domc: 6 },
      { domain: 'security', multipleChoice: 2, domc: 6 },
      { domain: 'storage', multipleChoice: 1, domc: 5 },
    ]);
  });

  it('has the short exam in the same proportion', () => {
    expect(planExam({ multipleChoice: 5, domc: 15 }, DOCKER)).toEqual([
      { domain: 'orchestration', multipleChoice: 1, domc: 4 },
      { domain: 'images', multipleChoice: 1, domc: 3 },
      { domain: 'installation', multipleChoice: 1, domc: 2 },
      { domain: 'networking', multipleChoice: 1, domc: 2 },
      { domain: 'security', multipleChoice: 1, domc: 2 },
      { domain: 'storage', multipleChoice: 0, domc: 2 },
    ]);
  });

  it('takes any question of a pack without domains', () => {
    expect(planExam({ multipleChoice: 2, domc: 1 }, [])).toEqual([{ domain: null, multipleChoice: 2, domc: 1 }]);
  });

  it('follows the weights with both formats together, and has exactly the questions of each format', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 12 });
    const count = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(
        weights.filter((given) => sum(given) > 0),
        count,
        count,
        (given, multipleChoice, domc) => {
          const domains = given.map((weight, index) => ({ id: `d${index}`, name: '', weight }));
          const plan = planExam({ multipleChoice, domc }, domains);
          expect(sum(plan.map((share) => share.multipleChoice))).toBe(multipleChoice);
          expect(sum(plan.map((share) => share.domc))).toBe(domc);
          expect(plan.map((share) => share.multipleChoice + share.domc)).toEqual(
            largestRemainder(multipleChoice + domc, given),
          );
          for (const share of plan) expect(Math.min(share.multipleChoice, share.domc)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('an exam on too few questions', () => {
  const blueprint = { id: 'short', name: 'Short', minutes: 30, multipleChoice: 5, domc: 15 };

  test.each([
    [
      { questions: 100, domc: 50 },
      { minutes: 30, multipleChoice: 5, domc: 15 },
    ],
    [
      { questions: 20, domc: 15 },
      { minutes: 30, multipleChoice: 5, domc: 15 },
    ],
    [
      { questions: 20, domc: 5 },
      { minutes: 15, multipleChoice: 5, domc: 5 },
    ],
    [
      { questions: 3, domc: 3 },
      { minutes: 5, multipleChoice: 0, domc: 3 },
    ],
    [
      { questions: 0, domc: 0 },
      { minutes: 0, multipleChoice: 0, domc: 0 },
    ],
  ])('of %j is %j', (available, fitted) => {
    expect(fitBlueprint(blueprint, available)).toEqual({ ...blueprint, ...fitted });
  });
});
