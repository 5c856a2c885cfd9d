import { type Db, transaction } from '../db/open.ts';
import { cardByLog } from './due.ts';
import { newCard } from './schedule.ts';
import { saveCard } from './store.ts';
import { getOwnExam } from '../exam/session.ts';
import * as store from '../exam/store.ts';

/**
 * Puts the questions that a finished exam left open into the member's reviews, as New cards. A question that has a card
 * already keeps it, so a second time changes nothing.
 * @returns how many were put there
 * @throws UserError when the exam is gone or is somebody else's
 */
export function reviewLeftOpen(db: Db, userId: string, examId: string, now: number): number {
  return transaction(db, () => {
    const exam = getOwnExam(db, userId, examId);
    if (exam.finishedAt === null) return 0;
    const added = store.listLeftOpen(db, examId).filter(({ questionKey }) => !cardByLog(db, userId, questionKey));
    for (const { position, questionKey } of added) {
      store.setReviewAt(db, examId, position, now);
      saveCard(db, userId, questionKey, newCard(now));
    }
    return added.length;
  });
}
