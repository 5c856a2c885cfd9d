/** Instants in words, in the reader's own language and zone. */

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

const LOCALE = 'en-GB';
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

/** As Discord's `<t:…:style>`; `now` is the playground's. */
export function timeText(at: number, style: string, now: number): string {
  return style === 'R' ? relativeTime(at, now) : formatTime(at, style);
}

export function formatTime(at: number, style: string): string {
  if (Number.isNaN(new Date(at).getTime())) return 'Invalid date';
  return new Intl.DateTimeFormat(LOCALE, FORMATS[style] ?? FORMATS.f).format(at);
}

export function relativeTime(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(seconds, 'second');
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
