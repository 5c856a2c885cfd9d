/** Commands as one types them: with their subcommands in a row, and a typed line taken apart. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord-api-types/v10';

export type Option = APIApplicationCommandBasicOption;

export interface TypedCommand {
  /** with the subcommand: `daily setup` */
  path: string;
  description: string;
  options: readonly Option[];
}

/** One for each slash command or, where there are any, each of its subcommands. */
export function listTyped(commands: readonly APIApplicationCommand[]): TypedCommand[] {
  const typed = commands.filter(({ type }) => type === ApplicationCommandType.ChatInput);
  return typed.flatMap(({ name, description, options = [] }) => flatten(name, description, options));
}

function flatten(path: string, description: string, options: readonly APIApplicationCommandOption[]): TypedCommand[] {
  const inner = options.flatMap((option) =>
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
      ? flatten(`${path} ${option.name}`, option.description, option.options ?? [])
      : [],
  );
  return inner.length > 0 ? inner : [{ path, description, options: options as readonly Option[] }];
}

/** Commands for what stands behind the slash so far: first what begins with it, then what contains it. */
export function matchCommands(typed: string, commands: readonly TypedCommand[]): TypedCommand[] {
  const wanted = typed.toLowerCase().trim();
  const begin = commands.filter(({ path }) => path.startsWith(wanted));
  const hold = commands.filter((command) => !begin.includes(command) && command.path.includes(wanted));
  return [...begin, ...hold];
}

export interface TypedLine {
  command: TypedCommand;
  /** what was typed for an option, by its name */
  texts: Map<string, string>;
}

/** A line that holds a whole command name and a space behind it, or nothing more. */
export function parseLine(line: string, commands: readonly TypedCommand[]): TypedLine | undefined {
  if (!line.startsWith('/')) return undefined;
  const typed = line.slice(1);
  const [command] = commands
    .filter(({ path }) => typed === path || typed.startsWith(`${path} `))
    .sort((a, b) => b.path.length - a.path.length);
  if (!command) return undefined;
  return { command, texts: parseTexts(typed.slice(command.path.length), command.options) };
}

/** `network` goes to the first option, `topic: network questions: 3` where it says. */
export function parseTexts(text: string, options: readonly Option[]): Map<string, string> {
  const texts = new Map<string, string>();
  const names = options.map(({ name }) => name);
  const marks =
    names.length === 0 ? [] : [...text.matchAll(new RegExp(`(?<=^|\\s)(${names.map(escape).join('|')}):`, 'g'))];
  const before = text.slice(0, marks[0]?.index ?? text.length);
  const first = names.find((name) => !marks.some((mark) => mark[1] === name));
  if (before.trim() && first) texts.set(first, marks.length > 0 ? before.trim() : before.trimStart());
  marks.forEach((mark, index) => {
    const next = marks[index + 1]?.index;
    const typed = text.slice(mark.index + mark[0].length, next);
    // A space behind the last is the beginning of what is typed next.
    texts.set(mark[1] ?? '', next === undefined ? typed.trimStart() : typed.trim());
  });
  return texts;
}

function escape(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');
}
