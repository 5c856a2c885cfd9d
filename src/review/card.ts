/** What the answers to a question make of a member's card for it, wherever they were given. */
import type { LoggedAnswer } from '../score/logged-answer.ts';
import { DAY_MS } from '../time/local-day.ts';
import { type Card, createScheduler, gradeOf, isNew, newCard } from './schedule.ts';

export type CardAnswer = Pick<LoggedAnswer, 'mode' | 'correct' | 'confidence' | 'answeredAt'>;

export const scheduler = createScheduler();

/**
 * The card after one more answer; the same value where the answer makes no difference to it.
 * @param card undefined: there is none yet
 */
export function afterAnswer(card: Card | undefined, answer: CardAnswer): Card | undefined {
  const { mode, correct, confidence, answeredAt } = answer;
  if (mode === 'review') return grade(card ?? newCard(answeredAt), answer);
  if (!card) return correct ? undefined : newCard(answeredAt);
  // The first review of a card is one that the member sat down for.
  if (isNew(card)) return card;
  // An answer may come into the log after a later one: an exam's at its end, one to the question of the day at its reveal. What
  // the member knew before their last review says nothing of what they know since.
  if (answeredAt < (card.lastReview ?? 0)) return card;
  // FSRS reckons with days since the last review: knowing it again within one says little about memory.
  if (correct && answeredAt - (card.lastReview ?? 0) < DAY_MS) return card;
  return grade(card, { correct, confidence, answeredAt });
}

function grade(card: Card, { correct, confidence, answeredAt }: Omit<CardAnswer, 'mode'>): Card {
  return scheduler.review(card, gradeOf(correct, confidence), answeredAt);
}
