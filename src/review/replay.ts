import type { Db } from '../db/open.ts';
import { findReviewAt } from '../exam/store.ts';
import { type CardAnswer, afterAnswer } from './card.ts';
import { type Card, newCard } from './schedule.ts';
import { findWantedAt } from './wanted-store.ts';

/**
 * The card that these answers of a member to a question make, in their order; undefined: none. It begins as a New one where
 * the member put it into their reviews without having missed it: left open in an exam, or missed by others in a round.
 */
export function replay(db: Db, userId: string, questionKey: number, answers: readonly CardAnswer[]): Card | undefined {
  const at = findReviewAt(db, userId, questionKey) ?? findWantedAt(db, userId, questionKey);
  return answers.reduce<Card | undefined>(afterAnswer, at === undefined ? undefined : newCard(at));
}
