import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentStreak } from '../../src/daily/streak.ts';
import { addDays } from '../../src/time/local-day.ts';

const TODAY = '2026-11-23';

describe('a streak', () => {
  it.each([
    ['without answers', [], TODAY, 0],
    ['from today', ['2026-11-23'], TODAY, 1],
    ['from yesterday, while today lasts', ['2026-11-22'], TODAY, 1],
    ['from yesterday and before', ['2026-11-22', '2026-11-21'], TODAY, 2],
    ['that broke yesterday', ['2026-11-21', '2026-11-20'], TODAY, 0],
    ['of today after a gap', ['2026-11-23', '2026-11-21', '2026-11-20'], TODAY, 1],
    ['of three days', ['2026-11-23', '2026-11-22', '2026-11-21'], TODAY, 3],
    ['of two days before a gap', ['2026-11-23', '2026-11-22', '2026-11-20'], TODAY, 2],
    ['over the end of a month', ['2026-12-01', '2026-11-30', '2026-11-29'], '2026-12-01', 3],
    ['over the end of a year', ['2027-01-01', '2026-12-31'], '2027-01-01', 2],
    ['over a leap day', ['2028-03-01', '2028-02-29', '2028-02-28'], '2028-03-01', 3],
    ['over the end of a February', ['2027-03-01', '2027-02-28'], '2027-03-01', 2],
  ])('%s', (_, days, today, length) => {
    expect(currentStreak(days, today)).toEqual({ days: length, forgiven: 0 });
  });

  it('is as long as the run of days that ends today or yesterday', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40), { maxLength: 30 }), (ago) => {
        const days = [...ago].sort((a, b) => a - b).map((count) => addDays(TODAY, -count));
        let expected = 0;
        for (let count = ago.includes(0) ? 0 : 1; ago.includes(count); count++) expected++;
        expect(currentStreak(days, TODAY).days).toBe(expected);
      }),
    );
  });

  it.each([
    ['goes on over a day without a question', ['2026-11-23', '2026-11-21'], ['2026-11-22'], { days: 2, forgiven: 1 }],
    [
      'goes on when today and yesterday had none',
      ['2026-11-21'],
      ['2026-11-22', '2026-11-23'],
      { days: 1, forgiven: 2 },
    ],
    ['counts an answer on such a day', ['2026-11-23', '2026-11-22'], ['2026-11-22'], { days: 2, forgiven: 0 }],
    ['breaks on the day before such a day', ['2026-11-23', '2026-11-20'], ['2026-11-22'], { days: 1, forgiven: 0 }],
    ['ends before days that nobody had', ['2026-11-10'], [], { days: 0, forgiven: 0 }],
  ])('%s', (_, days, without, streak) => {
    expect(currentStreak(days, TODAY, (date) => without.includes(date))).toEqual(streak);
  });
});
