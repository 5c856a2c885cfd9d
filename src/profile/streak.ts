import { addDays } from '../time/local-day.ts';

/**
 * Days in a row on which somebody answered, up to today. A day that is not over yet does not break it: until tonight,
 * yesterday is enough.
 * @param days local dates with answers, newest first, without repeats
 */
export function currentStreak(days: readonly string[], today: string): number {
  let expected = days[0] === today ? today : addDays(today, -1);
  let streak = 0;
  for (const day of days) {
    if (day !== expected) break;
    streak++;
    expected = addDays(expected, -1);
  }
  return streak;
}
