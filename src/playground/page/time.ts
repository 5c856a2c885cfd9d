/** Instants in words, in the reader's own language and zone. */

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const LOCALE = 'en-GB';

/** As Discord's `<t:…:style>`; `now` is the playground's. */
export function timeText(at: number, style: string, now: number): string {
  return style === 'R' ? relativeTime(at, now) : formatTime(at, style);
}

export function formatTime(at: number, style: string): string {
  if (Number.isNaN(new Date(at).getTime())) return 'Invalid date';
  return new Intl.DateTimeFormat(LOCALE, FORMATS[style] ?? FORMATS.f).format(at);
}

const SECOND_MS = 1000;
const DAY_MS = 86_400 * SECOND_MS;
/** 4800 months in the calendar's cycle of 400 years */
const MONTH_MS = (146_097 / 4800) * DAY_MS;

/** One of the unit, several of it, how long one is, and from how many on the next unit is used. */
const UNITS: readonly [one: string, several: string, ms: number, below: number][] = [
  ['a few seconds', 'a few seconds', SECOND_MS, 45],
  ['a minute', 'minutes', 60 * SECOND_MS, 45],
  ['an hour', 'hours', 3600 * SECOND_MS, 22],
  ['a day', 'days', DAY_MS, 26],
  ['a month', 'months', MONTH_MS, 11],
  ['a year', 'years', 12 * MONTH_MS, Infinity],
];

/**
 * As Discord's client says it, with the thresholds and words of moment.js: 21 hours and a half are a day, 25 days and a
 * half a month, and 45 seconds a minute.
 */
export function relativeTime(at: number, now: number): string {
  const distance = Math.abs(at - now);
  const words = distanceText(distance);
  return at > now ? `in ${words}` : `${words} ago`;
}

function distanceText(distance: number): string {
  for (const [one, several, ms, below] of UNITS) {
    const count = Math.round(distance / ms);
    if (count >= below) continue;
    // From 45 of one unit on, the next is taken even where it rounds to none.
    return count <= 1 || ms === SECOND_MS ? one : `${count} ${several}`;
  }
  return '';
}

/** When a message was sent: the time today, the day before that. */
export function messageTime(at: number, now: number): string {
  const time = formatTime(at, 't');
  const day = new Date(at).toDateString();
  if (day === new Date(now).toDateString()) return time;
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === yesterday.toDateString()) return `Yesterday at ${time}`;
  return `${formatTime(at, 'd')} ${time}`;
}

export function dayText(at: number): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long' }).format(at);
}

/** For the clock in the corner. */
export function clockText(at: number): string {
  return new Intl.DateTimeFormat(LOCALE, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}
