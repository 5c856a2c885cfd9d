import { addDays } from '../time/local-day.ts';

export interface Streak {
  /** days in a row on which somebody answered */
  days: number;
  /** days between them that had no answer and did not count against it */
  forgiven: number;
}

/**
 * Days in a row on which somebody answered, up to today. A day that is not over yet does not break it: until tonight,
 * yesterday is enough. Nor does a day break it that is forgiven; it does not add to it either.
 * @param days local dates with answers, in any order
 * @param isForgiven whether a date without an answer was nobody's fault
 */
export function currentStreak(
  days: readonly string[],
  today: string,
  isForgiven: (date: string) => boolean = () => false,
): Streak {
  const answered = new Set(days);
  const oldest = days.reduce((first, day) => (day < first ? day : first), today);
  const streak: Streak = { days: 0, forgiven: 0 };
  let since = 0;
  for (let date = today; date >= oldest; date = addDays(date, -1)) {
    if (answered.has(date)) {
      streak.days++;
      streak.forgiven += since;
      since = 0;
    } else if (isForgiven(date)) {
      since++;
    } else if (date !== today) {
      break;
    }
  }
  return streak;
}
