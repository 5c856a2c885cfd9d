/**
 * What a program's command line may be: its commands, their flags and arguments. The data is made by
 * `scripts/build-cli-grammar.ts` and lies beside the pack as `cli.json`.
 */
import { type Argument, parseArguments } from './usage.ts';

/** A flag as the data holds it, under its long name without the dashes. */
export interface FlagData {
  /** the one letter after a single dash */
  short?: string;
  /** what its value is; a flag without a type is on or off */
  type?: string;
  /** may be given more than once, and every value counts; of other flags only the last one does */
  repeats?: true;
  /** giving it this value changes nothing */
  default?: string;
  /** another spelling of this flag */
  alias?: string;
  /** together with `alias`: on means that the other one is off */
  negated?: true;
  deprecated?: string;
  hidden?: true;
  experimental?: true;
}

/** A command as the data holds it, under its words: "container run". */
export interface CommandData {
  /** another spelling of this command; whatever is not given here is the same as there */
  is?: string;
  /** what it takes after its options, see `usage.ts` */
  args?: string;
  /** does nothing without one of its subcommands */
  group?: true;
  /** all that follows the first argument belongs to another command, as with `docker run` */
  stops?: true;
  /** takes whatever follows: a plugin that the data does not describe */
  open?: true;
  /** changes what exists, so that a flag given its default is not the same as leaving it out */
  changes?: true;
  /** what a reader should know: deprecated, experimental, a plugin of its own */
  note?: string;
  flags?: Record<string, FlagData>;
}

export interface GrammarData {
  program: string;
  /** the version that the data describes */
  version: string;
  commands: Record<string, CommandData>;
}

export interface Flag extends FlagData {
  name: string;
}

export interface Command {
  /** the words that the member types, without the program */
  path: string;
  /** the path by which it is compared: that of the command of which it is another spelling */
  canonicalPath: string;
  args: readonly Argument[];
  isGroup: boolean;
  stopsAtFirst: boolean;
  isOpen: boolean;
  keepsDefaults: boolean;
  note: string | undefined;
  flags: ReadonlyMap<string, Flag>;
  shorts: ReadonlyMap<string, Flag>;
}

export interface Grammar {
  program: string;
  version: string;
  /** all commands by their path; '' is the program itself, whose flags go before any command */
  commands: ReadonlyMap<string, Command>;
  /** the words that may follow a path: '' has "container", "run" and so on */
  next: ReadonlyMap<string, readonly string[]>;
}

/** Builds the grammar. @throws Error when the data is not what the script writes */
export function createGrammar(data: unknown): Grammar {
  const { program, version, commands: written } = checkData(data);
  const commands = new Map<string, Command>();
  const next = new Map<string, string[]>();
  const readFlags = flagReader();
  for (const [path, entry] of Object.entries(written)) {
    commands.set(path, toCommand(path, entry, written, readFlags));
    if (path === '') continue;
    const [word = '', ...before] = path.split(' ').reverse();
    const parent = before.reverse().join(' ');
    next.set(parent, [...(next.get(parent) ?? []), word]);
  }
  return { program, version, commands, next };
}

type Flags = Pick<Command, 'flags' | 'shorts'>;

/** Other spellings of a command share its flags, which are most of what the grammar takes up in memory. */
function flagReader(): (data: Record<string, FlagData>) => Flags {
  const read = new Map<Record<string, FlagData>, Flags>();
  return (data) => {
    const known = read.get(data);
    if (known) return known;
    const flags = new Map(Object.entries(data).map(([name, flag]) => [name, { name, ...flag }]));
    const shorts = new Map<string, Flag>();
    for (const flag of flags.values()) if (flag.short !== undefined) shorts.set(flag.short, flag);
    read.set(data, { flags, shorts });
    return { flags, shorts };
  };
}

const NO_FLAGS: Record<string, FlagData> = {};

function toCommand(
  path: string,
  entry: CommandData,
  written: GrammarData['commands'],
  readFlags: ReturnType<typeof flagReader>,
): Command {
  const whole = entry.is === undefined ? entry : { ...written[entry.is], ...entry };
  return {
    path,
    canonicalPath: entry.is ?? path,
    args: parseArguments(whole.args ?? ''),
    isGroup: whole.group ?? false,
    stopsAtFirst: whole.stops ?? false,
    isOpen: whole.open ?? false,
    keepsDefaults: whole.changes ?? false,
    note: whole.note,
    ...readFlags(whole.flags ?? NO_FLAGS),
  };
}

function checkData(data: unknown): GrammarData {
  const fail = (what: string): never => {
    throw new Error(`the command line grammar is not usable: ${what}`);
  };
  if (!isRecord(data)) return fail('it is not an object');
  const { program, version, commands } = data;
  if (typeof program !== 'string' || program === '') return fail('"program" is missing');
  if (typeof version !== 'string') return fail('"version" is missing');
  if (!isRecord(commands) || !isRecord(commands[''])) return fail('"commands" or its entry "" is missing');
  for (const [path, entry] of Object.entries(commands)) {
    if (!isRecord(entry)) return fail(`"${path}" is not an object`);
    const parent = path.split(' ').slice(0, -1).join(' ');
    if (path !== '' && !Object.hasOwn(commands, parent)) return fail(`"${path}" is there, but "${parent}" is not`);
    if (entry.is !== undefined) {
      const other = typeof entry.is === 'string' && Object.hasOwn(commands, entry.is) ? commands[entry.is] : undefined;
      if (!isRecord(other) || other.is !== undefined) return fail(`"${path}" is another spelling of nothing`);
    }
    if (entry.args !== undefined && typeof entry.args !== 'string') return fail(`the arguments of "${path}"`);
    const flags = entry.flags ?? {};
    if (!isRecord(flags)) return fail(`the flags of "${path}"`);
    for (const [name, flag] of Object.entries(flags)) {
      if (!isRecord(flag)) return fail(`the flag "${name}" of "${path}"`);
      if (typeof flag.alias === 'string' && !isRecord(flags[flag.alias])) {
        return fail(`the flag "${name}" of "${path}" is another spelling of nothing`);
      }
    }
  }
  return data as unknown as GrammarData;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
