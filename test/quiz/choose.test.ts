import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Askable, chooseQuestions } from '../../src/quiz/choose.ts';
import { seededRandom } from '../helpers/app.ts';

type Question = Askable & { key: number };

const questions = fc
  .array(
    fc.oneof(
      fc.constant({ lastAnsweredAt: null, lastCorrect: null }),
      fc.record({ lastAnsweredAt: fc.nat(20), lastCorrect: fc.constantFrom<0 | 1 | boolean>(0, 1, true, false) }),
    ),
    { maxLength: 30 },
  )
  .map((list) => list.map((question, key): Question => ({ ...question, key })));
const count = fc.integer({ min: 1, max: 20 });
const isOpen = (question: Question) => question.lastAnsweredAt === null || !question.lastCorrect;

describe('the questions chosen', () => {
  it('are as many as asked for, or all there are, none twice', () => {
    fc.assert(
      fc.property(questions, count, fc.nat(), (all, wanted, seed) => {
        const chosen = chooseQuestions(all, wanted, seededRandom(seed));
        expect(chosen).toHaveLength(Math.min(wanted, all.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        for (const question of chosen) expect(all).toContain(question);
      }),
    );
  });

  it('are those not met or got wrong, before any that is known', () => {
    fc.assert(
      fc.property(questions, count, fc.nat(), (all, wanted, seed) => {
        const chosen = chooseQuestions(all, wanted, seededRandom(seed)).map(isOpen);
        expect(chosen).toEqual([...chosen].sort((a, b) => Number(b) - Number(a)));
        expect(chosen.filter(Boolean)).toHaveLength(Math.min(wanted, all.filter(isOpen).length));
      }),
    );
  });

  it('are, of those known, the ones answered the longest ago, in that order', () => {
    fc.assert(
      fc.property(questions, count, fc.nat(), (all, wanted, seed) => {
        const ages = (list: Question[]) =>
          list.filter((question) => !isOpen(question)).map((one) => one.lastAnsweredAt);
        const chosen = ages(chooseQuestions(all, wanted, seededRandom(seed)));
        const oldest = ages(all).sort((a, b) => (a ?? 0) - (b ?? 0));
        expect(chosen).toEqual(oldest.slice(0, chosen.length));
      }),
    );
  });

  it('come in an order of chance where they are open: each is first at some time', () => {
    const open = [0, 1, 2, 3].map((key): Question => ({ key, lastAnsweredAt: null, lastCorrect: null }));
    const first = new Set(
      Array.from({ length: 60 }, (_, seed) => chooseQuestions(open, 1, seededRandom(seed))[0]?.key),
    );
    expect([...first].sort()).toEqual([0, 1, 2, 3]);
  });

  it('leave the list as it was', () => {
    const all: Question[] = [2, 1, 3].map((at) => ({ key: at, lastAnsweredAt: at, lastCorrect: 1 }));
    chooseQuestions(all, 3, seededRandom(1));
    expect(all.map(({ key }) => key)).toEqual([2, 1, 3]);
  });
});
