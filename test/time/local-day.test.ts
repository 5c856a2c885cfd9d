import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  addDays,
  instantOf,
  isTimeZone,
  localDate,
  localDay,
  mondayOf,
  nextInstantOf,
  reckonedZone,
} from '../../src/time/local-day.ts';
import { findInstants, wallClock } from '../helpers/wall-clock.ts';

const iso = (instant: number) => new Date(instant).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Asia/Kathmandu'],
  ...['Pacific/Apia', 'Pacific/Kiritimati', 'America/St_Johns', 'Africa/Casablanca', 'America/Santiago', 'Asia/Beirut'],
];
const zone = fc.constantFrom(...ZONES);
const time = fc
  .record({ hour: fc.nat(23), minute: fc.nat(59) })
  .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const instant = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) });

describe('the local date', () => {
  it.each([
    ['2026-11-23T12:00Z', 'UTC', '2026-11-23'],
    ['2026-11-23T23:59:59.999Z', 'UTC', '2026-11-23'],
    ['2026-11-24T00:00Z', 'UTC', '2026-11-24'],
    ['2026-11-23T22:59Z', 'Europe/Berlin', '2026-11-23'],
    ['2026-11-23T23:00Z', 'Europe/Berlin', '2026-11-24'],
    ['2026-07-01T22:00Z', 'Europe/Berlin', '2026-07-02'],
    ['2026-11-23T18:30Z', 'Asia/Kolkata', '2026-11-24'],
    ['2026-11-23T04:59Z', 'America/New_York', '2026-11-22'],
    ['2026-12-31T10:00Z', 'Pacific/Kiritimati', '2027-01-01'],
    ['2011-12-30T09:59Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00Z', 'Pacific/Apia', '2011-12-31'],
    ['1969-12-31T23:59Z', 'UTC', '1969-12-31'],
  ])('of %s in %s is %s', (at, where, date) => {
    expect(localDate(Date.parse(at), where)).toBe(date);
  });

  it('is what the clock on the wall says', () => {
    fc.assert(
      fc.property(instant, zone, (at, where) => {
        expect(localDate(at, where)).toBe(wallClock(at, where).date);
      }),
      { numRuns: 500 },
    );
  });

  it('is what the clock says for many instants of the same days, also around a change of clocks', () => {
    const offs = fc.array(fc.integer({ min: -DAY_MS, max: DAY_MS }), { maxLength: 20 });
    fc.assert(
      fc.property(instant, zone, offs, (at, where, moved) => {
        for (const off of moved) expect(localDate(at + off, where)).toBe(wallClock(at + off, where).date);
      }),
    );
  });
});

describe('a zone that was kept', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['UTC', 'UTC'],
    ['Mars/Base', 'UTC'],
    ['+05:30', 'UTC'],
    ['', 'UTC'],
  ])('%j is reckoned with as %s', (kept, zone) => {
    expect(reckonedZone(kept)).toBe(zone);
  });
});

