import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIFFICULTIES } from '../../src/content/pack.ts';
import { type BankQuestion, type NewQuestion, createBank } from '../../src/question/bank.ts';
import { chooseAtLevel, chooseQuestions } from '../../src/quiz/choose.ts';
import { type WantedQuiz, drawQuiz } from '../../src/quiz/draw.ts';
import type { Random } from '../../src/random.ts';
import { newQuestion } from '../helpers/bank.ts';
import { differenceOf } from '../helpers/chances.ts';
import { seededRandom } from '../helpers/random.ts';
import { rounds } from '../helpers/soak.ts';

const DRAWS = rounds(24_000, 120_000);

/** What a member answered last, by key: when, and whether rightly. */
type Answers = ReadonlyMap<number, { at: number; right: boolean }>;

const abilityIn = (_: string, domain: string | null) =>
  ({ history: { mean: 0.3, variance: 0.2 }, remotes: { mean: -1, variance: 0.5 } })[domain ?? ''] ?? {
    mean: 0,
    variance: 1.3,
  };

function standingOf(answers: Answers, barred: readonly number[] = []) {
  return {
    known: [...answers].filter(([, { right }]) => right).map(([key]) => key),
    barred: new Set(barred),
    lastAnswers: () => new Map([...answers].map(([key, { at }]) => [key, at])),
  };
}

/** The keys drawn from a bank of these questions, as one text. */
function fromBank(
  questions: readonly NewQuestion[],
  wanted: WantedQuiz,
  answers: Answers,
  atLevel: boolean,
  barred: number[] = [],
) {
  const bank = createBank(questions);
  const standing = standingOf(answers, barred);
  return (random: Random) =>
    keysOf(drawQuiz(bank, wanted, standing, random, atLevel ? abilityIn : undefined).questions).join();
}

/** The same by the plain way: every question that fits is listed and weighed. */
function fromList(
  questions: readonly NewQuestion[],
  wanted: WantedQuiz,
  answers: Answers,
  atLevel: boolean,
  barred: number[] = [],
) {
  const { subject, difficulty, count } = wanted;
  const bank = createBank(questions);
  const candidates = questions
    .filter(({ label }) => difficulty === undefined || label === difficulty)
    .filter(({ domain }) => subject.domain === undefined || domain === subject.domain)
    .filter(({ topicId }) => subject.topicId === undefined || topicId === subject.topicId)
    .filter(({ key }) => !barred.includes(key))
    .map(({ key }) => {
      const answer = answers.get(key);
      const { area, group } = bank.find(key) as BankQuestion;
      const ability = abilityIn('git', area.domain);
      const level = { area: area.domain ?? '', ability, difficulty: group.difficulty, floor: group.floor };
      return { key, level, lastAnsweredAt: answer?.at ?? null, lastCorrect: answer?.right ?? null };
    });
  return (random: Random) =>
    keysOf(
      atLevel
        ? chooseAtLevel(candidates, count, ({ level }) => level, random)
        : chooseQuestions(candidates, count, random),
    ).join();
}

const keysOf = (questions: readonly { key: number }[]) => questions.map(({ key }) => key);

const EVERYTHING = {};
const proved = (mean: number) => ({ mean, variance: 0.2 });
const POOL: NewQuestion[] = [
  ...[-1.5, -0.5, 0, 0.4, 1.1].map((mean, i) => newQuestion(i, { proved: proved(mean) })),
  newQuestion(5),
  newQuestion(6, { label: 'applying', kind: 'command', options: 0, right: 0, domc: false }),
  newQuestion(7, { label: 'recall', kind: 'true-false', options: 2, topicId: 2 }),
  ...[-0.9, 0.2, 0.2].map((mean, i) => newQuestion(8 + i, { domain: 'remotes', topicId: 3, proved: proved(mean) })),
  newQuestion(11, { domain: 'remotes', topicId: 3, kind: 'multiple', right: 2, label: 'applying' }),
  newQuestion(12, { domain: null, topicId: 4 }),
];
const ANSWERS: Answers = new Map([
  [1, { at: 10, right: true }],
  [3, { at: 11, right: false }],
  [5, { at: 12, right: true }],
  [9, { at: 13, right: true }],
]);

