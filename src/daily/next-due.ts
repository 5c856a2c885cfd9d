/** When a question of the day is due, by its schedule alone. */
import { addDays, instantOf, localDate, weekdayOf } from '../time/local-day.ts';
import { hasDay } from './weekdays.ts';

/** The rule by which questions are due. */
export interface Timing {
  /** local time of day, `HH:MM` */
  time: string;
  /** days of the week, as in weekdays.ts; at least one */
  days: number;
  /** IANA name */
  zone: string;
}

/** One date that is owed a question, and the instant (UTC ms) at which it is due. */
export interface Due {
  date: string;
  at: number;
}

/**
 * The first due date whose instant is after `after` (UTC ms). A time that the clocks jump over is due at the next minute
 * that exists; a time that they show twice is due the first time.
 */
export function nextDue({ time, days, zone }: Timing, after: number): Due {
  // Yesterday's time may lie after midnight, where the clocks jumped over the end of the day.
  let date = addDays(localDate(after, zone), -1);
  for (;;) {
    if (hasDay(days, weekdayOf(date))) {
      const at = instantOf(date, time, zone);
      if (at > after && (localDate(at, zone) === date || exists(date, zone))) return { date, at };
    }
    date = addDays(date, 1);
  }
}

/** The next `count` due dates after `after`. */
export function nextDues(timing: Timing, after: number, count: number): Due[] {
  const found: Due[] = [];
  while (found.length < count) found.push(nextDue(timing, found.at(-1)?.at ?? after));
  return found;
}

/** False for a date that a zone left out when it crossed the date line. */
function exists(date: string, zone: string): boolean {
  return localDate(instantOf(date, '00:00', zone), zone) === date;
}
