/** Limits of a command's definition: https://discord.com/developers/docs/interactions/application-commands */
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import { Check, type Json, type Path } from './check.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MAX_CHOICES = 25;

/** @throws DiscordError when Discord would refuse the list */
export function checkCommands(commands: readonly Json[]): void {
  const check = new Check();
  const names = new Set<string>();
  if (commands.length > 100)
    check.add([], 'APPLICATION_COMMANDS_MAX', 'Maximum number of application commands reached (100).');
  commands.forEach((command, index) => {
    const type = (command.type ?? ApplicationCommandType.ChatInput) as number;
    const key = `${type}/${String(command.name)}`;
    if (names.has(key))
      check.add([index, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    names.add(key);
    if (type === (ApplicationCommandType.ChatInput as number)) {
      checkName(check, command.name, [index, 'name']);
      check.text(command.description, [index, 'description'], { max: 100, required: true });
      checkOptions(check, command.options, [index, 'options'], 0);
    } else {
      check.text(command.name, [index, 'name'], { max: 32, required: true });
    }
  });
  check.done();
}

function checkName(check: Check, name: unknown, path: Path): void {
  if (typeof name !== 'string' || !NAME.test(name) || name !== name.toLowerCase()) {
    check.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
}

function checkOptions(check: Check, value: unknown, path: Path, depth: number): void {
  const names = new Set<unknown>();
  let optionalBefore = false;
  check.list(value, path, { max: 25 }).forEach((option, index) => {
    const at: Path = [...path, index];
    checkName(check, option.name, [...at, 'name']);
    check.text(option.description, [...at, 'description'], { max: 100, required: true });
    if (names.has(option.name))
      check.add([...at, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    names.add(option.name);
    const type = option.type as ApplicationCommandOptionType;
    if (type === ApplicationCommandOptionType.SubcommandGroup || type === ApplicationCommandOptionType.Subcommand) {
      if (depth > 1)
        check.add([...at, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-command option type is invalid');
      return checkOptions(check, option.options, [...at, 'options'], depth + 1);
    }
    if (typeof type !== 'number' || type < 1 || type > 11) {
      check.add([...at, 'type'], 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).');
    }
    if (option.required && optionalBefore) {
      check.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    optionalBefore ||= !option.required;
    const choices = check.list(option.choices, [...at, 'choices'], { max: MAX_CHOICES });
    choices.forEach((choice, choiceIndex) => checkChoice(check, choice, [...at, 'choices', choiceIndex]));
    if (option.autocomplete && choices.length > 0) {
      check.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES',
        'Autocomplete and choices cannot both be set',
      );
    }
  });
}

function checkChoice(check: Check, choice: Json, path: Path): void {
  check.text(choice.name, [...path, 'name'], { max: 100, required: true });
  if (typeof choice.value === 'string') check.text(choice.value, [...path, 'value'], { max: 100, required: true });
}

/** What a bot offers while somebody types. */
export function checkAutocomplete(data: Json): void {
  const check = new Check();
  check
    .list(data.choices, ['data', 'choices'], { max: MAX_CHOICES })
    .forEach((choice, index) => checkChoice(check, choice, ['data', 'choices', index]));
  check.done();
}
