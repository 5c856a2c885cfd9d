import { isDeepStrictEqual } from 'node:util';
import type { Command, Flag, Grammar } from './grammar.ts';
import { nearest } from './nearest.ts';
import { type Remark, remark } from './remark.ts';
import { type Redirect, type Word, splitShell } from './split.ts';
import { undoTypography } from './typed.ts';
import { checkArgument, checkValue, parseBoolean } from './values.ts';

/** A flag as it was given, under its long name, and the command (by its canonical path) to which it belongs. */
export interface GivenFlag {
  owner: string;
  flag: Flag;
  value: string;
}

export interface ParsedCommand {
  /** the path by which it is compared: `docker ps` is "container ls" */
  path: string;
  command: Command;
  flags: GivenFlag[];
  args: string[];
  /** asks for help, so that nothing else is checked */
  isHelp: boolean;
  /** `KEY=value` in front of the program */
  environment: string[];
  redirects: Redirect[];
  /** what is accepted and yet should be known: deprecated, experimental */
  notes: Remark[];
}

/** Why the program would not take the line. */
export interface Refusal {
  refusal: Remark;
  /** it is not one whole command line of the program: a slip of the finger rather than an answer */
  isSlip?: true;
}

/**
 * How much of a command line must be there. A `typed` one is whole; one `shown` in a text is whole and may have
 * `<placeholders>` and an ellipsis; one `mentioned` in running text may also lack arguments, or its subcommand.
 */
export type Mode = 'typed' | 'shown' | 'mentioned';

/** Longer lines are not read: nobody types that much into an answer. */
export const LONGEST_TYPED = 500;

export function isRefusal(result: ParsedCommand | Refusal): result is Refusal {
  return 'refusal' in result;
}

