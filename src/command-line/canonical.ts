/** The one form that all spellings of the same command line share. */
import type { Flag } from './grammar.ts';
import type { ParsedCommand } from './parse.ts';
import type { Argument } from './usage.ts';
import { normaliseArgument, normalisePath, normaliseValue, separateValues } from './values.ts';

/** A text as it was typed and as it is compared. */
export interface Compared {
  typed: string;
  normal: string;
}

/** All that was given for one flag of one of the commands on the way to the last one. */
export interface CanonicalFlag {
  owner: string;
  flag: Flag;
  /** in the order of their normal forms; for a flag that does not repeat, only the last one */
  values: Compared[];
}

export interface Canonical {
  path: string;
  flags: CanonicalFlag[];
  args: Compared[];
  /** from here on the order of the arguments does not matter; `args.length` when it always does */
  anyOrderFrom: number;
  isHelp: boolean;
  environment: string[];
  redirects: string[];
}

/** Brings a command line into its canonical form. */
export function canonicalise(parsed: ParsedCommand): Canonical {
  const { command, path } = parsed;
  const flags = new Map<string, CanonicalFlag>();
  for (const given of parsed.flags) {
    const key = `${given.owner} --${given.flag.name}`;
    const entry = flags.get(key) ?? { owner: given.owner, flag: given.flag, values: [] };
    const values = separateValues(given.flag, given.value).map((value) => compared(given.flag, value));
    flags.set(key, { ...entry, values: given.flag.repeats ? [...entry.values, ...values] : values });
  }
  const kept = [...flags.entries()]
    .filter(([, { flag, values }]) => command.keepsDefaults || !changesNothing(flag, values))
    .sort(([one], [other]) => compareText(one, other))
    .map(([, entry]) => ({ ...entry, values: entry.values.sort(byNormal) }));

  const keepsTag = !parsed.flags.some(({ flag, value }) => flag.name === 'all-tags' && value !== 'false');
  const last = command.args.at(-1);
  const args = parsed.args.map((typed, index) => {
    const name = (command.args[index] ?? last)?.name ?? '';
    return { typed, normal: normaliseArgument(name, typed, keepsTag) };
  });
  const anyOrderFrom = last?.anyOrder ? Math.min(firstOfList(command.args), args.length) : args.length;
  return {
    path,
    flags: kept,
    args: [...args.slice(0, anyOrderFrom), ...args.slice(anyOrderFrom).sort(byNormal)],
    anyOrderFrom,
    isHelp: parsed.isHelp,
    environment: [...parsed.environment].sort(),
    redirects: parsed.redirects.map(({ operator, target }) => `${operator} ${normalisePath(target)}`).sort(),
  };
}

/** The list is the last argument: `node inspect self|NODE [NODE...]` has its beginning before it. */
function firstOfList(args: readonly Argument[]): number {
  const last = args.length - 1;
  const isOfSameKind = args[last - 1]?.name.split('|').includes(args[last]?.name ?? '');
  return isOfSameKind ? last - 1 : last;
}

function compared(flag: Flag, typed: string): Compared {
  return { typed, normal: normaliseValue(flag, typed) };
}

function changesNothing(flag: Flag, values: readonly Compared[]): boolean {
  if (flag.repeats) return false;
  const byDefault = flag.default ?? (flag.type === undefined ? 'false' : undefined);
  return byDefault !== undefined && values.every(({ normal }) => normal === normaliseValue(flag, byDefault));
}

/** What two command lines have in common exactly when they are the same. */
export function keyOf(canonical: Canonical): string {
  const { path, flags, args, isHelp, environment, redirects } = canonical;
  const plainFlags = flags.map(({ owner, flag, values }) => [owner, flag.name, ...values.map(({ normal }) => normal)]);
  return JSON.stringify([path, plainFlags, args.map(({ normal }) => normal), isHelp, environment, redirects]);
}

function byNormal(one: Compared, other: Compared): number {
  return compareText(one.normal, other.normal);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
