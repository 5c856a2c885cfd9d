import type { Choice } from '../command.ts';
import { inert } from '../components.ts';
import { UserError } from '../errors.ts';
import { isTimeZone } from '../time/local-day.ts';

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** What is offered before anything is typed: one zone for most places where people are awake. */
const COMMON = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Africa/Lagos',
  'Africa/Nairobi',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
];

/**
 * An IANA time zone as it is written in the list, or the city alone (`berlin`).
 * @throws UserError when there is none
 */
export function parseTimeZone(text: string): string {
  const typed = wanted(text);
  const found =
    ZONES.find((zone) => wanted(zone) === typed) ?? ZONES.find((zone) => wanted(zone).endsWith(`/${typed}`));
  if (found) return found;
  if (isTimeZone(text.trim())) return text.trim();
  throw new UserError(
    `${inert(text)} is not a time zone that I know. Type a city, like \`Berlin\`, and pick from the list.`,
  );
}

export function suggestTimeZones(text: string): Choice[] {
  const typed = wanted(text);
  const found = typed ? ZONES.filter((zone) => wanted(zone).includes(typed)) : COMMON;
  return found
    .sort((a, b) => rank(a, typed) - rank(b, typed))
    .slice(0, 25)
    .map((zone) => ({ name: zone.replaceAll('_', ' '), value: zone }));
}

/** A city that begins with what was typed goes before a match within. */
function rank(zone: string, typed: string): number {
  return typed && wanted(zone).split('/').at(-1)?.startsWith(typed) ? 0 : 1;
}

function wanted(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ');
}
