/** The cards follow the log of answers, beginning with those made from questions left open in an exam. */
import type { Db } from '../db/open.ts';
import { listReviewAt } from '../exam/store.ts';
import type { Follower } from '../score/logged-answer.ts';
import { afterAnswer } from './card.ts';
import { replay } from './replay.ts';
import { type Card, newCard } from './schedule.ts';
import { listWanted } from './wanted-store.ts';
import { KEPT, followedAnswersTo, findCard, removeCard, saveCard } from './store.ts';

export const cards: Follower = {
  name: 'review cards',
  tables: KEPT,
  // Each began without a card before it: what had been answered by then was right, and that changes no New card.
  begin(db) {
    for (const { userId, questionKey, at } of [...listWanted(db), ...listReviewAt(db)])
      saveCard(db, userId, questionKey, newCard(at));
  },
  batch(db) {
    const held = new Map<
      string,
      { userId: string; questionKey: number; before: Card | undefined; card: Card | undefined }
    >();
    return {
      take(logged) {
        const { userId, questionKey } = logged;
        const key = `${userId} ${questionKey}`;
        let one = held.get(key);
        if (!one) {
          const before = findCard(db, userId, questionKey);
          held.set(key, (one = { userId, questionKey, before, card: before }));
        }
        one.card = afterAnswer(one.card, logged);
      },
      write() {
        for (const { userId, questionKey, before, card } of held.values())
          if (card && card !== before) saveCard(db, userId, questionKey, card);
      },
    };
  },
  takeLate: (db, { userId, questionKey }) => replayCard(db, userId, questionKey),
  forget: (db, { userId, questionKey }) => replayCard(db, userId, questionKey),
};

/** Makes one card again from what has been followed of the log. */
function replayCard(db: Db, userId: string, questionKey: number): void {
  const card = replay(db, userId, questionKey, followedAnswersTo(db, userId, questionKey));
  if (card) saveCard(db, userId, questionKey, card);
  else removeCard(db, userId, questionKey);
}
