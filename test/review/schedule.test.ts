/**
 * The expected numbers are those that the FSRS project publishes with its implementations: ts-fsrs's
 * `__tests__/impl/long-term_scheduler.test.ts` and `__tests__/FSRS-6.test.ts` (whose memory states are fsrs-rs's), and of
 * `get_retrievability`.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rating } from 'ts-fsrs';
import { type Card, type Scheduler, createScheduler, gradeOf, isNew, newCard } from '../../src/review/schedule.ts';
import { NOON } from '../helpers/app.ts';
import { DAY, HOUR } from './history.ts';

const GRADES = { A: Rating.Again, H: Rating.Hard, G: Rating.Good, E: Rating.Easy } as const;
type Letter = keyof typeof GRADES;

/** Reviews a new card, each time when it is due, or after so many days. */
function play(scheduler: Scheduler, grades: string, days?: readonly number[]): Card[] {
  let at = Date.UTC(2022, 11, 29, 12, 30);
  let card = newCard(at);
  return [...grades].map((grade, index) => {
    at = days ? at + (days[index] ?? 0) * DAY : card.due;
    card = scheduler.review(card, GRADES[grade as Letter], at);
    return card;
  });
}

// Those of FSRS 5 in FSRS 6's form: without its w19, with its decay of 0.5.
const FSRS_5 = [
  0.4197, 1.1869, 3.0412, 15.2441, 7.1434, 0.6477, 1.0007, 0.0674, 1.6597, 0.1712, 1.1178, 2.0225, 0.0904, 0.3025,
  2.1214, 0.2498, 2.9466, 0.4891, 0.6468, 0, 0.5,
];

describe("FSRS's published series", () => {
  it.each([
    [
      'GGGGGGAAGGGGG',
      [3, 13, 48, 155, 445, 1158, 17, 3, 11, 37, 112, 307, 773],
      [
        3.0412, 13.09130698, 48.15848988, 154.93732625, 445.05562739, 1158.07779739, 16.63063166, 3.01732209,
        11.42247264, 37.37521902, 111.8752758, 306.5974569, 772.94026648,
      ],
      [
        4.49094334, 4.26664289, 4.05746029, 3.86237659, 3.68044154, 3.51076891, 4.69833071, 5.55956298, 5.26323756,
        4.98688448, 4.72915759, 4.4888015, 4.26464541,
      ],
    ],
    [
      'AHGEAHGE',
      [1, 2, 6, 41, 4, 7, 21, 133],
      [0.4197, 1.0344317, 5.5356759, 41.0033667, 4.46605519, 6.67743292, 20.88868155, 132.81849454],
      [7.1434, 7.03653841, 6.64066485, 5.92312772, 6.44779861, 6.45995078, 6.10293922, 5.36588547],
    ],
    [
      'HGEAHGEA',
      [2, 7, 54, 5, 8, 26, 171, 8],
      [1.1869, 6.59167572, 53.76078737, 5.0853693, 8.09786749, 25.52991279, 171.16195166, 8.11072373],
      [6.23225985, 5.89059466, 5.14583392, 5.884097, 5.99269555, 5.667177, 4.91430736, 5.71619151],
    ],
    [
      'GEAHGEAH',
      [3, 33, 4, 7, 26, 193, 9, 14],
      [3.0412, 32.65484522, 4.22256838, 7.2325009, 25.52681746, 193.36618775, 8.63899847, 14.31323867],
      [4.49094334, 3.69538259, 4.83221448, 5.12078462, 4.85403286, 4.07165035, 5.1050878, 5.34697075],
    ],
    [
      'EAHGEAHG',
      [15, 3, 6, 27, 240, 10, 17, 60],
      [15.2441, 3.25621013, 6.32684549, 26.56339029, 239.70462771, 9.75621519, 17.06035531, 59.59547542],
      [1.16304343, 2.99573557, 3.59851762, 3.43436666, 2.60045771, 4.03816348, 4.46259158, 4.24020203],
    ],
  ])('of the reviews %s, each when due', (grades, intervals, stabilities, difficulties) => {
    const cards = play(createScheduler({ weights: FSRS_5, maximumIntervalDays: 36_500 }), grades);
    expect(cards.map((card) => card.scheduledDays)).toEqual(intervals);
    cards.forEach((card, index) => {
      expect(card.stability).toBeCloseTo(stabilities[index] ?? NaN, 8);
      expect(card.difficulty).toBeCloseTo(difficulties[index] ?? NaN, 8);
    });
  });

  it('of a first review with the default weights of FSRS 6', () => {
    const first = [...'AHGE'].map((grade) => play(createScheduler(), grade)[0]);
    expect(first.map((card) => card?.stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956]);
    expect(first.map((card) => card?.difficulty)).toEqual([6.4133, 5.11217071, 2.11810397, 1]);
  });

  it('of the memory after reviews at given days, with the default weights, without short-term steps', () => {
    const last = play(createScheduler(), 'AGGGGG', [0, 0, 1, 3, 8, 21]).at(-1);
    expect(last?.stability).toBeCloseTo(53.335106, 4);
    expect(last?.difficulty).toBeCloseTo(6.3574867, 4);
  });

  it('of the chance to know it still: 90.25 percent 8 days after Easy on a new card', () => {
    const [card] = play(createScheduler(), 'E');
    if (!card) throw new Error('no card');
    expect(card.scheduledDays).toBe(8);
    expect(createScheduler().retrievability(card, card.due)).toBeCloseTo(0.9024733, 7);
  });
});

