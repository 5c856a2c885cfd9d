import { type Db, transaction } from '../db/open.ts';
import { cardByLog } from './due.ts';
import { newCard } from './schedule.ts';
import { saveCard } from './store.ts';
import { insertWanted } from './wanted-store.ts';

/**
 * Puts questions into a member's reviews, as New cards. One that has a card already keeps it, so a second time changes nothing.
 * @returns how many were put there
 */
export function wantCards(db: Db, userId: string, questionKeys: readonly number[], now: number): number {
  return transaction(db, () => {
    const added = questionKeys.filter((questionKey) => !cardByLog(db, userId, questionKey));
    for (const questionKey of added) {
      insertWanted(db, userId, questionKey, now);
      saveCard(db, userId, questionKey, newCard(now));
    }
    return added.length;
  });
}
