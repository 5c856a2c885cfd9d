/** Days on which nobody could answer a question of the day, through no fault of theirs. */
import type { Db } from '../db/open.ts';
import { findTimeZone } from '../guild/store.ts';
import { localDate, weekdayOf } from '../time/local-day.ts';
import { findFirstDate, listDates } from './store/delivery.ts';
import { findSchedule } from './store/schedule.ts';
import { hasDay } from './weekdays.ts';

/**
 * Tells whether a local date did not have its question in a server: every date since its first one on which none was posted,
 * whatever the reason, or on which it came after midnight. Past schedules are not kept, but what was posted is on record. A
 * server that never had a question of the day has no such days.
 * @param after dates up to this one are not asked about
 * @param now UTC ms: today may still get its question
 */
export function restDays(db: Db, guildId: string, after: string, now: number): (date: string) => boolean {
  const schedule = findSchedule(db, guildId);
  const first = findFirstDate(db, guildId);
  if (!schedule || first === undefined) return () => false;
  const zone = findTimeZone(db, guildId);
  const today = localDate(now, zone);
  const rows = new Map(listDates(db, guildId, after).map((row) => [row.date, row]));
  return (date) => {
    const row = rows.get(date);
    if (row) {
      if (row.state !== 'sent' || row.sentAt === null) return true;
      // By the due instant as well: after a change of the time zone, a question that was on time may seem to have
      // come a day later.
      return localDate(row.sentAt, zone) > date && localDate(row.sentAt, zone) > localDate(row.dueAt, zone);
    }
    if (date >= today) return schedule.pausedAt !== null || !hasDay(schedule.days, weekdayOf(date));
    return date > first;
  };
}
