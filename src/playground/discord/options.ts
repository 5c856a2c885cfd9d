/** From what a person filled in to the options of an interaction, refusing what Discord's own client would not send. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  type ChannelType,
} from 'discord-api-types/v10';
import { apiMember } from './payloads.ts';
import { permissionsIn } from './permissions.ts';
import type { World } from './world.ts';

export type OptionValue = string | number | boolean;

/** Why Discord's client would not send it. */
export class RefusedByClient extends Error {}

interface SentOption {
  name: string;
  type: number;
  value?: OptionValue;
  options?: SentOption[];
  focused?: boolean;
}

export interface FilledIn {
  options: SentOption[];
  resolved: Record<string, Record<string, unknown>>;
}

export interface FillIn {
  command: APIApplicationCommand;
  /** names of subcommand group and subcommand, if any */
  path: readonly string[];
  values: Readonly<Record<string, OptionValue>>;
  channelId: string;
  /** the option being typed; then what is missing or does not fit yet is let through */
  focused?: string;
}

/** @throws RefusedByClient in words that the person sees */
export function fillInOptions(world: World, { command, path, values, channelId, focused }: FillIn): FilledIn {
  let definitions: readonly APIApplicationCommandOption[] = command.options ?? [];
  const wrappers: { name: string; type: number }[] = [];
  for (const name of path) {
    const found = definitions.find((option) => option.name === name);
    if (!found) throw new RefusedByClient(`/${command.name} has no subcommand "${name}".`);
    wrappers.push({ name, type: found.type });
    definitions = ('options' in found && (found.options as APIApplicationCommandOption[])) || [];
  }
  const isGroup = (option: APIApplicationCommandOption) =>
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup;
  if (definitions.some(isGroup)) throw new RefusedByClient(`/${command.name} needs a subcommand.`);

  const resolved: FilledIn['resolved'] = {};
  const known = definitions as readonly APIApplicationCommandBasicOption[];
  for (const name of Object.keys(values)) {
    if (!known.some((option) => option.name === name))
      throw new RefusedByClient(`/${command.name} has no option "${name}".`);
  }
  let options: SentOption[] = known.flatMap((definition) => {
    const { name, type } = definition;
    const value = values[name];
    if (value === undefined) {
      if (definition.required && focused === undefined) throw new RefusedByClient(`The option "${name}" is required.`);
      return [];
    }
    if (name === focused) return [{ name, type, value: String(value), focused: true }];
    if (focused === undefined) checkValue(definition, value);
    resolve(world, type, String(value), channelId, definition, resolved);
    return [{ name, type, value }];
  });
  for (const { name, type } of wrappers.reverse()) options = [{ name, type, options }];
  return { options, resolved };
}

function checkValue(definition: APIApplicationCommandBasicOption, value: OptionValue): void {
  const { name, type } = definition;
  const refuse = (why: string) => {
    throw new RefusedByClient(`The option "${name}" ${why}.`);
  };
  const choices = 'choices' in definition ? definition.choices : undefined;
  if (choices?.length && !choices.some((choice) => choice.value === value)) refuse('takes one of its choices');
  switch (type) {
    case ApplicationCommandOptionType.String: {
      const { min_length: min = 0, max_length: max = 6000 } = definition as {
        min_length?: number;
        max_length?: number;
      };
      if (typeof value !== 'string') refuse('takes a text');
      if (String(value).length < min || String(value).length > max) refuse(`takes ${min} to ${max} characters`);
      return;
    }
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number: {
      const { min_value: min = -Infinity, max_value: max = Infinity } = definition as {
        min_value?: number;
        max_value?: number;
      };
      if (typeof value !== 'number' || (type === ApplicationCommandOptionType.Integer && !Number.isInteger(value)))
        refuse('takes a number');
      if (Number(value) < min || Number(value) > max) refuse(`takes a number from ${min} to ${max}`);
      return;
    }
    case ApplicationCommandOptionType.Boolean:
      if (typeof value !== 'boolean') refuse('takes True or False');
      return;
    default:
      if (typeof value !== 'string' || !/^\d+$/.test(value)) refuse('takes something from the list');
  }
}

/** Adds what an id stands for, as Discord does. */
function resolve(
  world: World,
  type: ApplicationCommandOptionType,
  id: string,
  channelId: string,
  definition: APIApplicationCommandBasicOption,
  resolved: FilledIn['resolved'],
): void {
  const guild = world.guilds.get(world.channels.get(channelId)?.guildId ?? '');
  const put = (kind: string, value: unknown) => ((resolved[kind] ??= {})[id] = value);
  switch (type) {
    case ApplicationCommandOptionType.User:
    case ApplicationCommandOptionType.Mentionable: {
      const user = world.users.get(id);
      if (!user) throw new RefusedByClient(`There is nobody ${id}.`);
      put('users', user);
      const member = guild?.members.get(id);
      if (member) put('members', { ...apiMember(world, member), user: undefined, permissions: '0' });
      return;
    }
    case ApplicationCommandOptionType.Role: {
      const role = guild?.roles.get(id);
      if (!role) throw new RefusedByClient(`There is no role ${id} in this server.`);
      return void put('roles', role);
    }
    case ApplicationCommandOptionType.Channel: {
      const channel = world.channels.get(id);
      const types = 'channel_types' in definition ? (definition.channel_types as ChannelType[] | undefined) : undefined;
      if (!channel || channel.guildId !== guild?.id)
        throw new RefusedByClient(`There is no channel ${id} in this server.`);
      if (types?.length && !types.includes(channel.type))
        throw new RefusedByClient(`The option "${definition.name}" takes another kind of channel.`);
      const permissions = permissionsIn(world, channel, world.botUserId).toString();
      return void put('channels', {
        id,
        name: channel.name,
        type: channel.type,
        parent_id: channel.parentId,
        permissions,
      });
    }
    default:
  }
}
