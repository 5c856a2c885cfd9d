/**
 * What is due for a member now. The cards may be behind the log, far behind after an update: a question that the member
 * answered meanwhile is looked up in the log itself, so that it does not come again at once.
 */
import type { Db } from '../db/open.ts';
import { NO_GUILD } from '../guild/no-guild.ts';
import { listRunningQuestions } from '../exam/store.ts';
import { EARLY_MS, countQueue } from './queue.ts';
import { replay } from './replay.ts';
import type { Card } from './schedule.ts';
import { type DueCard, answersTo, countNewLeft, listDueCards, listNotFollowed, listSetAside } from './store.ts';

/**
 * A member's cards that are due, New ones with them. Left out are questions that left their pack, those of a running
 * mock exam, since a review tells what is right, and those with an answer that was set aside, since they would come
 * again and again.
 */
export function listDue(db: Db, userId: string, now: number): DueCard[] {
  const inExam = listRunningQuestions(db, userId);
  return listAllDue(db, userId, now).filter(({ questionKey }) => !inExam.has(questionKey));
}

/** How many cards are due, but wait for the end of the member's running mock exam. */
export function countInExam(db: Db, userId: string, now: number): number {
  return listAllDue(db, userId, now).length - listDue(db, userId, now).length;
}

function listAllDue(db: Db, userId: string, now: number): DueCard[] {
  const until = now + EARLY_MS;
  const answered = listNotFollowed(db, userId);
  const setAside = listSetAside(db, userId);
  return listDueCards(db, userId, until).filter(({ questionKey }) => {
    if (setAside.has(questionKey)) return false;
    if (!answered.has(questionKey)) return true;
    return (cardByLog(db, userId, questionKey)?.due ?? Infinity) <= until;
  });
}

/** A card with all answers in it, those that have not been followed, too. */
export function cardByLog(db: Db, userId: string, questionKey: number): Card | undefined {
  return replay(db, userId, questionKey, answersTo(db, userId, questionKey));
}

/**
 * How many questions `/review start` would ask a member now.
 * @param guildId where they ask: its zone says when the day begins, unless the member has chosen one
 */
export function countDue(db: Db, userId: string, now: number, guildId = NO_GUILD): number {
  return countQueue(listDue(db, userId, now), countNewLeft(db, userId, guildId, now));
}
