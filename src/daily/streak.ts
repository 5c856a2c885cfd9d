import { addDays, dayNumber } from '../time/local-day.ts';

export interface Streak {
  /** days in a row on which somebody answered */
  days: number;
  /** days between them that had no answer and did not count against it */
  forgiven: number;
}

/**
 * Days in a row on which somebody answered, up to today. A day that is not over yet does not break it: until tonight,
 * yesterday is enough. Nor does a forgiven day break it, though it does not add to it either.
 * @param days local dates with answers, in any order
 * @param isForgiven whether a date without an answer was nobody's fault
 */
export function currentStreak(
  days: readonly string[],
  today: string,
  isForgiven: (date: string) => boolean = () => false,
): Streak {
  const answered = new Set(days.map(dayNumber));
  const last = dayNumber(today);
  const oldest = Math.min(last, ...answered);
  const streak: Streak = { days: 0, forgiven: 0 };
  let since = 0;
  for (let day = last; day >= oldest; day--) {
    if (answered.has(day)) {
      streak.days++;
      streak.forgiven += since;
      since = 0;
    } else if (isForgiven(addDays(today, day - last))) {
      since++;
    } else if (day !== last) {
      break;
    }
  }
  return streak;
}
