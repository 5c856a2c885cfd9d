/** By whose installation somebody may use a command: https://discord.com/developers/docs/resources/application#installation-context */
import {
  type APIApplicationCommand,
  type APIAuthorizingIntegrationOwnersMap,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { permissionsIn } from './permissions.ts';
import type { Channel, StoredMessage, World } from './world.ts';

const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/** What the bot may do where it was not invited, but somebody brings it along. */
const BROUGHT_ALONG =
  PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.AttachFiles | PermissionFlagsBits.MentionEveryone;

export function contextOf(world: World, channel: Channel): InteractionContextType {
  if (channel.guildId !== null) return InteractionContextType.Guild;
  return channel.recipientId !== null && world.users.has(channel.recipientId)
    ? InteractionContextType.BotDM
    : InteractionContextType.PrivateChannel;
}

/** Whether the bot is a member of the channel's server, or the other side of the direct message. */
export function isBotIn(world: World, channel: Channel): boolean {
  if (channel.guildId !== null) return world.findMember(channel.guildId, world.botUserId) !== undefined;
  return contextOf(world, channel) === InteractionContextType.BotDM;
}

/** Whose installations let this person use a command here; none: it is not there for them. */
export function ownersOf(
  world: World,
  { contexts, integration_types: types, guild_id: only }: APIApplicationCommand,
  channel: Channel,
  userId: string,
): APIAuthorizingIntegrationOwnersMap {
  const owners: APIAuthorizingIntegrationOwnersMap = {};
  const context = contextOf(world, channel);
  if (contexts && !contexts.includes(context)) return owners;
  const allowed = only === undefined ? (types ?? [GuildInstall]) : [GuildInstall];
  if (allowed.includes(GuildInstall) && isBotIn(world, channel)) owners[GuildInstall] = channel.guildId ?? '0';
  if (allowed.includes(UserInstall) && world.isInstalledFor(userId)) owners[UserInstall] = userId;
  return owners;
}

/** Whose installations a message of the bot's belongs to: those of the interaction that it answered, or the server's. */
export function ownersOfMessage({ data }: StoredMessage, channel: Channel): APIAuthorizingIntegrationOwnersMap {
  return data.interaction_metadata?.authorizing_integration_owners ?? { [GuildInstall]: channel.guildId ?? '0' };
}

/** Whether the bot is here only because somebody brings it along. */
export function isBroughtAlong(owners: APIAuthorizingIntegrationOwnersMap): boolean {
  return owners[GuildInstall] === undefined;
}

/**
 * Whether nobody else is to see what a bot says that this person brings along: so it is in servers that have taken the
 * permission "Use External Apps" from them.
 */
export function isKeptPrivate(
  world: World,
  channel: Channel,
  userId: string,
  owners: APIAuthorizingIntegrationOwnersMap,
): boolean {
  if (channel.guildId === null || !isBroughtAlong(owners)) return false;
  return (permissionsIn(world, channel, userId) & PermissionFlagsBits.UseExternalApps) === 0n;
}

/** What the bot may do in a channel, as an interaction tells it. */
export function appPermissions(world: World, channel: Channel): bigint {
  return isBotIn(world, channel) ? permissionsIn(world, channel, world.botUserId) : BROUGHT_ALONG;
}
