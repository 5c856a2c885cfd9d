/** The days of the week on which a question is posted: a set of seven bits, of which bit 0 is Monday. */
import { inert } from '../components.ts';
import type { Choice } from '../message.ts';
import { UserError } from '../errors.ts';
import { ENGLISH, type Locale } from '../language.ts';
import { setupWords } from './setup/words.ts';

/** As they are typed; they are shown in the reader's language. */
const NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** Short forms that are not the beginning of the name. */
const SPELT: Readonly<Record<string, readonly string[]>> = { wednesday: ['weds'] };
export const EVERY_DAY = 0b1111111;
const WEEKDAYS = 0b0011111;
const WEEKEND = 0b1100000;

const SETS = [
  { set: EVERY_DAY, name: 'everyDay', typed: /^(every ?days?|daily|all( days)?|always)$/ },
  { set: WEEKDAYS, name: 'weekdays', typed: /^(every )?(week ?days?|work ?days?|working days?)$/ },
  { set: WEEKEND, name: 'weekends', typed: /^(every |on )?(week ?ends?)$/ },
] as const;

/** Offered before anything is typed: those that have a name, and Monday, Wednesday, Friday and Tuesday, Thursday. */
const USUAL = [...SETS.map(({ set }) => set), 0b0010101, 0b0001010];

/**
 * Days as people write them in English: `every day`, `weekdays`, `Mon, Wed, Fri`, `tue-thu`.
 * @throws UserError when it names no days
 */
export function parseDays(text: string): number {
  const typed = text.trim().toLowerCase();
  const named = SETS.find((known) => known.typed.test(typed));
  if (named) return named.set;
  if (/^m\s*[-–]\s*f$/.test(typed)) return WEEKDAYS;
  // A range in words or with spaces, as in "mon to fri", is written as one word.
  const ranges = typed.replace(/\s*(?:[-–]|\b(?:to|till|until|through)\b)\s*/g, '-');
  const parts = ranges.split(/[\s,;+/&]+|\b(?:and|every|on)\b/).filter(Boolean);
  const sets = parts.map(parseRange);
  if (parts.length === 0 || sets.includes(undefined))
    throw new UserError((reader) => setupWords(reader).noDays(inert(text)));
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
  const found = NAMES.findIndex((day) => `${day}s`.startsWith(name) || SPELT[day]?.includes(name));
  return name.length < 2 || found < 0 ? undefined : found;
}

export function hasDay(set: number, isoWeekday: number): boolean {
  return (set & (1 << (isoWeekday - 1))) !== 0;
}

/** "every day", "weekdays", "Mon, Wed, Fri" */
export function daysText(locale: Locale, set: number): string {
  const words = setupWords(locale);
  const named = SETS.find((known) => known.set === set);
  if (named) return words[named.name];
  return words.someDays([0, 1, 2, 3, 4, 5, 6].filter((day) => set & (1 << day)));
}

/** What can be chosen while days are being typed: shown in the reader's language, sent in English. */
export function suggestDays(locale: Locale, text: string): Choice[] {
  const typed = text.trim().toLowerCase();
  const choiceOf = (set: number) => ({ name: daysText(locale, set), value: daysText(ENGLISH, set) });
  const fitting = USUAL.map(choiceOf).filter(({ name }) => name.toLowerCase().includes(typed));
  try {
    const meant = choiceOf(parseDays(text));
    if (!fitting.some(({ value }) => value === meant.value)) fitting.unshift(meant);
  } catch {
    // Not finished yet.
  }
  return fitting;
}