describe('an instant', () => {
  it.each([
    ['an ordinary day', '2026-11-23', '09:00', 'Europe/Berlin', '2026-11-23T08:00'],
    ['half an hour off', '2026-11-23', '09:00', 'Asia/Kolkata', '2026-11-23T03:30'],
    ['midnight', '2026-11-23', '00:00', 'America/New_York', '2026-11-23T05:00'],
    ['just before a gap', '2026-03-29', '01:59', 'Europe/Berlin', '2026-03-29T00:59'],
    ['the first minute of a gap', '2026-03-29', '02:00', 'Europe/Berlin', '2026-03-29T01:00'],
    ['a gap', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:00'],
    ['just after a gap', '2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00'],
    ['a doubled time', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30'],
    ['just after a doubled time', '2026-10-25', '03:00', 'Europe/Berlin', '2026-10-25T02:00'],
    ['a gap', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:00'],
    ['a doubled time', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30'],
    ['a gap of half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30'],
    ['just after that gap', '2026-10-04', '02:30', 'Australia/Lord_Howe', '2026-10-03T15:30'],
    ['half an hour doubled', '2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45'],
    ['a skipped midnight', '2026-09-06', '00:00', 'America/Santiago', '2026-09-06T04:00'],
    ['a skipped day', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T10:00'],
    ['the day after it', '2011-12-31', '09:00', 'Pacific/Apia', '2011-12-30T19:00'],
  ])('on %s, %s at %s in %s, is %s UTC', (_, date, at, where, expected) => {
    expect(iso(instantOf(date, at, where))).toBe(`${expected}:00.000Z`);
  });

  it('is the first at which the wall shows the time, or the end of the gap that swallows it', () => {
    fc.assert(
      fc.property(instant, time, zone, (at, asked, where) => {
        const date = localDate(at, where);
        const found = instantOf(date, asked, where);
        const [first] = findInstants(date, asked, where);
        if (first !== undefined) {
          expect(iso(found)).toBe(iso(first));
        } else {
          expect(`${wallClock(found, where).date} ${wallClock(found, where).time}` > `${date} ${asked}`).toBe(true);
          const before = wallClock(found - MINUTE, where);
          expect(`${before.date} ${before.time}` < `${date} ${asked}`).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the next instant of a time', () => {
  it.each([
    ['later today', '2026-11-23T07:59Z', '09:00', 'Europe/Berlin', '2026-11-23T08:00'],
    ['now, which has passed', '2026-11-23T08:00Z', '09:00', 'Europe/Berlin', '2026-11-24T08:00'],
    ['tomorrow', '2026-11-23T12:00Z', '09:00', 'Europe/Berlin', '2026-11-24T08:00'],
    ['tomorrow over the spring night', '2026-03-28T12:00Z', '09:00', 'Europe/Berlin', '2026-03-29T07:00'],
    ['tomorrow over the autumn night', '2026-10-24T12:00Z', '09:00', 'Europe/Berlin', '2026-10-25T08:00'],
    ['in a gap', '2026-03-29T00:30Z', '02:30', 'Europe/Berlin', '2026-03-29T01:00'],
    ['after a gap, the next day', '2026-03-29T01:00Z', '02:30', 'Europe/Berlin', '2026-03-30T00:30'],
    ['between two of the same, the next day', '2026-10-25T00:45Z', '02:30', 'Europe/Berlin', '2026-10-26T01:30'],
    ['before a gap of half an hour', '2026-10-03T15:00Z', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30'],
    ['where there is no summer time', '2026-03-29T00:30Z', '06:00', 'Asia/Kolkata', '2026-03-30T00:30'],
    ['on a day that is skipped', '2011-12-29T20:00Z', '09:00', 'Pacific/Apia', '2011-12-30T10:00'],
    ['after a day that was skipped', '2011-12-30T10:00Z', '09:00', 'Pacific/Apia', '2011-12-30T19:00'],
  ])('is %s: after %s, %s in %s is %s UTC', (_, after, asked, where, expected) => {
    expect(iso(nextInstantOf(Date.parse(after), asked, where))).toBe(`${expected}:00.000Z`);
  });

  it('comes after the instant, within two days, and shows the time unless that does not exist', () => {
    fc.assert(
      fc.property(instant, time, zone, (at, asked, where) => {
        const found = nextInstantOf(at, asked, where);
        expect(found).toBeGreaterThan(at);
        expect(found - at).toBeLessThanOrEqual(49 * 60 * MINUTE);
        const wall = wallClock(found, where);
        if (wall.time !== asked) expect(findInstants(wall.date, asked, where)).toEqual([]);
        // Nothing in between: neither of this date nor of the one on which it was asked.
        const candidates = [localDate(at, where), wall.date].flatMap(
          (date) => findInstants(date, asked, where)[0] ?? [],
        );
        expect(candidates.filter((other) => other > at && other < found)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('goes from day to day without a day left out or doubled, over a year of clock changes', () => {
    for (const where of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
      for (const asked of ['00:00', '01:30', '02:15', '02:30', '23:59']) {
        let at = instantOf('2026-01-01', asked, where);
        for (let day = 1; day <= 365; day++) {
          at = nextInstantOf(at, asked, where);
          expect(localDate(at, where)).toBe(addDays('2026-01-01', day));
        }
      }
    }
  });
});

describe('a date', () => {
  it.each([
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-23', -1, '2026-11-22'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('%s moved by %d is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it('moved by days is what Temporal says', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), fc.integer({ min: -2000, max: 2000 }), (day, days) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
        expect(addDays(date.toString(), days)).toBe(date.add({ days }).toString());
      }),
    );
  });

  it.each(['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Asia/Beirut', 'America/Havana'])(
    'is from when until when it is on the wall, in any order of asking, in %s',
    (zone) => {
      const instant = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2028, 0) });
      const nearChange = fc
        .integer({ min: -4 * HOUR, max: 4 * HOUR })
        .chain((off) =>
          fc
            .constantFrom(
              Date.UTC(2011, 11, 30, 10),
              Date.UTC(2010, 10, 7, 2, 31),
              Date.UTC(2026, 2, 28, 22),
              Date.UTC(2026, 2, 8, 5),
            )
            .map((at) => at + off),
        );
      fc.assert(
        fc.property(fc.array(fc.oneof(instant, nearChange), { maxLength: 20 }), (instants) => {
          for (const at of instants) {
            const { date, from, until } = localDay(at, zone);
            expect(date).toBe(localDate(at, zone));
            expect(localDate(from, zone)).toBe(date);
            expect(localDate(until, zone)).not.toBe(date);
          }
        }),
      );
    },
  );

  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-24', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2026-11-30', '2026-11-30'],
    ['2026-01-01', '2025-12-29'],
    ['2026-03-01', '2026-02-23'],
  ])('%s lies in the week of Monday, %s', (date, monday) => {
    expect(mondayOf(date)).toBe(monday);
  });
});

describe('a time zone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta'])('is %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['', 'Berlin', 'Europe/Nowhere', '+02:00', '-05', 'UTC+2', '2026-11-23T12:00Z', '2026-11-23T12:00[UTC]'])(
    'is not %j',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});