describe('a review', () => {
  const grade = fc.constantFrom(Rating.Again, Rating.Hard, Rating.Good, Rating.Easy);
  const history = fc.array(fc.record({ grade, wait: fc.integer({ min: -2 * DAY, max: 400 * DAY }) }), {
    minLength: 1,
    maxLength: 30,
  });
  const scheduler = createScheduler();

  it('is due a whole number of days later, 1 to 365, whenever the reviews were, also out of order', () => {
    fc.assert(
      fc.property(history, (reviews) => {
        let at = NOON;
        let card = newCard(at);
        reviews.forEach((given, index) => {
          at += given.wait;
          const before = card;
          card = scheduler.review(before, given.grade, at);
          expect(card.lastReview).toBe(Math.max(at, before.lastReview ?? at));
          expect(card.scheduledDays).toBeGreaterThanOrEqual(1);
          expect(card.scheduledDays).toBeLessThanOrEqual(365);
          expect(card.due).toBe((card.lastReview ?? 0) + card.scheduledDays * DAY);
          expect(card.difficulty).toBeGreaterThanOrEqual(1);
          expect(card.difficulty).toBeLessThanOrEqual(10);
          expect(card.reps).toBe(index + 1);
          expect(card.lapses - before.lapses).toBe(!isNew(before) && given.grade === Rating.Again ? 1 : 0);
          expect(card.firstReviewAt).toBe(before.firstReviewAt ?? card.lastReview);
          expect(isNew(card)).toBe(false);
        });
      }),
    );
  });

  it('is never due later for a worse grade', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 400 * DAY }), (reviews, wait) => {
        let card = newCard(NOON);
        for (const given of reviews) card = scheduler.review(card, given.grade, card.due + Math.max(0, given.wait));
        const dues = Object.values(GRADES).map((one) => scheduler.review(card, one, card.due + wait).due);
        expect(dues).toEqual([...dues].sort((a, b) => a - b));
      }),
    );
  });

  it('counts days of 24 hours, not midnights of UTC', () => {
    const evening = Date.UTC(2026, 10, 23, 23, 50);
    const card = scheduler.review(newCard(evening), Rating.Good, evening);
    const soon = scheduler.review(card, Rating.Good, evening + HOUR / 3);
    expect(soon.stability).toBe(card.stability);
    const morning = Date.UTC(2026, 10, 23, 0, 10);
    const early = scheduler.review(newCard(morning), Rating.Good, morning);
    expect(scheduler.review(early, Rating.Good, morning + 23 * HOUR).stability).toBeGreaterThan(early.stability);
  });

  it('leaves the card that it was given as it was', () => {
    const card = Object.freeze(newCard(NOON));
    scheduler.review(card, Rating.Good, NOON);
    expect(card).toEqual(newCard(NOON));
  });
});

describe('the chance to know it still', () => {
  const scheduler = createScheduler();
  const card = scheduler.review(newCard(NOON), Rating.Good, NOON);

  it('is 90 percent after as many days as the stability, and falls with time', () => {
    expect(scheduler.retrievability(card, NOON)).toBe(1);
    expect(scheduler.retrievability(card, NOON - DAY)).toBe(1);
    expect(scheduler.retrievability(card, NOON + card.stability * DAY)).toBeCloseTo(0.9, 6);
    const chances = [0, 1, 2, 30, 365].map((days) => scheduler.retrievability(card, NOON + days * DAY));
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
  });

  it('is 0 for a card that was never reviewed', () => {
    expect(scheduler.retrievability(newCard(NOON), NOON + DAY)).toBe(0);
  });
});

describe('the grade of an answer', () => {
  it.each([
    [false, null, Rating.Again],
    [false, 'sure', Rating.Again],
    [true, null, Rating.Good],
    [true, 'guess', Rating.Hard],
    [true, 'unsure', Rating.Good],
    [true, 'sure', Rating.Easy],
  ] as const)('right: %s, confidence: %s', (right, confidence, expected) => {
    expect(gradeOf(right, confidence)).toBe(expected);
  });
});
