/** What is being typed: words, or a command with a field for each option that is filled in. No elements here. */
import type { OptionInput } from '../../server/protocol.ts';
import { type State, placeOf } from '../state.ts';
import { type Emoji, findEmoji } from './emoji.ts';
import { matchNamed, namedIn, startedAt } from './mentions.ts';
import { type Option, type TypedCommand, matchCommands, parseLine, parseTexts } from './commands.ts';
import { optionNote } from './ranges.ts';
import type { Suggestion, SuggestionList } from './suggestions.ts';
import { type Choice, type Field, meantBy, offeredFor } from './values.ts';

const MOST_NAMES = 10;
const TITLES = { '@': 'People and roles', '#': 'Channels', ':': 'Emoji' } as const;

/** A command that can be sent. */
export interface Ready {
  /** as it is shown */
  line: string;
  /** with its subcommand */
  command: string;
  values: Record<string, OptionInput>;
}

export class Draft {
  /** while there is no command */
  text = '';
  command: TypedCommand | null = null;
  fields: Field[] = [];
  /** behind the last field, where the name of another option is typed */
  tail = '';
  /** the field one is in; beyond the last: the tail */
  active = 0;
  /** the suggestion that Enter takes; -1: none */
  at = -1;
  /** put away with Escape until something is typed */
  isListClosed = false;
  problem = '';
  commands: readonly TypedCommand[] = [];
  emoji: readonly Emoji[] = [];
  /** where one types in the words */
  caret = 0;
  /** what the bot offers for the field one is in */
  offered: readonly Choice[] = [];
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  get field(): Field | undefined {
    return this.command ? this.fields[this.active] : undefined;
  }

  /** Whether a command is being typed or filled in. */
  get isCommand(): boolean {
    return this.command !== null || this.text.startsWith('/');
  }

  get isEmpty(): boolean {
    return !this.command && this.text === '';
  }

  clear(): void {
    Object.assign(this, {
      text: '',
      caret: 0,
      command: null,
      fields: [],
      tail: '',
      active: 0,
      at: -1,
      problem: '',
      offered: [],
    });
  }

  /** The words while there is no command. */
  typeText(text: string, caret = text.length): void {
    this.text = text;
    this.caret = caret;
    this.isListClosed = false;
    this.problem = '';
    this.at = text.startsWith('/') || startedAt(text, caret) ? 0 : -1;
    const line = parseLine(text, this.commands);
    // Until a space ends it, the name could still go on.
    if (line && text.startsWith(`/${line.command.path} `)) this.start(line.command, line.texts);
  }

  /** A command, with what has been typed for its options already. */
  start(command: TypedCommand, texts: ReadonlyMap<string, string> = new Map()): void {
    this.clear();
    this.command = command;
    this.fields = command.options
      .filter((option) => option.required || texts.has(option.name))
      .map((option) => ({ option, text: texts.get(option.name) ?? '', chosen: null }));
    const unfilled = this.fields.findIndex(({ text }) => text === '');
    // What was typed in one go goes on being typed where it ended.
    const last = [...texts.keys()].at(-1);
    const typed = this.fields.findIndex(({ option }) => option.name === last);
    this.goTo(typed >= 0 ? typed : unfilled === -1 ? this.fields.length : unfilled);
  }

  goTo(index: number): void {
    this.active = Math.max(0, Math.min(index, this.fields.length));
    this.offered = [];
    this.isListClosed = false;
    this.at = this.active < this.fields.length ? 0 : -1;
  }

  typeField(text: string): void {
    const { field } = this;
    if (!field) return;
    field.text = text.trimStart();
    this.problem = '';
    this.isListClosed = false;
    this.at = 0;
    // "network questions:" goes on to another option, "topic:" in its own field says nothing new.
    const named = /(?:^|\s)(\S+):$/.exec(text);
    if (!named) return;
    const name = named[1] ?? '';
    const before = text.slice(0, named.index);
    if (name === field.option.name && before.trim() === '') field.text = '';
    else if (this.#goToOption(name)) field.text = before;
  }

  /** To the field of an option, which is made if need be; false when there is none of this name. */
  #goToOption(name: string): boolean {
    const known = this.fields.findIndex(({ option }) => option.name === name);
    const option = this.#optional().find((one) => one.name === name);
    if (known >= 0) this.goTo(known);
    else if (option) this.#add(option);
    return known >= 0 || option !== undefined;
  }

  typeTail(text: string): void {
    this.tail = text;
    this.problem = '';
    this.isListClosed = false;
    this.at = text.trim() === '' ? -1 : 0;
    const named = /^\s*(\S+):$/.exec(text);
    if (named && this.#goToOption(named[1] ?? '')) this.tail = '';
  }

  #add(option: Option): void {
    this.tail = '';
    this.fields.push({ option, text: '', chosen: null });
    this.goTo(this.fields.length - 1);
  }

  /** Backspace where nothing is left to take away. */
  back(): void {
    if (!this.command) return;
    const { field } = this;
    if (field?.text || (!field && this.tail)) return;
    if (field && !field.option.required) {
      this.fields = this.fields.filter((one) => one !== field);
      this.goTo(this.active - 1);
    } else if (this.active > 0) {
      this.goTo(this.active - 1);
    } else {
      const { path } = this.command;
      this.clear();
      this.typeText(`/${path}`);
    }
  }

