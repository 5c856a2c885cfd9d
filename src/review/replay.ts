import type { Db } from '../db/open.ts';
import { findReviewAt } from '../exam/store.ts';
import { type CardAnswer, afterAnswer } from './card.ts';
import { type Card, newCard } from './schedule.ts';

/**
 * The card that these answers of a member to a question make, in their order; undefined: none. It begins as a New one where
 * an exam left the question open and the member put it into their reviews.
 */
export function replay(db: Db, userId: string, questionKey: number, answers: readonly CardAnswer[]): Card | undefined {
  const at = findReviewAt(db, userId, questionKey);
  return answers.reduce<Card | undefined>(afterAnswer, at === undefined ? undefined : newCard(at));
}
