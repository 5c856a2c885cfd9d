/** When the answers to a question of the day are told. */
import type { Choice } from '../message.ts';
import { inert } from '../components.ts';
import type { Db } from '../db/open.ts';
import { UserError } from '../errors.ts';
import { ENGLISH, type Locale } from '../language.ts';
import { addDays } from '../time/local-day.ts';
import { nextDue } from './next-due.ts';
import { timingOf } from './plan.ts';
import { setupWords } from './setup/words.ts';
import type { Delivery } from './store/delivery.ts';
import type { Schedule } from './store/schedule.ts';
import { EVERY_DAY } from './weekdays.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Whoever answered does not wait for longer. */
const LONGEST_WAIT_DAYS = 2;

/**
 * When the answers to a question are told (UTC ms): so many hours after it was posted, or when the next one is due,
 * whether that is posted or not. The next one is of a later date: a question that was wanted early stays open till then.
 * After the last one of a week the next is days away: its answers are told a day later, at the same time.
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
  const nextOf = (days: number) => {
    let next = nextDue({ ...timing, days }, Math.max(dueAt, sentAt));
    while (next.date <= localDate) next = nextDue({ ...timing, days }, next.at);
    return next;
  };
  const next = nextOf(timing.days);
  return (next.date <= addDays(localDate, LONGEST_WAIT_DAYS) ? next : nextOf(EVERY_DAY)).at;
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
  throw new UserError((reader) => setupWords(reader).noReveal(inert(text ?? ''), LONGEST_HOURS));
}

type Say = (words: ReturnType<typeof setupWords>) => string;

const USUAL: readonly Say[] = [
  (words) => words.withNext,
  ...[1, 4, 8, 12].map(
    (count): Say =>
      (words) =>
        words.hours(count),
  ),
  ...[1, 2].map(
    (count): Say =>
      (words) =>
        words.days(count),
  ),
];

/** What can be chosen while a time for the reveal is being typed: shown in the reader's language, sent in English. */
export function suggestReveals(locale: Locale, text: string): Choice[] {
  const typed = text.trim().toLowerCase();
  const choices = USUAL.map((say) => choiceOf(locale, say));
  const fitting = choices.filter(({ name }) => name.toLowerCase().includes(typed));
  if (/^\d{1,3}$/.test(typed)) fitting.unshift(choiceOf(locale, (words) => words.hours(Number(typed))));
  return fitting.filter(({ value }, at) => fitting.findIndex((other) => other.value === value) === at);
}

function choiceOf(locale: Locale, say: Say): Choice {
  return { name: say(setupWords(locale)), value: say(setupWords(ENGLISH)) };
}
