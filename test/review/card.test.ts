import { Rating, State } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { type CardAnswer, afterAnswer, scheduler } from '../../src/review/card.ts';
import { type Card, newCard } from '../../src/review/schedule.ts';
import { NOON } from '../helpers/app.ts';
import { DAY } from './history.ts';

const answer = (given: Partial<CardAnswer> = {}): CardAnswer => ({
  mode: 'quiz',
  correct: false,
  confidence: null,
  answeredAt: NOON,
  ...given,
});
const ELSEWHERE = ['quiz', 'daily', 'exam'] as const;
const known: Card = scheduler.review(newCard(NOON), Rating.Good, NOON);

describe('a question without a card', () => {
  it.each(ELSEWHERE)('gets a New one, due at once, by a wrong answer in mode %s', (mode) => {
    const card = afterAnswer(undefined, answer({ mode }));
    expect(card).toEqual(newCard(NOON));
    expect(card).toMatchObject({ state: State.New, due: NOON, reps: 0, firstReviewAt: null });
  });

  it.each(ELSEWHERE)('gets none by a right answer in mode %s', (mode) => {
    expect(afterAnswer(undefined, answer({ mode, correct: true }))).toBeUndefined();
  });

  it('gets one with its first review by an answer in a review', () => {
    const given = answer({ mode: 'review', correct: true, confidence: 'sure' });
    expect(afterAnswer(undefined, given)).toEqual(scheduler.review(newCard(NOON), Rating.Easy, NOON));
  });
});

describe('a New card', () => {
  const card = newCard(NOON);

  it.each(ELSEWHERE)('is left as it is by any answer in mode %s', (mode) => {
    for (const correct of [true, false])
      expect(afterAnswer(card, answer({ mode, correct, answeredAt: NOON + 5 * DAY }))).toBe(card);
  });

  it.each([
    [false, 'sure', Rating.Again],
    [true, 'guess', Rating.Hard],
    [true, 'unsure', Rating.Good],
    [true, 'sure', Rating.Easy],
  ] as const)('is reviewed by an answer in a review: right %s, %s', (correct, confidence, grade) => {
    const given = answer({ mode: 'review', correct, confidence, answeredAt: NOON + DAY });
    expect(afterAnswer(card, given)).toEqual(scheduler.review(card, grade, NOON + DAY));
  });
});

describe('a card that was reviewed', () => {
  it.each(ELSEWHERE)('lapses by a wrong answer in mode %s, however soon', (mode) => {
    for (const wait of [0, 1, 3 * DAY]) {
      const after = afterAnswer(known, answer({ mode, answeredAt: NOON + wait }));
      expect(after).toEqual(scheduler.review(known, Rating.Again, NOON + wait));
      expect(after?.lapses).toBe(known.lapses + 1);
    }
  });

  it.each(ELSEWHERE)('is reviewed as Good by a right answer in mode %s a day after its last review', (mode) => {
    const given = answer({ mode, correct: true, answeredAt: NOON + DAY });
    expect(afterAnswer(known, given)).toEqual(scheduler.review(known, Rating.Good, NOON + DAY));
  });

  it.each(ELSEWHERE)('is left as it is by a right answer in mode %s within a day', (mode) => {
    for (const answeredAt of [NOON - DAY, NOON, NOON + DAY - 1])
      expect(afterAnswer(known, answer({ mode, correct: true, answeredAt }))).toBe(known);
  });

  it.each(ELSEWHERE)('is left as it is by an answer in mode %s from before its last review', (mode) => {
    for (const correct of [true, false])
      expect(afterAnswer(known, answer({ mode, correct, answeredAt: NOON - 1 }))).toBe(known);
  });

  it('is reviewed by an answer in a review whatever the clock says', () => {
    const given = answer({ mode: 'review', answeredAt: NOON - DAY });
    expect(afterAnswer(known, given)).toMatchObject({ lapses: known.lapses + 1, lastReview: NOON });
  });

  it('is reviewed by every answer in a review, also within a day', () => {
    const given = answer({ mode: 'review', correct: true, confidence: 'guess', answeredAt: NOON + 1 });
    expect(afterAnswer(known, given)).toEqual(scheduler.review(known, Rating.Hard, NOON + 1));
  });
});
