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

/** Keys that are older than `date` by more than any leaderboard asks for: what is smaller may be deleted. */
export function oldestKeptKeys(date: string): { prefix: string; before: string }[] {
  const limit = addDays(date, -40);
  return [
    { prefix: 'day:', before: `day:${limit}` },
    { prefix: 'week:', before: `week:${limit}` },
    { prefix: 'month:', before: `month:${limit.slice(0, 7)}` },
  ];
}
