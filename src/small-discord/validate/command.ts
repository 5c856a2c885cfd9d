/** Limits of a command's definition: https://discord.com/developers/docs/interactions/application-commands */
import { ApplicationCommandOptionType, ApplicationCommandType, ChannelType, Locale } from 'discord-api-types/v10';
import { Check, type Json, type Path, isJson, textLength } from './check.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** how many there may be of each type, since March 2026 */
const MAX_COMMANDS = [
  [ApplicationCommandType.ChatInput, 100],
  [ApplicationCommandType.User, 15],
  [ApplicationCommandType.Message, 15],
  [ApplicationCommandType.PrimaryEntryPoint, 1],
] as const;
const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;
/** names, descriptions and choices of one command, in the longest language */
const MAX_TOTAL = 8000;
const { Subcommand, SubcommandGroup, String: Text, Integer, Number: Decimal, Channel } = ApplicationCommandOptionType;
const OPTION_TYPES = Object.values(ApplicationCommandOptionType).filter((type) => typeof type === 'number');
const LOCALES: readonly string[] = Object.values(Locale);
const CHANNEL_TYPES = Object.values(ChannelType).filter((type) => typeof type === 'number');

/** @throws DiscordError when Discord would refuse to register this list */
export function checkCommands(list: readonly Json[]): void {
  const check = new Check();
  const seen = new Set<string>();
  const commands = check.list(list, [], { max: Infinity });
  for (const [type, max] of MAX_COMMANDS) {
    const count = commands.filter((command) => typeOf(command) === type).length;
    const message = `Maximum number of application commands reached (${max}).`;
    if (count > max) check.add([], 'APPLICATION_COMMANDS_MAX', message);
  }
  commands.forEach((command, index) => {
    checkDefinition(check, command, [index]);
    const key = JSON.stringify([typeOf(command), command.name]);
    if (seen.has(key)) {
      const message = 'Application command names must be unique';
      check.add([index, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
    }
    seen.add(key);
  });
  check.done();
}

/** @throws DiscordError when Discord would refuse to register this command */
export function checkCommand(command: Json): void {
  const check = new Check();
  checkDefinition(check, command, []);
  check.done();
}

function typeOf(command: Json): ApplicationCommandType {
  return (command.type ?? ApplicationCommandType.ChatInput) as ApplicationCommandType;
}

function checkDefinition(check: Check, command: Json, path: Path): void {
  const type = typeOf(command);
  check.oneOf(type, [...path, 'type'], [1, 2, 3, 4]);
  checkList(check, command.contexts, [...path, 'contexts'], [0, 1, 2]);
  checkList(check, command.integration_types, [...path, 'integration_types'], [0, 1]);
  const permissions = command.default_member_permissions;
  if (permissions != null && !/^"?\d+"?$/.test(JSON.stringify(permissions))) {
    check.add([...path, 'default_member_permissions'], 'NUMBER_TYPE_COERCE', 'Value is not int.');
  }
  if (type !== ApplicationCommandType.ChatInput) return checkMenuCommand(check, command, path);

  checkName(check, command.name, [...path, 'name']);
  checkDescription(check, command, path);
  checkOptions(check, command.options, [...path, 'options'], 'command');
  if (totalLength(command) > MAX_TOTAL) {
    const message = `Command exceeds maximum size (${MAX_TOTAL}).`;
    check.add(path, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}

/** One in the menu of a message or a user: any name, which says it all. */
function checkMenuCommand(check: Check, command: Json, path: Path): void {
  check.text(command.name, [...path, 'name'], { min: 1, max: 32, required: true });
  checkLocalised(check, command, 'name_localizations', path, 32);
  if (command.description) {
    const code = 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID';
    check.add([...path, 'description'], code, 'Context menu commands cannot have description');
  }
  if (Array.isArray(command.options) && command.options.length > 0) {
    const code = 'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID';
    check.add([...path, 'options'], code, 'Context menu commands cannot have options');
  }
}

function checkName(check: Check, name: unknown, path: Path): void {
  const before = check.problems.length;
  check.text(name, path, { min: 1, max: 32, required: true });
  if (check.problems.length > before) return;
  if (!NAME.test(String(name)) || name !== String(name).toLowerCase())
    check.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

function checkDescription(check: Check, holder: Json, path: Path): void {
  check.text(holder.description, [...path, 'description'], { min: 1, max: 100, required: true });
  checkLocalised(check, holder, 'name_localizations', path, 32);
  checkLocalised(check, holder, 'description_localizations', path, 100);
}

function checkLocalised(check: Check, holder: Json, key: string, path: Path, max: number): void {
  for (const [locale, text] of Object.entries(check.object(holder[key], [...path, key]) ?? {})) {
    check.oneOf(locale, [...path, key, locale], LOCALES);
    check.text(text, [...path, key, locale], { min: 1, max });
  }
}

/** @param holder what the options belong to: subcommands stand beside no other options and are nested once */
function checkOptions(check: Check, value: unknown, path: Path, holder: 'command' | 'group' | 'subcommand'): void {
  const names = new Set<unknown>();
  let optionalBefore = false;
  const options = check.list(value, path, { max: MAX_OPTIONS });
  const isSub = (option: Json) => option.type === Subcommand || option.type === SubcommandGroup;
  const isMixed = options.some(isSub) && !options.every(isSub);
  options.forEach((option, index) => {
    const at: Path = [...path, index];
    checkName(check, option.name, [...at, 'name']);
    checkDescription(check, option, at);
    if (names.has(option.name))
      check.add([...at, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    names.add(option.name);
    check.oneOf(option.type, [...at, 'type'], OPTION_TYPES);
    const isNested = option.type === SubcommandGroup ? holder !== 'command' : holder === 'subcommand';
    if ((isSub(option) && isNested) || isMixed || (!isSub(option) && holder === 'group')) {
      const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
      check.add([...at, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
    }
    if (isSub(option))
      return checkOptions(
        check,
        option.options,
        [...at, 'options'],
        option.type === Subcommand ? 'subcommand' : 'group',
      );
    if (option.required && optionalBefore) {
      const message = 'Required options must be placed before non-required options';
      check.add(at, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    optionalBefore ||= !option.required;
    checkValues(check, option, at);
  });
}

/** What an option may be filled with. */
function checkValues(check: Check, option: Json, path: Path): void {
  const { type } = option;
  const choices = check.list(option.choices, [...path, 'choices'], { max: MAX_CHOICES });
  checkChoices(check, choices, [...path, 'choices'], type as number);
  checkUnique(check, choices, [...path, 'choices']);
  if (option.autocomplete && choices.length > 0) {
    const message = 'Autocomplete and choices cannot both be set';
    check.add(path, 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES', message);
  }
  if ((option.autocomplete || choices.length > 0) && type !== Text && type !== Integer && type !== Decimal) {
    const message = 'Only texts and numbers have choices or autocomplete';
    check.add(path, 'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', message);
  }
  if (type === Text) {
    check.integer(option.min_length, [...path, 'min_length'], { min: 0, max: 6000 });
    check.integer(option.max_length, [...path, 'max_length'], { min: 1, max: 6000 });
  }
  if (type === Channel) checkList(check, option.channel_types, [...path, 'channel_types'], CHANNEL_TYPES);
}

function checkChoices(check: Check, choices: readonly Json[], path: Path, type: number | null): void {
  const isNumber = type === (Integer as number) || type === (Decimal as number);
  choices.forEach((choice, index) => {
    const at: Path = [...path, index];
    check.text(choice.name, [...at, 'name'], { min: 1, max: 100, required: true });
    checkLocalised(check, choice, 'name_localizations', at, 100);
    const { value } = choice;
    if (!isNumber) {
      if (value == null) check.required([...at, 'value']);
      return check.text(value, [...at, 'value'], { max: 100 });
    }
    const isFitting = typeof value === 'number' && (type === (Decimal as number) || Number.isSafeInteger(value));
    if (!isFitting) check.add([...at, 'value'], 'NUMBER_TYPE_COERCE', 'The value of this choice is not a number.');
  });
}

function checkUnique(check: Check, choices: readonly Json[], path: Path): void {
  const names = new Set<unknown>();
  choices.forEach(({ name }, index) => {
    const code = 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS';
    if (names.has(name)) check.add([...path, index, 'name'], code, 'Choice name already exists');
    names.add(name);
  });
}

/**
 * What a bot offers while somebody types.
 * @param type of the option that is being typed
 * @throws DiscordError when Discord would refuse it
 */
export function checkAutocomplete(data: Json, type: number | null): void {
  const check = new Check(['data']);
  const choices = check.list(data.choices, ['choices'], { max: MAX_CHOICES, required: true });
  checkChoices(check, choices, ['choices'], type);
  check.done();
}

function checkList(check: Check, value: unknown, path: Path, allowed: readonly unknown[]): void {
  if (value == null) return;
  if (!Array.isArray(value)) return check.add(path, 'BASE_TYPE_LIST', 'Only iterables may be used in a ListType');
  if (value.length === 0) check.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${allowed.length} in length.`);
  value.forEach((item, index) => check.oneOf(item, [...path, index], allowed));
}

function totalLength(holder: Json): number {
  const own = [holder.value, longest(holder, 'name'), longest(holder, 'description')].filter(
    (text) => typeof text === 'string',
  );
  const inner = [holder.options, holder.choices].flatMap((list) => (Array.isArray(list) ? list.filter(isJson) : []));
  return own.reduce((sum, text) => sum + textLength(text), 0) + inner.reduce((sum, one) => sum + totalLength(one), 0);
}

/** A text in the language in which it is longest. */
function longest(holder: Json, key: 'name' | 'description'): unknown {
  const localised = holder[`${key}_localizations`];
  const others = isJson(localised) ? Object.values(localised) : [];
  const texts = [holder[key], ...others].filter((text) => typeof text === 'string');
  return texts.sort((a, b) => textLength(b) - textLength(a))[0];
}
