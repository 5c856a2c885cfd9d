import { addDays, mondayOf } from './local-day.ts';

export const PERIODS = ['today', 'week', 'month', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** The name under which points of a period are kept, for the local date on which they are earned or asked for. */
export function periodKey(period: Period, date: string): string {
  switch (period) {
    case 'today':
      return `day:${date}`;
    case 'week':
      return `week:${mondayOf(date)}`;
    case 'month':
      return `month:${date.slice(0, 7)}`;
    case 'all':
      return 'all';
  }
}

export function periodKeys(date: string): string[] {
  return PERIODS.map((period) => periodKey(period, date));
}

/** The least time for which the points of a period are kept, so that every leaderboard that still runs has them. */
const KEPT_DAYS = 40;

/** The oldest day, seen from `today`, whose points are kept. */
export function oldestKeptDay(today: string): string {
  return addDays(today, -KEPT_DAYS);
}

/** Keys of periods that no leaderboard asks for: what is smaller may be deleted. */
export function oldestKeptKeys(oldestDay: string): { prefix: string; before: string }[] {
  return [
    { prefix: 'day:', before: `day:${oldestDay}` },
    { prefix: 'week:', before: `week:${oldestDay}` },
    { prefix: 'month:', before: `month:${oldestDay.slice(0, 7)}` },
  ];
}

/** The periods of `date` whose points are kept. */
export function keptPeriodKeys(date: string, oldestDay: string): string[] {
  // Neither its day, nor its week, nor its month: most dates of a long log, so it is worth a shortcut.
  if (date < oldestDay && date.slice(0, 7) < oldestDay.slice(0, 7)) return ['all'];
  const over = oldestKeptKeys(oldestDay);
  return periodKeys(date).filter((key) => !over.some(({ prefix, before }) => key.startsWith(prefix) && key < before));
}
