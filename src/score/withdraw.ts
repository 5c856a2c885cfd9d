/** Taking an answer back: it stays in the log, and everything that is kept from the log forgets it. */
import { type Db, transaction } from '../db/open.ts';
import { findQuestion } from '../question/store.ts';
import { endSetAside, findLogged, isFollowed } from './follow-store.ts';
import type { Follower, LoggedAnswer } from './logged-answer.ts';
import { scoreFor } from './record.ts';
import * as store from './withdraw-store.ts';
import { addToQuestion, forgetQuestion } from './record-store.ts';

/**
 * Takes an answer back, as if it had never been given: later answers to its question may earn what it had earned.
 * @returns false when it had been taken back before; nothing is changed then
 * @throws Error when there is no such answer: ids come from our own rows
 */
export function withdrawAnswer(db: Db, followers: readonly Follower[], answerId: number, now: number): boolean {
  return transaction(db, () => {
    const found = findLogged(db, answerId);
    if (!found) throw new Error(`no answer ${answerId}`);
    if (!store.withdraw(db, answerId, now)) return false;
    if (isFollowed(db, answerId)) for (const follower of followers) follower.forget?.(db, found, now);
    // One that has not been followed yet never will be.
    else endSetAside(db, answerId);
    scoreOthers(db, followers, found, now);
    return true;
  });
}

/**
 * Goes over the member's other answers to the question in this server again: a question pays once in 30 days, so one that was
 * practice may pay now. An answer that still pays keeps what it had earned: a rebuild may have scored it.
 */
function scoreOthers(
  db: Db,
  followers: readonly Follower[],
  { userId, guildId, questionKey }: LoggedAnswer,
  now: number,
): void {
  forgetQuestion(db, { userId, guildId, questionKey });
  const { difficulty } = findQuestion(db, questionKey);
  for (const { whole, ...other } of store.listOthers(db, { userId, guildId, questionKey })) {
    const score = scoreFor(db, whole, other.correct, difficulty);
    const points = score.rule === whole.rule ? other.points : score.points;
    if (score.rule !== whole.rule) {
      store.setScore(db, other.id, points, score.rule);
      const more = points - other.points;
      if (more !== 0 && isFollowed(db, other.id))
        for (const follower of followers) follower.reprice?.(db, other, more, now);
    }
    addToQuestion(db, whole, other.correct, points);
  }
}
