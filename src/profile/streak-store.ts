import { restDays } from '../daily/rest-days.ts';
import { listSealedTimes } from '../daily/store/sealed.ts';
import type { Db } from '../db/open.ts';
import { findTimeZone } from '../guild/settings.ts';
import { localDate, localDay } from '../time/local-day.ts';
import { listActiveDays } from './store.ts';
import { type Streak, currentStreak } from './streak.ts';

/**
 * A member's streak in one server. Answers that are still sealed count; days on which the server had no question of the
 * day do not break it. Follow the log first.
 * @param now UTC ms
 */
export function streakOf(db: Db, guildId: string, userId: string, now: number): Streak {
  const zone = findTimeZone(db, guildId);
  const sealed = listSealedTimes(db, guildId, userId).map((at) => localDate(at, zone));
  const days = [...listActiveDays(db, guildId, userId), ...sealed];
  const today = localDay(now, zone).date;
  const oldest = days.reduce((first, day) => (day < first ? day : first), today);
  return currentStreak(days, today, restDays(db, guildId, oldest, now));
}
