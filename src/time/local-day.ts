/**
 * Local days and times, the one place where instants meet time zones. Instants are UTC milliseconds, zones IANA names,
 * days ISO dates. Temporal is the language's own coming standard for this; Node 20 has it from a polyfill.
 */
import { Temporal } from 'temporal-polyfill';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** What a zone that nobody knows is taken for. */
const FALLBACK = 'UTC';

/** Remembered offsets: some hundred zones over the days of a year, and no more memory than a few hundred kilobytes. */
const MOST_OFFSETS = 20_000;

/** The last day of the year 9999: beyond it, dates are written with more digits. */
const LAST_SHORT_DATE = Date.UTC(9999, 11, 30);

/** By zone and UTC day, how far the clocks are from UTC all day (ms); null on a day on which they are changed. */
const offsets = new Map<string, Map<number, number | null>>();
let remembered = 0;

/**
 * The local date at `instant` in `zone`, as `2026-11-23`. Offsets are remembered, which makes the second instant of a day
 * fifty times as fast as the first.
 */
export function localDate(instant: number, zone: string): string {
  const offset = instant < 0 || instant > LAST_SHORT_DATE ? null : offsetOn(Math.floor(instant / DAY_MS), zone);
  if (offset === null) return zoned(instant, zone).toPlainDate().toString();
  return new Date(instant + offset).toISOString().slice(0, 10);
}

/** Where the clocks have the same offset from UTC at both ends of a UTC day, they have it all day. */
function offsetOn(day: number, zone: string): number | null {
  let ofZone = offsets.get(zone);
  const known = ofZone?.get(day);
  if (known !== undefined) return known;
  const [atStart, atEnd] = [day, day + 1].map((at) => zoned(at * DAY_MS, zone).offsetNanoseconds / 1e6);
  const offset = atStart === atEnd && atStart !== undefined ? atStart : null;
  if (remembered++ >= MOST_OFFSETS) {
    offsets.clear();
    ofZone = undefined;
    remembered = 1;
  }
  if (!ofZone) offsets.set(zone, (ofZone = new Map<number, number | null>()));
  ofZone.set(day, offset);
  return offset;
}

/**
 * `date` moved by whole days. Dates have no zone, so UTC's days will do, and Temporal at fifty times the cost
 * would gain nothing.
 */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Date.parse(date) / DAY_MS;
}

/** One date in one zone: from when until when it lasts, UTC ms. */
export interface LocalDay {
  readonly date: string;
  readonly from: number;
  readonly until: number;
}

const lastDays = new Map<string, LocalDay>();

/** The local day at `instant` in `zone`. Of each zone the last one is remembered, since most ask about today. */
export function localDay(instant: number, zone: string): LocalDay {
  const last = lastDays.get(zone);
  if (last && instant >= last.from && instant < last.until) return last;
  const date = localDate(instant, zone);
  const day = { date, from: instantOf(date, '00:00', zone), until: instantOf(addDays(date, 1), '00:00', zone) };
  // Where the clocks change near midnight, a date may come, go and come again.
  if (day.until - day.from === DAY_MS) lastDays.set(zone, day);
  return day;
}

/** The day of the week of `date`: 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** The Monday of the week in which `date` lies. */
export function mondayOf(date: string): string {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/**
 * The instant at which the clocks of `zone` show `time` (`HH:MM`) on `date`. Where the clocks jump over that time, the
 * next minute that exists; where they show it twice, the first of the two.
 */
export function instantOf(date: string, time: string, zone: string): number {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const found = wall.toZonedDateTime(zone, { disambiguation: 'compatible' });
  if (found.toPlainDateTime().equals(wall)) return found.epochMilliseconds;
  // "compatible" moves a skipped time forward by the whole gap (02:30 to 03:30); the next minute that exists is the
  // end of the gap, which is the transition after the moment before it.
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? found.epochMilliseconds;
}

/** The next instant after `instant` at which it is `time` (`HH:MM`) in `zone`. */
export function nextInstantOf(instant: number, time: string, zone: string): number {
  const today = localDate(instant, zone);
  for (let days = 0; ; days++) {
    const candidate = instantOf(addDays(today, days), time, zone);
    if (candidate > instant) return candidate;
  }
}

/**
 * The name of a time zone as it is properly written, or nothing where there is none. Temporal also takes offsets and whole
 * timestamps for zones; those know no clock changes, which people do not expect.
 */
export function findTimeZoneName(zone: string): string | undefined {
  if (!/^[A-Za-z][\w+/-]*$/.test(zone)) return undefined;
  try {
    return zoned(0, zone).timeZoneId;
  } catch {
    return undefined;
  }
}

export function isTimeZone(zone: string): boolean {
  return findTimeZoneName(zone) !== undefined;
}

const reckoned = new Map<string, string>();

/**
 * The zone to reckon with for one that was kept: UTC where this Node.js does not know it, since zones come and go with its
 * version.
 */
export function reckonedZone(zone: string): string {
  let found = reckoned.get(zone);
  if (found === undefined) reckoned.set(zone, (found = isTimeZone(zone) ? zone : FALLBACK));
  return found;
}

function zoned(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}