/** Reads one command line as the program would, or says why the program would refuse it. Never throws. */
export function parseCommandLine(grammar: Grammar, text: string, mode: Mode = 'typed'): ParsedCommand | Refusal {
  if (mode === 'typed' && text.length > LONGEST_TYPED) {
    return { refusal: remark('tooLong', LONGEST_TYPED), isSlip: true };
  }
  const line = mode === 'typed' ? undoTypography(text) : text.trim().replace(/^\$\s+/, '');
  const piece = splitShell(line);
  if (piece.broken !== undefined) return { refusal: remark('unfinished', piece.broken), isSlip: true };
  const rest = line.slice(piece.end).trim();
  if (rest !== '' || !['', ';', '\n'].includes(piece.operator)) {
    const refusal = piece.operator === '\n' ? remark('oneLine') : remark('oneCommand', piece.operator);
    return { refusal, isSlip: true };
  }
  const { environment, words } = skipPrefix(piece.words);
  if (words[0]?.text !== grammar.program) {
    return { refusal: remark('otherProgram', grammar.program), isSlip: true };
  }
  const placeholder = words.find((word) => word.isPlaceholder);
  if (mode === 'typed' && placeholder) return { refusal: remark('placeholder', placeholder.text), isSlip: true };
  try {
    return { ...new LineParser(grammar, mode, words.slice(1)).parse(), environment, redirects: piece.redirects };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

/** Leaves out `sudo` and its flags, and sets aside variables that are set for this one command. */
export function skipPrefix(words: readonly Word[]): { environment: string[]; words: Word[] } {
  const environment: string[] = [];
  let start = 0;
  const assignments = () => {
    for (let word = words[start]; word?.isBare && /^[A-Za-z_]\w*=/.test(word.text); word = words[++start]) {
      environment.push(word.text);
    }
  };
  assignments();
  if (words[start]?.text === 'sudo') {
    start++;
    while (words[start]?.text.startsWith('-')) start += /^-[ugh]$/.test(words[start]?.text ?? '') ? 2 : 1;
    assignments();
  }
  return { environment, words: words.slice(start) };
}

class Refused extends Error {
  readonly refusal: Remark;

  constructor(refusal: Remark) {
    super(refusal.key);
    this.refusal = refusal;
  }
}

class LineParser {
  private readonly grammar: Grammar;
  private readonly mode: Mode;
  private readonly words: string[];
  private at = 0;
  private command: Command;
  private readonly flags: GivenFlag[] = [];
  private readonly args: string[] = [];
  private readonly notes: Remark[] = [];
  private isHelp = false;
  private hasEllipsis = false;

  constructor(grammar: Grammar, mode: Mode, words: readonly Word[]) {
    this.grammar = grammar;
    this.mode = mode;
    this.words = words.map((word) => word.text);
    this.command = grammar.commands.get('') as Command;
  }

  parse(): Omit<ParsedCommand, 'environment' | 'redirects'> {
    let readsFlags = true;
    while (this.at < this.words.length) {
      const word = this.words[this.at++] ?? '';
      if (this.mode !== 'typed' && /^\[?(?:…|\.{3})\]?$/.test(word)) this.hasEllipsis = true;
      else if (readsFlags && word === '--') readsFlags = false;
      else if (readsFlags && word.startsWith('--')) this.longFlag(word.slice(2));
      else if (readsFlags && /^-./.test(word)) this.shortFlags(word.slice(1));
      else if (!this.descend(word)) {
        this.args.push(word);
        if (this.command.stopsAtFirst) readsFlags = false;
      }
    }
    if (!this.isHelp) this.checkWhole();
    const { canonicalPath: path } = this.command;
    return {
      path,
      command: this.command,
      flags: this.flags,
      args: this.args,
      isHelp: this.isHelp,
      notes: this.notes,
    };
  }

  /** Takes a word as the name of a command. False: it is an argument. */
  private descend(word: string): boolean {
    const { path } = this.command;
    const candidates = this.grammar.next.get(path);
    if (!candidates || this.args.length > 0) return false;
    const next = candidates.includes(word) ? this.grammar.commands.get(`${path} ${word}`.trim()) : undefined;
    if (next) {
      this.command = next;
      if (next.isOpen) this.takeRest();
      if (next.note) this.note(remark('note', this.named(next), next.note));
      return true;
    }
    if (path !== '' && !this.command.isGroup) return false;
    if (this.mode !== 'typed' && /^(?:<.*>|\[?[A-Z]{3,}\]?)$/.test(word)) {
      this.hasEllipsis = true;
      return true;
    }
    const unknown = `${this.named(this.command)} ${word}`;
    const near = nearest(word, candidates);
    if (near === undefined) throw new Refused(remark('unknownCommand', unknown));
    const meant = `${this.named(this.command)} ${near}`;
    throw new Refused(remark('unknownCommandNear', unknown, meant));
  }

  /** Once is enough, however often a flag is given. */
  private note(said: Remark): void {
    if (!this.notes.some((other) => isDeepStrictEqual(other, said))) this.notes.push(said);
  }

  private takeRest(): void {
    this.args.push(...this.words.slice(this.at));
    this.at = this.words.length;
  }

  private longFlag(text: string): void {
    const split = text.indexOf('=');
    const name = split === -1 ? text : text.slice(0, split);
    const attached = split === -1 ? undefined : text.slice(split + 1);
    const flag = this.command.flags.get(name);
    if (flag) this.give(flag, `--${name}`, attached);
    else if (name === 'help') this.isHelp = true;
    else this.refuseFlag(`--${name}`, name);
  }

  private shortFlags(letters: string): void {
    for (let index = 0; index < letters.length; index++) {
      const letter = letters[index] ?? '';
      const flag = this.command.shorts.get(letter);
      const rest = letters.slice(index + 1);
      if (!flag && letter === 'h' && letters === 'h') {
        this.isHelp = true;
        this.note(remark('shortHelp', '-h', '--help'));
        return;
      }
      if (!flag) return this.refuseFlag(`-${letter}`, letters);
      if (flag.type !== undefined) {
        // `-env A=b` would be `-e` with the value "nv", which nobody means.
        if (index === 0 && rest !== '' && this.command.flags.has(letters.replace(/=.*/s, ''))) {
          return this.refuseFlag(`-${letter}`, letters.replace(/=.*/s, ''));
        }
        this.give(flag, `-${letter}`, rest === '' ? undefined : rest.replace(/^=/, ''));
        return;
      }
      if (rest.startsWith('=')) {
        this.give(flag, `-${letter}`, rest.slice(1));
        return;
      }
      this.give(flag, `-${letter}`, undefined);
    }
  }

  private give(flag: Flag, written: string, attached: string | undefined): void {
    let value = attached ?? 'true';
    if (flag.type !== undefined && attached === undefined) {
      if (this.at >= this.words.length && this.mode !== 'mentioned') {
        throw new Refused(remark('needsValue', written));
      }
      value = this.words[this.at++] ?? '…';
    }
    const problem = this.isOpen(value) ? undefined : checkValue(flag, written, value);
    if (problem !== undefined) throw new Refused(problem);
    if (flag.deprecated !== undefined) this.note(remark('deprecated', written, flag.deprecated));
    if (flag.experimental) this.note(remark('experimental', written));
    const meant = flag.alias === undefined ? flag : (this.command.flags.get(flag.alias) ?? flag);
    if (flag.negated) value = String(parseBoolean(value) !== true);
    this.flags.push({ owner: this.command.canonicalPath, flag: meant, value });
  }

  /** A value that the shell or the reader puts in is not judged. */
  private isOpen(value: string): boolean {
    if (/\$|`/.test(value)) return true;
    return this.mode !== 'typed' && /<.+>|…|\.{3}|^\[?[A-Z][A-Z_:=,-]*\]?$/.test(value);
  }

  private refuseFlag(written: string, name: string): never {
    const command = this.named(this.command);
    if (!written.startsWith('--') && name.length > 1 && this.command.flags.has(name)) {
      throw new Refused(remark('twoHyphens', `--${name}`));
    }
    const near = written.startsWith('--') ? nearest(name, this.command.flags.keys()) : undefined;
    if (near !== undefined) {
      throw new Refused(remark('unknownFlagNear', command, written, `--${near}`));
    }
    if (this.command.path === '') throw new Refused(remark('flagBeforeCommand', written));
    throw new Refused(remark('unknownFlag', command, written));
  }

  /** Checks what can be said only when all words have been read. */
  private checkWhole(): void {
    const { command, args } = this;
    const asksVersion = command.path === '' && this.flags.some(({ flag }) => flag.name === 'version');
    if (command.isGroup || (command.path === '' && !asksVersion)) {
      if (this.mode === 'mentioned' || this.hasEllipsis) return;
      throw new Refused(remark('commandMissing', this.named(command)));
    }
    const least = command.args.filter((argument) => argument.needed).length;
    const most = command.args.some((argument) => argument.many) ? Infinity : command.args.length;
    const names = command.args.map(({ name, needed, many }) => `${needed ? name : `[${name}]`}${many ? '…' : ''}`);
    if (args.length > most) {
      const extra = args[most] ?? '';
      if (most === 0) throw new Refused(remark('takesNothing', this.named(command), extra));
      throw new Refused(remark('takesOnly', this.named(command), names.join(' '), extra));
    }
    if (args.length < least && this.mode !== 'mentioned' && !this.hasEllipsis) {
      throw new Refused(remark('needsArguments', this.named(command), names.join(' ')));
    }
    if (args.length < least || this.hasEllipsis) return;
    const problem = args.some((arg) => this.isOpen(arg)) ? undefined : checkArgument(command, args);
    if (problem !== undefined) throw new Refused(problem);
  }

  private named(command: Command): string {
    return `${this.grammar.program} ${command.path}`.trim();
  }
}
