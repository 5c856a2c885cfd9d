import fc from 'fast-check';
import { State } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { scheduler } from '../../src/review/card.ts';
import { type QueuedCard, countQueue, orderQueue } from '../../src/review/queue.ts';
import { isNew } from '../../src/review/schedule.ts';
import { NOON } from '../helpers/app.ts';
import { DAY } from './history.ts';

const fresh = (questionKey: number, createdAt = NOON): QueuedCard => ({
  questionKey,
  state: State.New,
  stability: 0,
  lastReview: null,
  createdAt,
});
const known = (questionKey: number, stability: number, days: number): QueuedCard => ({
  questionKey,
  state: State.Review,
  stability,
  lastReview: NOON - days * DAY,
  createdAt: NOON - 100 * DAY,
});
const keys = (cards: readonly QueuedCard[]) => cards.map(({ questionKey }) => questionKey);

describe('the queue', () => {
  it('asks the likeliest forgotten first, not the longest due', () => {
    // 30 of 60 days gone, 3 of 1, 10 of 5.
    expect(keys(orderQueue([known(1, 60, 30), known(2, 1, 3), known(3, 5, 10)], 10, NOON))).toEqual([2, 3, 1]);
  });

  it('asks New ones last, the oldest first, and no more than may come today', () => {
    const cards = [fresh(1, NOON), fresh(2, NOON - DAY), known(3, 5, 5), fresh(4, NOON - 2 * DAY)];
    expect(keys(orderQueue(cards, 2, NOON))).toEqual([3, 4, 2]);
    expect(keys(orderQueue(cards, 0, NOON))).toEqual([3]);
    expect(keys(orderQueue(cards, -1, NOON))).toEqual([3]);
  });

  const card = fc.record({
    questionKey: fc.nat(50),
    state: fc.constantFrom(State.New, State.Review),
    stability: fc.double({ min: 0.1, max: 300, noNaN: true }),
    lastReview: fc.integer({ min: NOON - 400 * DAY, max: NOON }),
    createdAt: fc.integer({ min: NOON - 400 * DAY, max: NOON }),
  });
  const cards = fc.uniqueArray(card, { selector: ({ questionKey }) => questionKey, maxLength: 30 });

  it('holds every known card and so many New ones, in falling risk, as many as are counted', () => {
    fc.assert(
      fc.property(cards, fc.nat(12), (due, newLeft) => {
        const queue = orderQueue(due, newLeft, NOON);
        expect(queue).toHaveLength(countQueue(due, newLeft));
        expect(new Set(keys(queue)).size).toBe(queue.length);
        const asked = queue.filter((one) => !isNew(one));
        expect(asked).toHaveLength(due.filter((one) => !isNew(one)).length);
        expect(queue.slice(0, asked.length)).toEqual(asked);
        const chances = asked.map((one) => scheduler.retrievability(one, NOON));
        expect(chances).toEqual([...chances].sort((a, b) => a - b));
      }),
    );
  });
});
