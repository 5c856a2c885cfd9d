import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNKNOWN, learn } from '../../src/readiness/ability.ts';
import type { Ability } from '../../src/db/schema.ts';
import { fullExam } from '../../src/readiness/exam-format.ts';
import { type ExamQuestion, forecastExam, listPool } from '../../src/readiness/forecast.ts';
import { betaBinomial, scoreRange } from '../../src/readiness/score-range.ts';
import { weakestObjectives } from '../../src/readiness/weakest.ts';

const DOMAINS = [
  { id: 'history', weight: 60 },
  { id: 'remotes', weight: 40 },
];
const FORMAT = { multipleChoice: 13, domc: 42 };
const question = (domain: string, more: Partial<ExamQuestion> = {}): ExamQuestion => ({
  kind: 'single',
  options: 4,
  right: 1,
  domc: true,
  domain,
  difficulty: { mean: 0, variance: 0.2 },
  ...more,
});
const POOL = DOMAINS.flatMap(({ id }) => Array.from({ length: 30 }, () => question(id)));

const known = (mean: number, variance: number): Ability => ({
  domains: ['', 'history', 'remotes'],
  mean: [mean, mean, mean],
  covariance: [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? variance : variance / 2))),
});

function forecast(ability: Ability, pool = POOL, format = FORMAT) {
  const found = forecastExam(ability, listPool(pool), DOMAINS, format);
  if (!found) throw new Error('no forecast');
  return found;
}

describe('the forecast', () => {
  it('is higher for a stronger member, and narrower for one who is better known', () => {
    expect(forecast(known(1, 0.1)).middle).toBeGreaterThan(forecast(known(0, 0.1)).middle);
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    expect(width(forecast(known(0, 0.02)))).toBeLessThan(width(forecast(known(0, 0.5))));
  });

  it('of an ability that is known for sure has the middle by hand, and a range as wide as the luck of the draw', () => {
    const pool = POOL.map((one) => ({ ...one, domc: false, difficulty: { mean: 0, variance: 0 } }));
    const { low, middle, high } = forecast(known(0, 1e-9), pool, { multipleChoice: 100, domc: 0 });
    expect(middle).toBe(63); // (1 + 1/4) / 2
    // 1.28 standard deviations of 100 tosses at 0.625 are 6.2: the whole scores between 56.3 and 68.7
    expect([low, high]).toEqual([57, 68]);
  });

  it('keeps within 0 and 100, with low, middle and high in order, whatever is known', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -8, max: 8, noNaN: true }),
        fc.double({ min: 0.001, max: 3, noNaN: true }),
        fc.integer({ min: 1, max: 100 }),
        (mean, variance, questions) => {
          const found = forecast(known(mean, variance), POOL, { multipleChoice: questions, domc: questions });
          for (const { low, middle, high } of found.domains) {
            expect(low).toBeGreaterThanOrEqual(0);
            expect(middle).toBeGreaterThanOrEqual(low);
            expect(high).toBeGreaterThanOrEqual(middle);
            expect(high).toBeLessThanOrEqual(100);
          }
          expect(found.low).toBeLessThanOrEqual(found.high);
          expect(found.low).toBeGreaterThanOrEqual(0);
          expect(found.high).toBeLessThanOrEqual(100);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('weighs the domains as the exam does', () => {
    let ability = UNKNOWN;
    for (let i = 0; i < 40; i++) {
      ability = learn(ability, { mean: 0, variance: 0.2 }, { domain: 'history', floor: 0.25, correct: true }).ability;
      ability = learn(
        ability,
        { mean: 0, variance: 0.2 },
        { domain: 'remotes', floor: 0.25, correct: i % 4 === 0 },
      ).ability;
    }
    const { middle, domains } = forecast(ability);
    const [history = { middle: 0 }, remotes = { middle: 0 }] = domains;
    expect(Math.abs(middle - (0.6 * history.middle + 0.4 * remotes.middle))).toBeLessThanOrEqual(1);
  });

  it('leaves out typed questions and domains without questions, and there is none without any', () => {
    const typed = question('history', { kind: 'command', options: 0, right: 0, domc: false });
    expect(forecastExam(known(0, 1), listPool([typed]), DOMAINS, FORMAT)).toBeUndefined();
    expect(forecast(known(0, 1), [typed, question('remotes')]).domains.map(({ id }) => id)).toEqual(['remotes']);
  });

  it('of a pack without domains goes by the common ability, over all of its questions', () => {
    const pool = Array.from({ length: 30 }, () => question('', { domain: null }));
    const typed = question('', { domain: null, kind: 'command', options: 0, right: 0, domc: false });
    const weak = forecastExam(known(-1, 0.1), listPool([...pool, typed]), [], FORMAT);
    const strong = forecastExam(known(1, 0.1), listPool([...pool, typed]), [], FORMAT);
    expect(weak).toMatchObject({ questions: 55, domains: [] });
    expect(strong?.middle).toBeGreaterThan(weak?.middle ?? 100);
    expect(strong).toEqual(forecastExam(known(1, 0.1), listPool(pool), [], FORMAT));
    // One part of a kind: the same as a pack of one domain that is known as well.
    const one = pool.map((each) => ({ ...each, domain: 'history' }));
    expect(strong).toEqual({
      ...forecastExam(known(1, 0.1), listPool(one), [{ id: 'history', weight: 1 }], FORMAT),
      domains: [],
    });
    expect(forecastExam(known(0, 1), listPool([typed]), [], FORMAT)).toBeUndefined();
  });

  it('leaves out questions of no domain where the pack has domains', () => {
    const easy = question('', { domain: null, difficulty: { mean: -9, variance: 0.2 } });
    expect(forecast(known(0, 0.1), [...POOL, easy, easy])).toEqual(forecast(known(0, 0.1)));
  });

  it("takes the format of the pack's longest exam, or 55 questions", () => {
    const exam = (multipleChoice: number, domc: number) => ({ id: 'x', name: 'X', minutes: 1, multipleChoice, domc });
    expect(fullExam({ exams: [exam(5, 15), exam(13, 42)] })).toMatchObject({ multipleChoice: 13, domc: 42 });
    expect(fullExam({})).toEqual({ multipleChoice: 55, domc: 0 });
  });
});

