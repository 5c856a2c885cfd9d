/** Which questions are due, and in which order. */
import { scheduler } from './card.ts';
import { type Card, isNew } from './schedule.ts';

/**
 * A card is taken up to this much before it is due. Cards come due a whole number of days after their last review, so whoever
 * comes every day at about the same time, or when a reminder comes, would otherwise be some minutes early and miss a day.
 */
export const EARLY_MS = 4 * 60 * 60 * 1000;

export interface QueuedCard extends Pick<Card, 'state' | 'stability' | 'lastReview' | 'createdAt'> {
  questionKey: number;
}

/**
 * The due cards in the order in which they are asked: the likeliest to be forgotten first, then New ones, the oldest first.
 * @param newLeft how many New ones may still come today
 */
export function orderQueue<T extends QueuedCard>(due: readonly T[], newLeft: number, now: number): T[] {
  const known = due
    .filter((card) => !isNew(card))
    .map((card) => ({ card, chance: scheduler.retrievability(card, now) }))
    .sort((a, b) => a.chance - b.chance || a.card.questionKey - b.card.questionKey)
    .map(({ card }) => card);
  const fresh = due
    .filter((card) => isNew(card))
    .sort((a, b) => a.createdAt - b.createdAt || a.questionKey - b.questionKey);
  return [...known, ...fresh.slice(0, Math.max(0, newLeft))];
}

/** How many of the due cards are asked. */
export function countQueue(due: readonly Pick<Card, 'state'>[], newLeft: number): number {
  const fresh = due.filter((card) => isNew(card)).length;
  return due.length - fresh + Math.min(fresh, Math.max(0, newLeft));
}
