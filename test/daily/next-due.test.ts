import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import { type Due, type Timing, nextDue, nextDues } from '../../src/daily/next-due.ts';
import { hasDay } from '../../src/daily/weekdays.ts';
import { isTimeZone } from '../../src/time/local-day.ts';
import { rounds } from '../helpers/soak.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FIRST_YEAR = 2027 - rounds(1, 7);
const FROM = Date.UTC(FIRST_YEAR, 0, 1);
const TO = Date.UTC(FIRST_YEAR + rounds(2, 16), 0, 1);

/** Every zone; other names for the same zones are left out. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone) => isTimeZone(zone));

describe('the next due date', () => {
  const due = (timing: Partial<Timing>, after: string) => {
    const { date, at } = nextDue({ time: '09:00', days: 0b1111111, zone: 'UTC', ...timing }, Date.parse(after));
    return `${date} ${new Date(at).toISOString().slice(0, 16)}`;
  };

  it.each([
    ['today, before the time', {}, '2026-11-23T08:59Z', '2026-11-23 2026-11-23T09:00'],
    ['tomorrow, at the time itself', {}, '2026-11-23T09:00Z', '2026-11-24 2026-11-24T09:00'],
    ['over the end of a year', {}, '2026-12-31T12:00Z', '2027-01-01 2027-01-01T09:00'],
    ['on a leap day', {}, '2028-02-28T12:00Z', '2028-02-29 2028-02-29T09:00'],
    ['half an hour off', { zone: 'Asia/Kolkata' }, '2026-11-23T03:00Z', '2026-11-23 2026-11-23T03:30'],
    ['three quarters of an hour off', { zone: 'Asia/Kathmandu' }, '2026-11-23T03:00Z', '2026-11-23 2026-11-23T03:15'],
    ['west of the date line', { zone: 'Pacific/Kiritimati' }, '2026-11-22T18:00Z', '2026-11-23 2026-11-22T19:00'],
    ['east of the date line', { zone: 'Pacific/Pago_Pago' }, '2026-11-23T19:00Z', '2026-11-23 2026-11-23T20:00'],
    [
      'in the gap of spring',
      { zone: 'Europe/Berlin', time: '02:30' },
      '2026-03-28T12:00Z',
      '2026-03-29 2026-03-29T01:00',
    ],
    [
      'in the hour of autumn that comes twice',
      { zone: 'Europe/Berlin', time: '02:30' },
      '2026-10-24T12:00Z',
      '2026-10-25 2026-10-25T00:30',
    ],
    [
      'after the first of these two',
      { zone: 'Europe/Berlin', time: '02:30' },
      '2026-10-25T00:30Z',
      '2026-10-26 2026-10-26T01:30',
    ],
    [
      'where the clocks change by half an hour',
      { zone: 'Australia/Lord_Howe', time: '02:15' },
      '2026-10-03T12:00Z',
      '2026-10-04 2026-10-03T15:30',
    ],
    [
      'where the day begins with a gap',
      { zone: 'Africa/Cairo', time: '00:10' },
      '2026-04-23T12:00Z',
      '2026-04-24 2026-04-23T22:00',
    ],
    ['on a Friday', { days: 0b0010000 }, '2026-11-23T12:00Z', '2026-11-27 2026-11-27T09:00'],
  ])('%s', (_, timing, after, expected) => {
    expect(due(timing, after)).toBe(expected);
  });

  it('leaves out a date that a zone left out', () => {
    expect(due({ zone: 'Pacific/Apia' }, '2011-12-29T20:00Z')).toBe('2011-12-31 2011-12-30T19:00');
  });

  it('is, for every zone and around every change of its clocks in these years, what another library finds', () => {
    expect(ZONES.length).toBeGreaterThan(400);
    let compared = 0;
    for (const zone of ZONES) {
      const changes = changesOf(zone);
      for (const change of changes) {
        const wall = DateTime.fromMillis(change - MINUTE, { zone });
        // Within what the clocks jump over or show twice.
        for (const minutes of [1, 30]) {
          const time = wall.plus({ minutes: 0 }).set({ second: 0 }).plus({ minutes }).toFormat('HH:mm');
          compared += compare({ time, days: 0b1111111, zone }, change - DAY);
        }
      }
    }
    expect(compared).toBeGreaterThan(rounds(500, 4000));
  });

  it('is, at any time in any zone, what another library finds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: FROM, max: TO }),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 127 }),
        (zone, after, minute, days) => {
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          compare({ time, days, zone }, after);
        },
      ),
      { numRuns: rounds(150, 5000) },
    );
  });

  it('never stands still, and gives each date once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: FROM, max: TO }), (zone, after) => {
        const dues = nextDues({ time: '00:30', days: 0b1111111, zone }, after, 20);
        expect(new Set(dues.map(({ date }) => date)).size).toBe(20);
        for (const [index, { at }] of dues.entries()) expect(at).toBeGreaterThan(dues[index - 1]?.at ?? after);
      }),
      { numRuns: rounds(30, 1000) },
    );
  });
});

/** Instants at which the clocks of a zone change, by Luxon's offsets. */
function changesOf(zone: string): number[] {
  const { offset } = IANAZone.create(zone) as { offset: (at: number) => number };
  const offsetAt = offset.bind(IANAZone.create(zone));
  const changes: number[] = [];
  const step = 20 * DAY;
  for (let from = FROM; from < TO; from += step) {
    let low = from;
    let high = from + step;
    if (offsetAt(low) === offsetAt(high)) continue;
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
      if (offsetAt(middle) === offsetAt(low)) low = middle;
      else high = middle;
    }
    changes.push(high);
  }
  return changes;
}

/** The same by Luxon alone: the first minute of each date at which the clocks show the time or a later one. */
function compare(timing: Timing, after: number): number {
  const found = nextDue(timing, after);
  expect({ ...timing, after, ...found }).toEqual({ ...timing, after, ...byLuxon(timing, after) });
  return 1;
}

function byLuxon({ time, days, zone }: Timing, after: number): Due {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const today = DateTime.fromMillis(after, { zone });
  for (let ahead = -1; ; ahead++) {
    const { year, month, day } = DateTime.utc(today.year, today.month, today.day).plus({ days: ahead });
    const wall = DateTime.utc(year, month, day, hour, minute);
    if (!hasDay(days, wall.weekday)) continue;
    const at = firstInstant(wall.toMillis(), zone);
    if (at > after) return { date: wall.toISODate() ?? '', at };
  }
}

/** @param wall what the clocks are to show, as if it were UTC */
function firstInstant(wall: number, zone: string): number {
  const { offset } = IANAZone.create(zone) as { offset: (at: number) => number };
  const offsetAt = offset.bind(IANAZone.create(zone));
  const offsets = [...new Set([offsetAt(wall - DAY), offsetAt(wall + DAY)])];
  const hits = offsets.map((minutes) => wall - minutes * MINUTE).filter((at) => at + offsetAt(at) * MINUTE === wall);
  if (hits.length > 0) return Math.min(...hits);
  // In a gap: the minute at which it ends.
  let low = wall - DAY;
  let high = wall + DAY;
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (middle + offsetAt(middle) * MINUTE < wall) low = middle;
    else high = middle;
  }
  return high;
}
