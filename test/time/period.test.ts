import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/time/local-day.ts';
import {
  PERIODS,
  keptPeriodKeys,
  oldestKeptDay,
  oldestKeptKeys,
  periodKey,
  periodKeys,
} from '../../src/time/period.ts';

describe('the key of a period', () => {
  it.each([
    ['today', '2026-11-25', 'day:2026-11-25'],
    ['week', '2026-11-25', 'week:2026-11-23'],
    ['week', '2027-01-01', 'week:2026-12-28'],
    ['month', '2026-11-25', 'month:2026-11'],
    ['all', '2026-11-25', 'all'],
  ] as const)('%s on %s is %s', (period, date, key) => {
    expect(periodKey(period, date)).toBe(key);
  });

  it('is there for each period', () => {
    expect(periodKeys('2026-11-25')).toEqual(PERIODS.map((period) => periodKey(period, '2026-11-25')));
    expect(new Set(periodKeys('2026-11-25')).size).toBe(4);
  });
});

describe('what may be forgotten', () => {
  const date = fc.nat(3000).map((days) => addDays('2024-01-01', days));
  const forgotten = (key: string, today: string) =>
    oldestKeptKeys(oldestKeptDay(today)).some(({ prefix, before }) => key.startsWith(prefix) && key < before);

  it('is no period that is running on this or the next day', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -1, max: 1 }), (today, days) => {
        for (const key of periodKeys(addDays(today, days))) expect(forgotten(key, today)).toBe(false);
      }),
    );
  });

  it('is every day, week and month of a quarter ago', () => {
    fc.assert(
      fc.property(date, (today) => {
        const [day, week, month, all] = periodKeys(addDays(today, -92)) as [string, string, string, string];
        expect([day, week, month].map((key) => forgotten(key, today))).toEqual([true, true, true]);
        expect(forgotten(all, today)).toBe(false);
      }),
    );
  });

  it('is what is not kept, and nothing else', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 100 }), (today, ago) => {
        const keys = periodKeys(addDays(today, -ago));
        const kept = keptPeriodKeys(addDays(today, -ago), oldestKeptDay(today));
        expect(kept).toEqual(keys.filter((key) => !forgotten(key, today)));
      }),
    );
  });
});
