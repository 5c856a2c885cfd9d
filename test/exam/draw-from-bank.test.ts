import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DomainShare, planExam } from '../../src/content/exam-blueprint.ts';
import { drawExam } from '../../src/exam/draw-from-bank.ts';
import { type Drawn, drawQuestions } from '../../src/exam/draw.ts';
import { type NewQuestion, createBank } from '../../src/question/bank.ts';
import type { Random } from '../../src/random.ts';
import { NOON } from '../helpers/app.ts';
import { newQuestion } from '../helpers/bank.ts';
import { differenceOf } from '../helpers/chances.ts';
import { seededRandom } from '../helpers/random.ts';

const DAY = 24 * 60 * 60 * 1000;
const SINCE = NOON - 14 * DAY;

type Met = ReadonlyMap<number, number>;

const lately = (met: Met) => new Map([...met].filter(([, at]) => at >= SINCE));

/** @param domain the one that the exam is limited to */
function fromBank(
  questions: readonly NewQuestion[],
  plan: readonly DomainShare[],
  met: Met,
  domain: string | null = null,
) {
  const bank = createBank(questions);
  const recent = lately(met);
  return (random: Random) => drawExam(bank, { packId: 'git', domain }, plan, recent, random);
}

/** The same by the plain way: every question is listed, and put in random order. */
function fromList(
  questions: readonly NewQuestion[],
  plan: readonly DomainShare[],
  met: Met,
  domain: string | null = null,
) {
  const candidates = questions
    .filter(({ kind }) => kind !== 'command')
    .filter((one) => domain === null || one.domain === domain)
    .map((one) => ({ ...one, metAt: met.get(one.key) ?? null }));
  return (random: Random) => drawQuestions(candidates, plan, SINCE, random);
}

const said = (drawn: readonly Drawn<{ key: number }>[]) =>
  drawn.map(({ question, format }) => `${question.key} ${format}`);
/** Which questions came how, in whatever order: that is a shuffle in both. */
const asSet = (draw: (random: Random) => Drawn<{ key: number }>[]) => (random: Random) =>
  said(draw(random)).sort().join();

const POOL: NewQuestion[] = [
  ...[1, 1, 1, 1, 2, 2, 3].map((topicId, key) => newQuestion(key, { topicId, domc: key % 2 === 0 })),
  newQuestion(7, { topicId: 2, kind: 'command', options: 0, right: 0, domc: false }),
  ...[4, 4, 5].map((topicId, i) => newQuestion(8 + i, { topicId, domain: 'remotes' })),
  newQuestion(11, { topicId: 1, domain: 'remotes', domc: false }),
];

describe('an exam drawn from the bank', () => {
  it.each([
    ['of all that is fresh', new Map(), null],
    [
      'with some that were met lately, and some long ago',
      new Map([
        [0, NOON],
        [2, NOON - DAY],
        [8, NOON],
        [4, SINCE - 1],
      ]),
      null,
    ],
    ['of one domain', new Map([[3, NOON]]), 'history'],
  ] as [string, Met, string | null][])('has the chances of the plain way: %s', (_, met, domain) => {
    const plan: DomainShare[] =
      domain === null
        ? [
            { domain: 'history', multipleChoice: 2, domc: 2 },
            { domain: 'remotes', multipleChoice: 1, domc: 1 },
          ]
        : [{ domain: null, multipleChoice: 2, domc: 1 }];
    const difference = differenceOf(
      asSet(fromBank(POOL, plan, met, domain)),
      asSet(fromList(POOL, plan, met, domain)),
      30_000,
    );
    expect(difference).toBeLessThan(4);
  });

  it('would be told from one that takes each turn anew', () => {
    // Topic 1 has most: when the topics' turns are over, more of it is left than an even choice among topics would leave.
    const plan = [{ domain: 'history', multipleChoice: 4, domc: 0 }];
    const even = POOL.map((one) => (one.key === 3 ? { ...one, topicId: 3 } : one));
    expect(
      differenceOf(asSet(fromBank(even, plan, new Map())), asSet(fromList(POOL, plan, new Map())), 30_000),
    ).toBeGreaterThan(6);
  });

  it('gives what the plain way gives, or throws where that does', () => {
    const question = fc.record({
      topicId: fc.integer({ min: 0, max: 9 }),
      domain: fc.constantFrom('a', 'b', 'c', null),
      domc: fc.boolean(),
    });
    const domains = fc
      .tuple(fc.nat(20), fc.nat(20), fc.nat(20))
      .filter((weights) => weights.some((weight) => weight > 0))
      .map((weights) => weights.map((weight, index) => ({ id: 'abc'.charAt(index), name: '', weight })));
    const met = fc.dictionary(fc.nat(60).map(String), fc.integer({ min: NOON - 30 * DAY, max: NOON }));
    fc.assert(
      fc.property(
        fc.array(question, { maxLength: 60 }),
        met,
        domains,
        fc.nat(8),
        fc.nat(8),
        fc.nat(),
        (given, metAt, weighed, multipleChoice, domc, seed) => {
          const questions = given.map((one, key) => newQuestion(key, one));
          const plan = planExam({ multipleChoice, domc }, weighed);
          const metBy: Met = new Map(Object.entries(metAt).map(([key, at]) => [Number(key), at]));
          const plain = fromList(questions, plan, metBy);
          const drawing = fromBank(questions, plan, metBy);
          let expected: Drawn<{ key: number }>[];
          try {
            expected = plain(seededRandom(seed));
          } catch {
            expect(() => drawing(seededRandom(seed))).toThrow('there');
            return;
          }
          const drawn = drawing(seededRandom(seed));
          expect(new Set(drawn.map(({ question: { key } }) => key)).size).toBe(multipleChoice + domc);
          const isMet = ({ key }: { key: number }) => (metBy.get(key) ?? 0) >= SINCE;
          const counts = (list: readonly Drawn<{ key: number }>[]) =>
            list.map((one) => `${questions[one.question.key]?.domain} ${one.format} ${isMet(one.question)}`).sort();
          const byDomain = (list: string[]) => list.map((line) => line.replace(/ (true|false)$/, ''));
          expect(byDomain(counts(drawn))).toEqual(byDomain(counts(expected)));
          // How many of a domain had been met is no matter of chance, save for which of the others went to which format.
          const all = (list: readonly Drawn<{ key: number }>[]) =>
            list.filter(({ question: one }) => isMet(one)).length;
          if (domc === 0) expect(all(drawn)).toBe(all(expected));
        },
      ),
      { numRuns: 200 },
    );
  });
});
