import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Askable, type Level, chooseAtLevel, chooseQuestions } from '../../src/quiz/choose.ts';
import { DIFFICULTY_PRIOR } from '../../src/question/item-response.ts';
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

describe('the questions chosen at a level', () => {
  type Placed = Question & Level;
  const byLevel = (one: Placed): Level => one;
  const placed = (key: number, more: Partial<Placed> = {}): Placed => ({
    key,
    lastAnsweredAt: null,
    lastCorrect: null,
    area: 'a',
    ability: { mean: 0, variance: 0.1 },
    difficulty: 0,
    floor: 0.25,
    ...more,
  });
  /** How often what is chosen has a property, over many quizzes of five. */
  const share = (all: Placed[], has: (one: Placed) => boolean) => {
    const chosen = Array.from({ length: 200 }, (_, seed) => chooseAtLevel(all, 5, byLevel, seededRandom(seed))).flat();
    return chosen.filter(has).length / chosen.length;
  };
  const spread = (ability: Level['ability']) =>
    Array.from({ length: 90 }, (_, key) => placed(key, { ability, difficulty: (key % 9) / 2 - 2 }));
  const levels = fc.record({
    area: fc.constantFrom('a', 'b'),
    ability: fc.record({
      mean: fc.double({ min: -6, max: 6, noNaN: true }),
      variance: fc.double({ min: 0.01, max: 2, noNaN: true }),
    }),
    difficulty: fc.double({ min: -6, max: 6, noNaN: true }),
    floor: fc.constantFrom(0, 0.09, 0.25, 0.5),
  });
  const many = fc
    .tuple(questions, fc.array(levels, { minLength: 30, maxLength: 30 }))
    .map(([list, at]) => list.map((question, i): Placed => placed(question.key, { ...question, ...at[i] })));

  it('are as many as asked for, none twice, those not met or got wrong first, then the longest known', () => {
    fc.assert(
      fc.property(many, count, fc.nat(), (all, wanted, seed) => {
        const chosen = chooseAtLevel(all, wanted, byLevel, seededRandom(seed));
        expect(chosen).toHaveLength(Math.min(wanted, all.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        const open = chosen.filter(isOpen);
        expect(chosen.slice(0, open.length)).toEqual(open);
        expect(open).toHaveLength(Math.min(wanted, all.filter(isOpen).length));
        const known = chosen.slice(open.length).map(({ lastAnsweredAt }) => lastAnsweredAt ?? 0);
        expect(known).toEqual([...known].sort((a, b) => a - b));
      }),
    );
  });

  it('are harder for a stronger member', () => {
    const mean = (ability: number) => {
      const all = spread({ mean: ability, variance: 0.1 });
      const chosen = Array.from({ length: 100 }, (_, seed) =>
        chooseAtLevel(all, 5, byLevel, seededRandom(seed)),
      ).flat();
      return chosen.reduce((sum, { difficulty }) => sum + difficulty, 0) / chosen.length;
    };
    expect(mean(0)).toBeGreaterThan(mean(-1.5) + 0.5);
    expect(mean(1.5)).toBeGreaterThan(mean(0) + 0.5);
  });

  it('are mostly those with a chance of 0.55 to 0.85', () => {
    const chance = ({ ability, difficulty }: Placed) => 0.25 + 0.75 / (1 + Math.exp(difficulty - ability.mean));
    const near = share(spread({ mean: 0, variance: 0.05 }), (one) => chance(one) > 0.55 && chance(one) < 0.85);
    expect(near).toBeGreaterThan(0.8);
  });

  it('come more often from an area in which the member is weak', () => {
    const areas = [0, -1].map((ability, i) =>
      Array.from({ length: 45 }, (_, key) =>
        placed(i * 45 + key, {
          area: i === 0 ? 'strong' : 'weak',
          ability: { mean: ability, variance: 0.1 },
          difficulty: (key % 9) / 2 - 2,
        }),
      ),
    );
    expect(share(areas.flat(), ({ area }) => area === 'weak')).toBeGreaterThan(0.6);
  });

  it('are easy or medium for somebody new', () => {
    const labels = Object.values(DIFFICULTY_PRIOR).map(({ mean }) => mean);
    const all = Array.from({ length: 90 }, (_, key) =>
      placed(key, { ability: { mean: 0, variance: 1.3 }, difficulty: labels[key % 3] ?? 0 }),
    );
    expect(share(all, ({ difficulty }) => difficulty === DIFFICULTY_PRIOR.applying.mean)).toBeLessThan(0.1);
    expect(share(all, ({ difficulty }) => difficulty === DIFFICULTY_PRIOR.recall.mean)).toBeGreaterThan(0.5);
  });

  it('are not the same each time', () => {
    const all = spread({ mean: 0, variance: 0.1 });
    const quizzes = Array.from({ length: 20 }, (_, seed) =>
      chooseAtLevel(all, 5, byLevel, seededRandom(seed))
        .map(({ key }) => key)
        .join(),
    );
    expect(new Set(quizzes).size).toBeGreaterThan(15);
  });
});
