import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  chanceRight,
  domcGuessingChance,
  guessingChance,
  information,
} from '../../src/question/item-response.ts';

describe('the chance to be right by guessing', () => {
  it.each([
    ['of four options', { kind: 'single', options: 4, right: 1 }, 1 / 4],
    ['of true and false', { kind: 'true-false', options: 2, right: 1 }, 1 / 2],
    ['of four options with several right: one of 11 choices', { kind: 'multiple', options: 4, right: 2 }, 1 / 11],
    ['of five options with several right: one of 26 choices', { kind: 'multiple', options: 5, right: 3 }, 1 / 26],
    ['where the answer is typed', { kind: 'command', options: 0, right: 0 }, 0],
  ] as const)('%s', (_, shape, chance) => {
    expect(guessingChance(shape)).toBeCloseTo(chance, 12);
  });

  // By hand: the right one is first, second, third or fourth; each option before it and itself takes one coin.
  it('with a coin for each of four options, one at a time', () => {
    const byHand = (1 / 2 + 1 / 4 + 1 / 8 + 1 / 16) / 4;
    expect(domcGuessingChance({ kind: 'single', options: 4, right: 1 })).toBeCloseTo(byHand, 12);
  });

  // By hand: the last of two right ones is second, third or fourth in 1, 2 and 3 of 6 orders.
  it('with a coin for each of four options, two of them right', () => {
    const byHand = (1 * (1 / 4) + 2 * (1 / 8) + 3 * (1 / 16)) / 6;
    expect(domcGuessingChance({ kind: 'multiple', options: 4, right: 2 })).toBeCloseTo(byHand, 12);
  });
});

describe('the model', () => {
  it("is Birnbaum's curve: from the floor, through the middle, to 1", () => {
    expect(chanceRight(0, 0.25)).toBeCloseTo(0.625, 12);
    expect(chanceRight(-40, 0.25)).toBeCloseTo(0.25, 12);
    expect(chanceRight(40, 0.25)).toBeCloseTo(1, 12);
  });

  // Lord (1980), Applications of Item Response Theory to Practical Testing Problems, chapter 10: where information is highest.
  it.each([0, 0.25, 0.5])('tells most where the formula says, with the floor %d', (floor) => {
    const best = Math.log((1 + Math.sqrt(1 + 8 * floor)) / 2);
    for (const off of [-0.3, 0.3]) expect(information(best, floor)).toBeGreaterThan(information(best + off, floor));
  });
});

describe('an answer', () => {
  const before = fc.record({
    mean: fc.double({ min: -4, max: 4, noNaN: true }),
    variance: fc.double({ min: 0.01, max: 3, noNaN: true }),
  });
  const floor = fc.constantFrom(0, 0.1, 0.25, 0.5);

  it('that is right raises what is thought of an ability, a wrong one lowers it', () => {
    fc.assert(
      fc.property(before, floor, (known, luck) => {
        expect(afterAnswer(known, luck, true).mean).toBeGreaterThan(known.mean);
        expect(afterAnswer(known, luck, false).mean).toBeLessThan(known.mean);
      }),
    );
  });

  it('leaves on average what was thought, and less uncertainty (the laws of total expectation and variance)', () => {
    fc.assert(
      fc.property(before, floor, (known, luck) => {
        const [right, wrong] = [afterAnswer(known, luck, true), afterAnswer(known, luck, false)];
        const chance = (known.mean - wrong.mean) / (right.mean - wrong.mean);
        expect(chance).toBeGreaterThan(0);
        expect(chance).toBeLessThan(1);
        const within = chance * right.variance + (1 - chance) * wrong.variance;
        const between = chance * (right.mean - known.mean) ** 2 + (1 - chance) * (wrong.mean - known.mean) ** 2;
        expect(within + between).toBeCloseTo(known.variance, 4);
        expect(wrong.variance).toBeLessThan(known.variance);
      }),
    );
  });

  it('has the mean and variance that a fine sum over the posterior has', () => {
    const known = { mean: 0.3, variance: 1.4 };
    let [evidence, first, second] = [0, 0, 0];
    for (let x = -12; x <= 12; x += 0.001) {
      const weight = Math.exp(-((x - known.mean) ** 2) / (2 * known.variance)) * chanceRight(x, 0.25);
      evidence += weight;
      first += weight * x;
      second += weight * x * x;
    }
    const after = afterAnswer(known, 0.25, true);
    expect(after.mean).toBeCloseTo(first / evidence, 4);
    expect(after.variance).toBeCloseTo(second / evidence - (first / evidence) ** 2, 4);
  });
});