describe('a quiz drawn from the bank', () => {
  it.each([
    ['at level', { subject: EVERYTHING, count: 2 }, true],
    ['at level, with a question in a running exam', { subject: EVERYTHING, count: 2 }, true, [2, 8]],
    ['at level, of one difficulty', { subject: EVERYTHING, count: 2, difficulty: 'understanding' }, true],
    ['until only what is known is left', { subject: { packId: 'git', domain: 'remotes' }, count: 4 }, false],
    ['on a domain', { subject: { packId: 'git', domain: 'history' }, count: 2 }, false],
    ['on a topic', { subject: { packId: 'git', topicId: 1 }, count: 3 }, false],
  ] as [string, WantedQuiz, boolean, number[]?][])(
    'has the chances of the plain way: %s',
    (_, wanted, atLevel, barred) => {
      const difference = differenceOf(
        fromBank(POOL, wanted, ANSWERS, atLevel, barred),
        fromList(POOL, wanted, ANSWERS, atLevel, barred),
        DRAWS,
      );
      expect(difference).toBeLessThan(4);
    },
  );

  it('has them also where a member knows nearly all, and where groups are large', () => {
    const many = Array.from({ length: 300 }, (_, key) =>
      newQuestion(key, { domain: key % 3 === 0 ? 'remotes' : 'history', proved: proved(((key % 7) - 3) / 2) }),
    );
    const known: Answers = new Map(many.slice(0, 285).map(({ key }) => [key, { at: key, right: true }]));
    const wanted = { subject: EVERYTHING, count: 2 };
    expect(
      differenceOf(fromBank(many, wanted, known, true), fromList(many, wanted, known, true), DRAWS / 4),
    ).toBeLessThan(4);
  });

  it('would be told from one with other chances', () => {
    const wanted = { subject: EVERYTHING, count: 1 };
    const other = POOL.map((one) => (one.key === 2 ? { ...one, proved: proved(0.25) } : one));
    expect(
      differenceOf(fromBank(other, wanted, ANSWERS, true), fromList(POOL, wanted, ANSWERS, true), DRAWS),
    ).toBeGreaterThan(6);
  });

  const questions = fc
    .array(
      fc.record({
        label: fc.constantFrom(...DIFFICULTIES),
        domain: fc.constantFrom('history', 'remotes', null),
        topicId: fc.integer({ min: 1, max: 3 }),
        proved: fc.option(fc.record({ mean: fc.double({ min: -9, max: 9, noNaN: true }), variance: fc.constant(0.2) })),
      }),
      { maxLength: 40 },
    )
    .map((list) => list.map((one, key) => newQuestion(key, one)));
  const answers = fc.dictionary(fc.nat(45).map(String), fc.record({ at: fc.nat(20), right: fc.boolean() }));
  const subject = fc.constantFrom(
    {},
    { packId: 'git' },
    { packId: 'git', domain: 'remotes' },
    { packId: 'git', topicId: 2 },
  );

  it('is as long as wanted, or all there are, none twice: what is open first, then the longest known', () => {
    fc.assert(
      fc.property(
        questions,
        answers,
        subject,
        fc.option(fc.constantFrom(...DIFFICULTIES), { nil: undefined }),
        fc.integer({ min: 1, max: 20 }),
        fc.subarray([0, 3, 7, 11]),
        fc.boolean(),
        fc.nat(),
        (all, given, about, difficulty, count, barred, atLevel, seed) => {
          const answered: Answers = new Map(Object.entries(given).map(([key, value]) => [Number(key), value]));
          const wanted = { subject: about, difficulty, count };
          const drawn = fromBank(all, wanted, answered, atLevel, barred)(seededRandom(seed));
          const plain = fromList(all, { ...wanted, count: 99 }, answered, false, barred)(seededRandom(seed));
          const keys = drawn === '' ? [] : drawn.split(',').map(Number);
          const fitting = plain === '' ? [] : plain.split(',').map(Number);
          const isOpen = (key: number) => !answered.get(key)?.right;
          const open = fitting.filter(isOpen);
          expect(keys).toHaveLength(Math.min(count, fitting.length));
          expect(new Set(keys).size).toBe(keys.length);
          const opened = keys.filter(isOpen);
          expect(opened).toHaveLength(Math.min(count, open.length));
          for (const key of opened) expect(open).toContain(key);
          expect(keys.slice(opened.length)).toEqual(
            fitting.filter((key) => !isOpen(key)).slice(0, keys.length - opened.length),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says whether anything fits at all', () => {
    const bank = createBank(POOL);
    const none = standingOf(new Map());
    const all = standingOf(new Map(), keysOf(POOL));
    expect(drawQuiz(bank, { subject: EVERYTHING, count: 3 }, all, Math.random)).toEqual({
      questions: [],
      anyFits: true,
    });
    expect(drawQuiz(bank, { subject: { packId: 'git', topicId: 1 }, count: 3 }, all, Math.random).anyFits).toBe(true);
    expect(drawQuiz(bank, { subject: { packId: 'other' }, count: 3 }, none, Math.random).anyFits).toBe(false);
    expect(drawQuiz(bank, { subject: { packId: 'git', topicId: 9 }, count: 3 }, none, Math.random).anyFits).toBe(false);
  });
});
