/** The cards follow the log of answers, from those on that were made of questions left open in an exam. */
import type { Db } from '../db/open.ts';
import { reviewCard } from '../db/schema.ts';
import { findReviewAt, listReviewAt } from '../exam/store.ts';
import type { Follower } from '../score/logged-answer.ts';
import { afterAnswer } from './card.ts';
import { type Card, newCard } from './schedule.ts';
import { answersTo, findCard, removeCard, saveCard } from './store.ts';

export const cards: Follower = {
  tables: [reviewCard],
  // Each began without a card before it: what had been answered by then was right, and that changes no New card.
  begin(db) {
    for (const { userId, questionKey, at } of listReviewAt(db)) saveCard(db, userId, questionKey, newCard(at));
  },
  take(db, logged) {
    const { userId, questionKey } = logged;
    const before = findCard(db, userId, questionKey);
    const after = afterAnswer(before, logged);
    if (after && after !== before) saveCard(db, userId, questionKey, after);
  },
};

/** Makes one card again from the log: an answer to its question was taken back. */
export function replayCard(db: Db, userId: string, questionKey: number): void {
  const at = findReviewAt(db, userId, questionKey);
  const first = at === undefined ? undefined : newCard(at);
  const card = answersTo(db, userId, questionKey).reduce<Card | undefined>(afterAnswer, first);
  if (card) saveCard(db, userId, questionKey, card);
  else removeCard(db, userId, questionKey);
}
