/** When the answers to a question of the day are told. */
import type { Choice } from '../command.ts';
import { inert } from '../components.ts';
import type { Db } from '../db/open.ts';
import { UserError } from '../errors.ts';
import { nextDue } from './next-due.ts';
import { timingOf } from './plan.ts';
import type { Delivery } from './store/delivery.ts';
import type { Schedule } from './store/schedule.ts';

const HOUR_MS = 60 * 60 * 1000;

/**
 * When the answers to a question are told (UTC ms): so many hours after it was posted, or when the next one is due,
 * whether that is posted or not. The next one is of a later date: a question that was wanted early stays open till then.
 * @param sentAt when it was or is posted, UTC ms
 */
export function dueReveal(
  db: Db,
  schedule: Schedule,
  { dueAt, localDate }: Pick<Delivery, 'dueAt' | 'localDate'>,
  sentAt: number,
): number {
  if (schedule.revealAfterHours !== null) return sentAt + schedule.revealAfterHours * HOUR_MS;
  const timing = timingOf(db, schedule);
  let next = nextDue(timing, Math.max(dueAt, sentAt));
  while (next.date <= localDate) next = nextDue(timing, next.at);
  return next.at;
}

const LONGEST_HOURS = 24 * 7;

/**
 * When answers are to be told: `next` or nothing for "when the next question is due", or hours after the post: `4`,
 * `4 hours`, `1 day`.
 * @returns hours; null for the next question
 * @throws UserError when it is neither
 */
export function parseReveal(text: string | undefined): number | null {
  const typed = text?.trim().toLowerCase() ?? 'next';
  if (/^(at |with )?(the )?next( post| question)?$/.test(typed)) return null;
  const [, count = '', unit = 'h'] = /^(?:after )?(\d{1,3})\s*(h|hours?|d|days?)?$/.exec(typed) ?? [];
  const hours = Number(count) * (unit.startsWith('d') ? 24 : 1);
  if (count !== '' && hours >= 1 && hours <= LONGEST_HOURS) return hours;
  throw new UserError(
    `${inert(text ?? '')} is no time for the reveal. Write \`next\`, or hours after the post from 1 to ${LONGEST_HOURS}, like \`4 hours\`.`,
  );
}

const USUAL = ['with the next question', '1 hour', '4 hours', '8 hours', '12 hours', '1 day', '2 days'];

/** What can be chosen while a time for the reveal is being typed. */
export function suggestReveals(text: string): Choice[] {
  const typed = text.trim().toLowerCase();
  const fitting = USUAL.filter((name) => name.includes(typed));
  if (/^\d{1,3}$/.test(typed)) fitting.unshift(typed === '1' ? '1 hour' : `${typed} hours`);
  return [...new Set(fitting)].map((name) => ({ name, value: name }));
}