  #optional(): readonly Option[] {
    return (this.command?.options ?? []).filter(({ name }) => !this.fields.some(({ option }) => option.name === name));
  }

  /** Whether the bot is to be asked what to offer. */
  get asksBot(): boolean {
    return this.field !== undefined && offeredFor(this.field, this.#state) === undefined;
  }

  list(): SuggestionList | undefined {
    if (this.isListClosed) return undefined;
    const { field, command } = this;
    if (field) {
      const choices = offeredFor(field, this.#state) ?? this.offered;
      const items = choices.map((choice): Suggestion => ({ kind: 'choice', choice }));
      return { title: field.option.name, note: optionNote(field.option), items };
    }
    if (command) {
      const wanted = this.tail.trim().toLowerCase();
      const options = this.#optional().filter(({ name }) => name.includes(wanted));
      if (options.length === 0) return undefined;
      return {
        title: 'Options',
        note: `of /${command.path}`,
        items: options.map((option) => ({ kind: 'option', option })),
      };
    }
    if (!this.text.startsWith('/')) return this.#names();
    const found = matchCommands(this.text.slice(1), this.commands);
    const title = found.length > 0 ? 'Commands' : 'No command fits';
    return { title, note: '', items: found.map((one) => ({ kind: 'command', command: one })) };
  }

  /** Whether names of emoji are needed. */
  get asksEmoji(): boolean {
    return !this.command && (startedAt(this.text, this.caret)?.sign === ':' || /:[\w+-]+:/.test(this.text));
  }

  /** What can be named where one types: people and roles, channels, emoji. */
  #names(): SuggestionList | undefined {
    const started = startedAt(this.text, this.caret);
    if (!started) return undefined;
    const items =
      started.sign === ':'
        ? findEmoji(started.text, this.emoji, MOST_NAMES).map(({ emoji, name }) => ({
            label: `${emoji} :${name}:`,
            description: '',
            value: emoji,
          }))
        : matchNamed(started, namedIn(placeOf(this.#state)), MOST_NAMES).map(({ label, description }) => ({
            label,
            description,
            value: label,
          }));
    if (items.length === 0) return undefined;
    return { title: TITLES[started.sign], note: '', items: items.map((choice) => ({ kind: 'choice', choice })) };
  }

  /** Puts a name where its beginning stands. */
  #name(value: string): void {
    const started = startedAt(this.text, this.caret);
    if (!started) return;
    const before = `${this.text.slice(0, started.at)}${value} `;
    this.typeText(before + this.text.slice(this.caret).replace(/^ /, ''), before.length);
  }

  move(step: number): void {
    const count = this.list()?.items.length ?? 0;
    if (count === 0) return;
    this.at = this.at === -1 && step < 0 ? count - 1 : (this.at + step + count) % count;
  }

  /** Takes a suggestion; false when there is none to take. */
  pick(index = this.at): boolean {
    const item = this.list()?.items[index];
    if (!item) return false;
    if (item.kind === 'command') this.start(item.command);
    else if (item.kind === 'option') this.#add(item.option);
    else if (this.command) this.#choose(item.choice);
    else this.#name(String(item.choice.value));
    return true;
  }

  #choose(choice: Choice): void {
    const { field } = this;
    if (!field) return;
    field.text = choice.label;
    field.chosen = choice;
    this.next();
  }

  /** On to the next field that is empty, or behind the last. */
  next(): void {
    const after = this.fields.findIndex(({ text }, index) => index > this.active && text === '');
    this.goTo(after === -1 ? this.fields.length : after);
  }

  /** Whether what stands in the field was taken from the list: then Enter has nothing more to take. */
  get isSettled(): boolean {
    const { field } = this;
    return field !== undefined && field.chosen !== null && field.chosen.label === field.text;
  }

  /** The command as it can be sent, or nothing and a problem. */
  ready(): Ready | undefined {
    const { command } = this;
    if (!command) return undefined;
    this.#takeTail();
    const values: Record<string, OptionInput> = {};
    for (const [index, field] of this.fields.entries()) {
      if (field.text.trim() === '') {
        if (!field.option.required) continue;
        return this.#stop(index, `${field.option.name} is required`);
      }
      const meant = meantBy(field, this.#state);
      if ('problem' in meant) return this.#stop(index, meant.problem);
      values[field.option.name] = meant.value;
    }
    return { line: this.#line(), command: command.path, values };
  }

  /** Words behind the last field belong to the first option that is free. */
  #takeTail(): void {
    if (this.tail.trim() === '') return;
    const free = this.#optional();
    for (const [name, text] of parseTexts(this.tail, free)) {
      const option = free.find((one) => one.name === name);
      if (option) this.fields.push({ option, text, chosen: null });
    }
    this.tail = '';
  }

  #stop(index: number, problem: string): undefined {
    this.goTo(index);
    this.problem = problem;
    return undefined;
  }

  #line(): string {
    const parts = this.fields
      .filter(({ text }) => text.trim())
      .map(({ option, text }) => `${option.name}: ${text.trim()}`);
    return [`/${this.command?.path}`, ...parts].join(' ');
  }

  /** What stands in the fields, for the bot to make its suggestions from. */
  valuesSoFar(): Record<string, OptionInput> {
    const values: Record<string, OptionInput> = {};
    for (const field of this.fields) {
      const meant = meantBy(field, this.#state);
      if (field.text.trim() && 'value' in meant) values[field.option.name] = meant.value;
    }
    return values;
  }
}
