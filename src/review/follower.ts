/** The cards follow the log of answers. */
import type { Db } from '../db/open.ts';
import { reviewCard } from '../db/schema.ts';
import type { Follower } from '../score/logged-answer.ts';
import { afterAnswer } from './card.ts';
import type { Card } from './schedule.ts';
import { answersTo, findCard, removeCard, saveCard } from './store.ts';

export const cards: Follower = {
  tables: [reviewCard],
  take(db, logged) {
    const { userId, questionKey } = logged;
    const before = findCard(db, userId, questionKey);
    const after = afterAnswer(before, logged);
    if (after && after !== before) saveCard(db, userId, questionKey, after);
  },
};

/** Makes one card again from the log: an answer to its question was taken back. */
export function replayCard(db: Db, userId: string, questionKey: number): void {
  const card = answersTo(db, userId, questionKey).reduce<Card | undefined>(afterAnswer, undefined);
  if (card) saveCard(db, userId, questionKey, card);
  else removeCard(db, userId, questionKey);
}
