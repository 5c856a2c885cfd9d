/**
 * Local days and times, the one place where instants meet time zones. Instants are UTC milliseconds, zones IANA names,
 * days ISO dates. Temporal is the language's own coming standard for this; Node 20 has it from a polyfill.
 */
import { Temporal } from 'temporal-polyfill';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** The date on the wall at `instant` in `zone`, as `2026-11-23`. */
export function localDate(instant: number, zone: string): string {
  return zoned(instant, zone).toPlainDate().toString();
}

/**
 * As `localDate`, for many instants of one zone, and some fifty times as fast: where the clocks have the same offset from UTC
 * at both ends of a UTC day, they have it all day.
 */
export function rememberingLocalDate(zone: string): (instant: number) => string {
  const offsets = new Map<number, number | null>();
  const offsetOn = (day: number) => {
    let offset = offsets.get(day);
    if (offset === undefined) {
      const [atStart, atEnd] = [day, day + 1].map((at) => zoned(at * DAY_MS, zone).offsetNanoseconds / 1e6);
      offset = atStart === atEnd && atStart !== undefined ? atStart : null;
      offsets.set(day, offset);
    }
    return offset;
  };
  return (instant) => {
    const offset = offsetOn(Math.floor(instant / DAY_MS));
    return offset === null ? localDate(instant, zone) : new Date(instant + offset).toISOString().slice(0, 10);
  };
}

/** `date` moved by whole days. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
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

function zoned(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}
