/** The answer to the question before, with which a question of the day begins. */
import { type Db, transaction } from '../db/open.ts';
import type { QuestionContent } from '../content/pack.ts';
import { getQuestionContent } from '../question/store.ts';
import { addDays } from '../time/local-day.ts';
import { isClosed, openSealed } from './answer.ts';
import { readReason } from './reason.ts';
import { type Delivery, findDelivery, updateDelivery } from './store/delivery.ts';
import { findScore } from './store/sealed.ts';
import { findCarrier, findPostedBefore } from './store/telling.ts';

/** More names would make two lines of it. */
const NAMED = 4;
/** An answer that comes out so soon after the next question goes along with it. */
const SOON_MS = 10 * 60 * 1000;

/** What was right, and who knew it. */
export interface Recap {
  /** whose answer it is */
  delivery: Delivery;
  content: QuestionContent;
  /** members who answered, and how many of them were right */
  answers: number;
  right: number;
  /** those of them who are named, first to last */
  named: readonly string[];
  /** whether its message was deleted */
  isGone: boolean;
  /** whether it was the question of the day before */
  isYesterdays: boolean;
}

/**
 * Has a question that is about to be posted tell the answer to the one before, if nothing has told it yet and it is out, or
 * comes out with this one. What was decided at the first try holds for the others.
 * @param closesEarlier whether posting this one ends the time for answers to the one before
 * @returns the question as it stands now
 */
export function takeRecap(db: Db, delivery: Delivery, closesEarlier: boolean, now: number): Delivery {
  return transaction(db, () => {
    if (delivery.recapOf !== null) return delivery;
    const earlier = findPostedBefore(db, delivery);
    if (!earlier || !isUntold(earlier, closesEarlier, now) || findCarrier(db, earlier)) return delivery;
    if (!isClosed(earlier, now)) updateDelivery(db, earlier.id, { revealAt: now });
    openSealed(db, earlier);
    updateDelivery(db, delivery.id, { recapOf: earlier.id });
    return { ...delivery, recapOf: earlier.id };
  });
}

function isUntold(
  { messageId, revealAt, revealedAt, announceAt, announceUnsureSince }: Delivery,
  closesEarlier: boolean,
  now: number,
): boolean {
  if (messageId === null || revealAt === null || announceUnsureSince !== null) return false;
  if (revealedAt !== null) return announceAt !== null;
  return closesEarlier || revealAt <= now + SOON_MS;
}

/** What a question's message begins with, if it tells an earlier answer. */
export function findRecap(db: Db, { recapOf, localDate }: Delivery): Recap | undefined {
  const delivery = recapOf === null ? undefined : findDelivery(db, recapOf);
  return delivery && recapFor(db, delivery, localDate);
}

/** @param toldOn local date */
export function recapFor(db: Db, delivery: Delivery, toldOn: string): Recap {
  const { id, questionKey, revision, localDate, lastError, revealedAt } = delivery;
  const { answers, right, first } = findScore(db, id, NAMED);
  return {
    delivery,
    content: getQuestionContent(db, questionKey, revision),
    answers,
    right,
    // One who is left over is named as well as counted.
    named: right > NAMED ? first.slice(0, NAMED - 1) : first,
    isGone: revealedAt !== null && lastError !== null && readReason(lastError).key === 'message-gone',
    isYesterdays: localDate === addDays(toldOn, -1),
  };
}