describe('the distribution of scores', () => {
  it('sums to 1 and has the mean and variance asked for', () => {
    const chances = betaBinomial(0.7, 30, 55);
    const mean = chances.reduce((sum, chance, score) => sum + chance * score, 0);
    const variance = chances.reduce((sum, chance, score) => sum + chance * (score - mean) ** 2, 0);
    expect(chances).toHaveLength(56);
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
    expect(mean).toBeCloseTo(38.5, 6);
    expect(variance).toBeCloseTo(30, 6);
  });

  it('holds about 80 of 100 within its range', () => {
    const held = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9].map((share) => {
      const { low, high } = scoreRange(share * 55, 25, 55);
      return betaBinomial(share, 25, 55)
        .slice(low, high + 1)
        .reduce((sum, chance) => sum + chance, 0);
    });
    for (const share of held) expect(Math.abs(share - 0.8)).toBeLessThan(0.08);
    expect(Math.abs(held.reduce((sum, share) => sum + share, 0) / held.length - 0.8)).toBeLessThan(0.03);
  });
});

describe('the weakest objectives', () => {
  const total = (objective: string, correct: number, answers: number) => ({ objective, correct, answers });

  it('have at least two answers, the weakest first', () => {
    const totals = [total('1', 3, 3), total('2', 0, 1), total('3', 1, 4), total('4', 1, 2), total('5', 9, 10)];
    expect(weakestObjectives(totals, 2).map(({ objective }) => objective)).toEqual(['3', '4']);
  });

  it('have those that were always missed among them, from the second answer on', () => {
    const totals = [total('missed', 0, 2), total('good', 8, 9), total('fair', 5, 6)];
    expect(weakestObjectives(totals, 3)).toMatchObject([{ objective: 'missed' }]);
  });

  it('are known less than the average of the member, however many there is room for', () => {
    const totals = [total('weak', 2, 6), total('strong', 19, 20), total('fair', 9, 10)];
    expect(weakestObjectives(totals, 3)).toMatchObject([{ objective: 'weak' }]);
  });

  it.each([
    ['of nothing', []],
    ['where all are known alike', [total('1', 1, 3), total('2', 3, 9), total('3', 2, 6)]],
    ['where everything was missed', [total('1', 0, 3), total('2', 0, 2)]],
  ])('are none %s', (_, totals) => {
    expect(weakestObjectives(totals, 3)).toEqual([]);
  });

  it('are not led by one that has few answers where another has many of the same share', () => {
    const totals = [total('few', 0, 3), total('many', 1, 12), total('good', 30, 30)];
    expect(weakestObjectives(totals, 1)).toMatchObject([{ objective: 'many' }]);
  });
});
