/** Days on which nobody could answer a question of the day, through no fault of theirs. */
import type { Db } from '../db/open.ts';
import { findTimeZone } from '../guild/settings.ts';
import { localDate, weekdayOf } from '../time/local-day.ts';
import { listDates } from './store/delivery.ts';
import { findSchedule } from './store/schedule.ts';
import { hasDay } from './weekdays.ts';

/**
 * Tells whether a local date did not have its question in a server: it could not be posted, the schedule was paused, or it
 * is a day of the week without one. A server that never had a question of the day has no such days.
 * @param after dates up to this one are not asked about
 */
export function restDays(db: Db, guildId: string, after: string): (date: string) => boolean {
  const schedule = findSchedule(db, guildId);
  if (!schedule) return () => false;
  const states = new Map(listDates(db, guildId, after).map(({ date, state }) => [date, state]));
  const first = [...states.keys()].at(-1);
  const pausedFrom = schedule.pausedAt === null ? undefined : localDate(schedule.pausedAt, findTimeZone(db, guildId));
  return (date) => {
    const state = states.get(date);
    if (state !== undefined) return state !== 'sent';
    if (pausedFrom !== undefined && date >= pausedFrom) return true;
    return first !== undefined && date > first && !hasDay(schedule.days, weekdayOf(date));
  };
}
