/** What the ids in options and menus stand for: the `resolved` part of an interaction. */
import {
  type APIInteractionDataResolved,
  type APIInteractionDataResolvedChannel,
  type ChannelType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { apiMember } from './payloads.ts';
import { permissionsIn } from './permissions.ts';
import type { World } from './world.ts';

/** What members have elsewhere, but not here. */
const NOT_RESOLVED = { user: undefined, deaf: undefined, mute: undefined };

/** Why Discord's own client would not send it, in words that the person sees. */
export class RefusedByClient extends Error {
  override readonly name = 'RefusedByClient';
}

export type IdKind = 'user' | 'role' | 'mentionable' | 'channel';

export interface IdChoice {
  id: string;
  kind: IdKind;
  /** what it was chosen for: the name of the option or menu */
  what: string;
  /** which channels may be chosen; none: all */
  channelTypes?: readonly ChannelType[] | undefined;
}

/**
 * Adds what an id stands for.
 * @param channelId where it is chosen
 * @throws RefusedByClient when the person's client would not offer it
 */
export function resolveId(
  world: World,
  resolved: APIInteractionDataResolved,
  { id, kind, what, channelTypes }: IdChoice,
  channelId: string,
  userId: string,
): void {
  const here = world.channels.get(channelId);
  const guild = world.guilds.get(here?.guildId ?? '');
  const user = kind === 'user' || kind === 'mentionable' ? world.users.get(id) : undefined;
  const role = kind === 'role' || kind === 'mentionable' ? guild?.roles.get(id) : undefined;
  if (user) {
    (resolved.users ??= {})[id] = user;
    const member = guild?.members.get(id);
    if (member && here) {
      const permissions = permissionsIn(world, here, id).toString();
      (resolved.members ??= {})[id] = { ...apiMember(world, member), ...NOT_RESOLVED, permissions };
    }
  } else if (role) {
    (resolved.roles ??= {})[id] = role;
  } else if (kind === 'channel') {
    const channel = world.channels.get(id);
    const permissions = channel ? permissionsIn(world, channel, userId) : 0n;
    if (!channel || channel.guildId !== guild?.id || !(permissions & PermissionFlagsBits.ViewChannel))
      throw new RefusedByClient(`There is no channel ${id} here for "${what}".`);
    if (channelTypes?.length && !channelTypes.includes(channel.type))
      throw new RefusedByClient(`"${what}" takes another kind of channel.`);
    (resolved.channels ??= {})[id] = {
      id,
      name: channel.name,
      type: channel.type,
      parent_id: channel.parentId,
      application_id: null,
      permissions: permissions.toString(),
      app_permissions: permissionsIn(world, channel, world.botUserId).toString(),
    } as APIInteractionDataResolvedChannel;
  } else {
    throw new RefusedByClient(`There is no ${kind} ${id} here for "${what}".`);
  }
}
