import { restDays } from './rest-days.ts';
import { listSealedTimes } from './store/sealed.ts';
import { type Db, perDatabase } from '../db/open.ts';
import { findTimeZone } from '../guild/store.ts';
import { localDate, localDay } from '../time/local-day.ts';
import { type Streak, currentStreak } from './streak.ts';

// A streak is read back day by day; nobody is told of one longer than this.
const LONGEST_STREAK_DAYS = 1000;

const statements = perDatabase((db) => ({
  days: db.$client
    .prepare<{ userId: string; guildId: string }, string>(
      `select day from member_day where user_id = @userId and guild_id = @guildId order by day desc limit ${LONGEST_STREAK_DAYS}`,
    )
    .pluck(),
}));

/** Local dates on which a member answered in one server, newest first. */
export function listActiveDays(db: Db, guildId: string, userId: string): string[] {
  return statements(db).days.all({ guildId, userId });
}

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
