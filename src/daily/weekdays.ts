/** The days of the week on which a question is posted: a set of seven bits, of which bit 0 is Monday. */
import { inert } from '../components.ts';
import type { Choice } from '../command.ts';
import { EVERY_DAY } from '../db/schema.ts';
import { UserError } from '../errors.ts';

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** Short forms that are not the beginning of the name. */
const SPELT: Readonly<Record<string, readonly string[]>> = { Wednesday: ['weds'] };
const WEEKDAYS = 0b0011111;
const WEEKEND = 0b1100000;

const SETS: readonly { set: number; name: string; words: RegExp }[] = [
  { set: EVERY_DAY, name: 'every day', words: /^(every ?days?|daily|all( days)?|always)$/ },
  { set: WEEKDAYS, name: 'weekdays', words: /^(every )?(week ?days?|work ?days?|working days?)$/ },
  { set: WEEKEND, name: 'weekends', words: /^(every |on )?(week ?ends?)$/ },
];

/**
 * Days as people write them: `every day`, `weekdays`, `Mon, Wed, Fri`, `tue-thu`.
 * @throws UserError when it names no days
 */
export function parseDays(text: string): number {
  const typed = text.trim().toLowerCase();
  const named = SETS.find(({ words }) => words.test(typed));
  if (named) return named.set;
  if (/^m\s*[-–]\s*f$/.test(typed)) return WEEKDAYS;
  // A range in words or with spaces, as in "mon to fri", is written as one word.
  const ranges = typed.replace(/\s*(?:[-–]|\b(?:to|till|until|through)\b)\s*/g, '-');
  const parts = ranges.split(/[\s,;+/&]+|\b(?:and|every|on)\b/).filter(Boolean);
  const sets = parts.map(parseRange);
  if (parts.length === 0 || sets.includes(undefined)) {
    throw new UserError(
      `I don't recognise ${inert(text)} as days. Write \`every day\`, \`weekdays\`, or days like \`Mon, Wed, Fri\`.`,
    );
  }
  return sets.reduce<number>((all, set) => all | (set ?? 0), 0);
}

/** `wed` or `mon-fri`; a range may go over the weekend (`sat-mon`). */
function parseRange(part: string): number | undefined {
  const [from = '', to = from, ...more] = part.split(/[-–]/);
  const first = dayNumber(from);
  const last = dayNumber(to);
  if (first === undefined || last === undefined || more.length > 0) return undefined;
  let set = 0;
  for (let day = first; ; day = (day + 1) % 7) {
    set |= 1 << day;
    if (day === last) return set;
  }
}

/** 0 is Monday. Two letters tell all seven apart; more may be written, as in "tues" and "thurs". */
function dayNumber(word: string): number | undefined {
  const name = word.replace(/\.$/, '');
  const found = NAMES.findIndex((day) => `${day.toLowerCase()}s`.startsWith(name) || SPELT[day]?.includes(name));
  return name.length < 2 || found < 0 ? undefined : found;
}

export function hasDay(set: number, isoWeekday: number): boolean {
  return (set & (1 << (isoWeekday - 1))) !== 0;
}

/** "every day", "weekdays", "Mon, Wed, Fri" */
export function daysText(set: number): string {
  const named = SETS.find((known) => known.set === set);
  if (named) return named.name;
  return NAMES.filter((_, day) => set & (1 << day))
    .map((name) => name.slice(0, 3))
    .join(', ');
}

/** What can be chosen while days are being typed. */
export function suggestDays(text: string): Choice[] {
  const typed = text.trim().toLowerCase();
  const usual = [...SETS.map(({ name }) => name), 'Mon, Wed, Fri', 'Tue, Thu'];
  const fitting = usual.filter((name) => name.toLowerCase().includes(typed));
  try {
    const meant = daysText(parseDays(text));
    if (!fitting.includes(meant)) fitting.unshift(meant);
  } catch {
    // Not finished yet.
  }
  return fitting.map((name) => ({ name, value: name }));
}
