import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CurveQuestion, chancesOf, createExamCurves, joinChances } from '../../src/question/exam-curves.ts';

const question = fc
  .record({
    kind: fc.constantFrom('single' as const, 'multiple' as const, 'true-false' as const),
    options: fc.integer({ min: 2, max: 5 }),
    right: fc.constant(1),
    domc: fc.boolean(),
    difficulty: fc.record({
      mean: fc.double({ min: -5, max: 5, noNaN: true }),
      variance: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  })
  .map((one): CurveQuestion => one);
const ability = fc.double({ min: -10, max: 10, noNaN: true });

describe('the chances from tables', () => {
  it('are those reckoned question by question, to one in 500,000', () => {
    fc.assert(
      fc.property(fc.array(question, { maxLength: 20 }), ability, (questions, at) => {
        const table = createExamCurves(questions);
        const exact = chancesOf(questions);
        for (const format of ['whole', 'single'] as const) {
          expect(table[format].count).toBe(exact[format].count);
          expect(Math.abs(table[format].at(at) - exact[format].at(at))).toBeLessThan(2e-6);
        }
      }),
    );
  });

  it('follow what is taken out and put in again', () => {
    fc.assert(
      fc.property(fc.array(question), fc.array(question, { minLength: 1 }), ability, (kept, moved, at) => {
        const table = createExamCurves([...kept, ...moved]);
        for (const one of moved) table.remove(one);
        const exact = createExamCurves(kept);
        expect(table.whole.count).toBe(kept.length);
        expect(table.whole.at(at)).toBeCloseTo(exact.whole.at(at), 10);
        expect(table.single.at(at)).toBeCloseTo(exact.single.at(at), 10);
      }),
    );
  });

  it('of several pools are those of all of them together', () => {
    fc.assert(
      fc.property(fc.array(fc.array(question)), ability, (pools, at) => {
        const joined = joinChances(pools.map((one) => createExamCurves(one)));
        const exact = chancesOf(pools.flat());
        expect(joined.whole.count).toBe(exact.whole.count);
        expect(Math.abs(joined.whole.at(at) - exact.whole.at(at))).toBeLessThan(2e-6);
        expect(Math.abs(joined.single.at(at) - exact.single.at(at))).toBeLessThan(2e-6);
      }),
    );
  });
});
