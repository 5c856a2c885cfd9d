import { rawTimeZones } from '@vvo/tzdb';
import type { Choice } from '../message.ts';
import { DISCORD_LIMITS, MOST_SHOWN, clip, inert } from '../components.ts';
import { UserError } from '../errors.ts';
import { findTimeZoneName, isTimeZone } from '../time/local-day.ts';
import { setupWords } from './setup/words.ts';

interface Zone {
  name: string;
  label: string;
  /** names, in lower case: the zone and those it had before, its cities, the country */
  names: string[];
}

const UTC: Zone = { name: 'UTC', label: 'UTC', names: ['utc', 'gmt', 'etc/utc'] };

let known: readonly Zone[] | undefined;

/** Every zone. Made on first use: asking this machine about each takes time and memory that a start can do without. */
function zones(): readonly Zone[] {
  known ??= [
    UTC,
    ...rawTimeZones
      // This machine's own zone data decides in the end: a zone that it does not know yet is not offered.
      .filter(({ name }) => isTimeZone(name))
      .map(({ name, group, mainCities, countryName, alternativeName }) => ({
        name,
        label: `${mainCities.slice(0, 3).join(', ')} · ${name.replaceAll('_', ' ')}`,
        names: [name, ...group, ...group.map(cityOf), ...mainCities, countryName, alternativeName].map(plain),
      })),
  ];
  return known;
}

/** What is offered before anything is typed: one zone for most places where people are awake. */
const COMMON = new Set(
  (
    'UTC Europe/London Europe/Berlin Europe/Athens America/New_York America/Chicago America/Denver America/Los_Angeles ' +
    'America/Sao_Paulo Africa/Lagos Africa/Nairobi Asia/Dubai Asia/Karachi Asia/Kolkata Asia/Singapore Asia/Tokyo ' +
    'Australia/Sydney Pacific/Auckland'
  ).split(' '),
);

/**
 * A time zone by its IANA name, new or old, or by a city in it.
 * @returns the IANA name
 * @throws UserError when there is none
 */
export function parseTimeZone(text: string): string {
  const typed = plain(text);
  const found = zones().find((zone) => zone.names.includes(typed));
  if (found) return found.name;
  const other = findTimeZoneName(text.trim());
  if (other) return other;
  throw new UserError((reader) => setupWords(reader).noTimeZone(inert(text)));
}

/** Zones that fit what is being typed: those with a name that begins with it come first. */
export function suggestTimeZones(text: string): Choice[] {
  const typed = plain(text);
  const beginning = zones().filter((zone) =>
    typed ? zone.names.some((name) => name.startsWith(typed)) : COMMON.has(zone.name),
  );
  const within = typed
    ? zones().filter((zone) => !beginning.includes(zone) && zone.names.some((name) => name.includes(typed)))
    : [];
  return [...beginning, ...within].slice(0, MOST_SHOWN).map(choiceOf);
}

/** Zones by their IANA names, new or old, in this order; those that this machine does not know are left out. */
export function zonesNamed(names: readonly string[]): Choice[] {
  return names.flatMap((name) => {
    const found = name === '' ? undefined : zones().find((zone) => zone.names.includes(plain(name)));
    return found ? [choiceOf(found)] : [];
  });
}

function choiceOf({ name, label }: Zone): Choice {
  return { name: clip(label, DISCORD_LIMITS.choice), value: name };
}

function cityOf(zone: string): string {
  return zone.split('/').at(-1) ?? zone;
}

/** Lower case without accents, underscores as spaces. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .trim();
}
