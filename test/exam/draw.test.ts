import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DomainShare, planExam } from '../../src/content/exam-blueprint.ts';
import { type Drawable, drawQuestions } from '../../src/exam/draw.ts';
import { NOON, seededRandom } from '../helpers/app.ts';

const DAY = 24 * 60 * 60 * 1000;
const FRESH_BEFORE = NOON - 14 * DAY;

interface Numbered extends Drawable {
  key: number;
}

/** So many questions of one domain, over so many topics, every one of them fresh and able to come one at a time. */
function pool(count: number, topics: number, rest: Partial<Drawable> = {}): Numbered[] {
  return Array.from({ length: count }, (_, key) => ({
    key,
    topicId: key % topics,
    domain: 'a',
    domc: true,
    metAt: null,
    ...rest,
  }));
}

const share = (multipleChoice: number, domc: number): DomainShare => ({ domain: 'a', multipleChoice, domc });
const draw = (candidates: readonly Numbered[], plan: readonly DomainShare[], seed = 1) =>
  drawQuestions(candidates, plan, FRESH_BEFORE, seededRandom(seed));
const keys = (drawn: readonly { question: Numbered }[]) =>
  drawn.map(({ question }) => question.key).sort((a, b) => a - b);

describe('a draw', () => {
  const question = fc.record({
    topicId: fc.integer({ min: 0, max: 9 }),
    domain: fc.constantFrom('a', 'b', 'c', null),
    domc: fc.boolean(),
    metAt: fc.option(fc.integer({ min: NOON - 30 * DAY, max: NOON })),
  });
  const domains = fc
    .tuple(fc.nat(20), fc.nat(20), fc.nat(20))
    .filter((weights) => weights.some((weight) => weight > 0))
    .map((weights) => weights.map((weight, index) => ({ id: 'abc'.charAt(index), name: '', weight })));

  it('has the domains and formats exactly as the plan says, and no question twice', () => {
    fc.assert(
      fc.property(
        fc.array(question, { maxLength: 60 }),
        domains,
        fc.nat(8),
        fc.nat(8),
        fc.nat(),
        (questions, weighed, multipleChoice, domc, seed) => {
          const candidates = questions.map((one, key) => ({ ...one, key }));
          const plan = planExam({ multipleChoice, domc }, weighed);
          const isEnough = plan.every((part) => {
            const own = candidates.filter(({ domain }) => domain === part.domain);
            return own.filter((one) => one.domc).length >= part.domc && own.length >= part.domc + part.multipleChoice;
          });
          if (!isEnough) {
            expect(() => draw(candidates, plan, seed)).toThrow('there');
            return;
          }
          const drawn = draw(candidates, plan, seed);
          expect(new Set(keys(drawn)).size).toBe(multipleChoice + domc);
          for (const part of plan) {
            const own = drawn.filter((one) => one.question.domain === part.domain);
            expect(own.filter(({ format }) => format === 'domc')).toHaveLength(part.domc);
            expect(own.filter(({ format }) => format === 'choice')).toHaveLength(part.multipleChoice);
          }
          expect(drawn.every(({ format, question: { domc: may } }) => format === 'choice' || may)).toBe(true);
          // What was met lately comes only where nothing else of its domain could: in that format, or at all.
          const isFresh = (one: Drawable) => one.metAt === null || one.metAt < FRESH_BEFORE;
          const left = candidates.filter((one) => isFresh(one) && !keys(drawn).includes(one.key));
          for (const { question: one, format } of drawn.filter((some) => !isFresh(some.question))) {
            expect(left.filter((other) => other.domain === one.domain && (format === 'choice' || other.domc))).toEqual(
              [],
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves out what was met in the last two weeks, to the millisecond', () => {
    const met = pool(10, 10).map((one) => ({ ...one, metAt: FRESH_BEFORE - (one.key < 5 ? 1 : 0) }));
    expect(keys(draw(met, [share(0, 5)]))).toEqual([0, 1, 2, 3, 4]);
  });

  it('takes those met the longest ago when the others run out', () => {
    const met = pool(6, 1).map((one) => ({ ...one, metAt: one.key === 3 ? null : NOON - one.key * DAY }));
    expect(keys(draw(met, [share(0, 3)]))).toEqual([3, 4, 5]);
  });

  it('spreads over the topics before it takes a second one of any', () => {
    for (let seed = 0; seed < 20; seed++) {
      const topics = draw(pool(60, 12), [share(4, 8)], seed).map(({ question: { topicId } }) => topicId);
      expect(new Set(topics).size).toBe(12);
    }
  });

  it('takes any domain where the pack has none', () => {
    const drawn = draw(pool(3, 3, { domain: null }), [{ domain: null, multipleChoice: 1, domc: 2 }]);
    expect(keys(drawn)).toEqual([0, 1, 2]);
  });

  it('mixes the formats and domains, and is another one with another chance', () => {
    const order = (seed: number) => draw(pool(40, 40), [share(10, 10)], seed).map(({ format }) => format);
    expect(order(1).slice(0, 10)).toContain('choice');
    expect(order(1).slice(0, 10)).toContain('domc');
    expect(order(1)).not.toEqual(order(2));
  });
});
