import { describe, expect, it } from 'vitest';
import { relativeTime } from '../../../src/playground/page/time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 23, 12);

describe('a relative time', () => {
  // What moment.js says of the same distances.
  it.each([
    [1, 'in a few seconds'],
    [44.4 * SECOND, 'in a few seconds'],
    [44.5 * SECOND, 'in a minute'],
    [89 * SECOND, 'in a minute'],
    [90 * SECOND, 'in 2 minutes'],
    [30 * MINUTE, 'in 30 minutes'],
    [44.4 * MINUTE, 'in 44 minutes'],
    [44.5 * MINUTE, 'in an hour'],
    [89 * MINUTE, 'in an hour'],
    [90 * MINUTE, 'in 2 hours'],
    [20.4 * HOUR, 'in 20 hours'],
    [21.4 * HOUR, 'in 21 hours'],
    [21.5 * HOUR, 'in a day'],
    [35 * HOUR, 'in a day'],
    [36 * HOUR, 'in 2 days'],
    [25.4 * DAY, 'in 25 days'],
    [25.5 * DAY, 'in a month'],
    [45 * DAY, 'in a month'],
    [46 * DAY, 'in 2 months'],
    [319 * DAY, 'in 10 months'],
    [320 * DAY, 'in a year'],
    [547 * DAY, 'in a year'],
    [548 * DAY, 'in 2 years'],
  ])('of %d ms is %s', (distance, words) => {
    expect(relativeTime(NOW + distance, NOW)).toBe(words);
    expect(relativeTime(NOW - distance, NOW)).toBe(words.replace(/^in (.*)$/, '$1 ago'));
  });

  it('of this moment lies behind', () => {
    expect(relativeTime(NOW, NOW)).toBe('a few seconds ago');
  });
});
