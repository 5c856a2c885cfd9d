/** From what a person filled in to the options of an interaction, refusing what Discord's own client would not send. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIInteractionDataResolved,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import { type IdKind, RefusedByClient, resolveId } from './resolved.ts';
import type { World } from './world.ts';

const { Subcommand, SubcommandGroup, User, Role, Mentionable, Channel } = ApplicationCommandOptionType;
const MAX_TEXT = 6000;

export type OptionValue = string | number | boolean;

interface SentOption {
  name: string;
  type: ApplicationCommandOptionType;
  value?: OptionValue;
  options?: SentOption[];
  focused?: boolean;
}

export interface FilledIn {
  options: SentOption[];
  resolved: APIInteractionDataResolved;
  /** the type of the option that is being typed */
  focusedType: ApplicationCommandOptionType | null;
}

export interface FillIn {
  command: APIApplicationCommand;
  /** names of subcommand group and subcommand, if any */
  path: readonly string[];
  values: Readonly<Record<string, OptionValue>>;
  channelId: string;
  /** who fills it in */
  userId: string;
  /** the option being typed; then what is missing or does not fit yet is let through */
  focused?: string;
}

/** @throws RefusedByClient in words that the person sees */
export function fillInOptions(world: World, filling: FillIn): FilledIn {
  const { command, values, channelId, userId, focused } = filling;
  const { wrappers, definitions } = follow(filling);
  for (const name of Object.keys(values)) {
    if (!definitions.some((option) => option.name === name))
      throw new RefusedByClient(`/${command.name} has no option "${name}".`);
  }
  const resolved: APIInteractionDataResolved = {};
  let focusedType: ApplicationCommandOptionType | null = null;
  let options: SentOption[] = definitions.flatMap((definition): SentOption[] => {
    const { name, type } = definition;
    if (name === focused) {
      if (!('autocomplete' in definition) || !definition.autocomplete)
        throw new RefusedByClient(`Nothing is suggested for the option "${name}".`);
      focusedType = type;
      return [{ name, type, value: String(values[name] ?? ''), focused: true }];
    }
    const value = values[name];
    if (value === undefined) {
      if (definition.required && focused === undefined) throw new RefusedByClient(`The option "${name}" is required.`);
      return [];
    }
    if (focused === undefined) {
      checkValue(definition, value);
      const kind = idKind(type);
      const channelTypes = 'channel_types' in definition ? definition.channel_types : undefined;
      if (kind) resolveId(world, resolved, { id: String(value), kind, what: name, channelTypes }, channelId, userId);
    }
    return [{ name, type, value }];
  });
  if (focused !== undefined && focusedType === null)
    throw new RefusedByClient(`/${command.name} has no option "${focused}".`);
  for (const { name, type } of wrappers.reverse()) options = [{ name, type, options }];
  return { options, resolved, focusedType };
}

/** Goes down to the subcommand that is meant. */
function follow({ command, path }: FillIn) {
  let definitions: readonly APIApplicationCommandOption[] = command.options ?? [];
  const wrappers: { name: string; type: ApplicationCommandOptionType }[] = [];
  for (const name of path) {
    const found = definitions.find((option) => option.name === name);
    if (found?.type !== Subcommand && found?.type !== SubcommandGroup)
      throw new RefusedByClient(`/${command.name} has no subcommand "${name}".`);
    wrappers.push({ name, type: found.type });
    definitions = found.options ?? [];
  }
  if (definitions.some(({ type }) => type === Subcommand || type === SubcommandGroup))
    throw new RefusedByClient(`/${[command.name, ...path].join(' ')} needs a subcommand.`);
  return { wrappers, definitions: definitions as readonly APIApplicationCommandBasicOption[] };
}

function idKind(type: ApplicationCommandOptionType): IdKind | undefined {
  if (type === User) return 'user';
  if (type === Role) return 'role';
  if (type === Mentionable) return 'mentionable';
  return type === Channel ? 'channel' : undefined;
}

function checkValue(definition: APIApplicationCommandBasicOption, value: OptionValue): void {
  const refuse = (why: string) => {
    throw new RefusedByClient(`The option "${definition.name}" ${why}.`);
  };
  const choices = 'choices' in definition ? definition.choices : undefined;
  if (choices?.length && !choices.some((choice) => choice.value === value)) refuse('takes one of its choices');
  switch (definition.type) {
    case ApplicationCommandOptionType.String: {
      const { min_length: min = 0, max_length: max = MAX_TEXT } = definition as {
        min_length?: number;
        max_length?: number;
      };
      if (typeof value !== 'string') return refuse('takes a text');
      if (value.length < min || value.length > max) refuse(`takes ${min} to ${max} characters`);
      return;
    }
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number: {
      const { min_value: min = -Infinity, max_value: max = Infinity } = definition as {
        min_value?: number;
        max_value?: number;
      };
      if (typeof value !== 'number') return refuse('takes a number');
      if (definition.type === ApplicationCommandOptionType.Integer && !Number.isInteger(value))
        refuse('takes a whole number');
      if (value < min || value > max) refuse(`takes a number from ${min} to ${max}`);
      return;
    }
    case ApplicationCommandOptionType.Boolean:
      if (typeof value !== 'boolean') refuse('takes True or False');
      return;
    default:
      if (typeof value !== 'string' || !/^\d+$/.test(value)) refuse('takes something from the list');
  }
}
