/** An interaction as the bot is told of it. */
import { type APIBaseInteraction, type InteractionType, Locale } from 'discord-api-types/v10';
import { appPermissions, contextOf } from './installation.ts';
import type { OpenInteraction } from './interactions.ts';
import { apiChannel, apiMember } from './payloads.ts';
import { permissionsIn } from './permissions.ts';
import type { Channel, World } from './world.ts';

const ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024;

/** @param data what was typed, pressed or filled in */
export function interactionPayload(
  world: World,
  interaction: OpenInteraction,
  channel: Channel,
  data: unknown,
): APIBaseInteraction<InteractionType, unknown> {
  const { id, token, type, userId, source } = interaction;
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  const user = world.users.get(userId);
  const permissions = permissionsIn(world, channel, userId).toString();
  return {
    id,
    application_id: world.applicationId,
    type,
    data,
    token,
    version: 1,
    channel_id: channel.id,
    channel: Object.assign(apiChannel(world, channel), { permissions, application_id: null }),
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale ?? Locale.EnglishUS, features: [] },
          guild_locale: guild.locale ?? Locale.EnglishUS,
          member: { ...apiMember(world, member), permissions },
        }
      : { ...(user && { user }) }),
    authorizing_integration_owners: interaction.owners,
    context: contextOf(world, channel),
    ...(source && { message: source.data }),
    app_permissions: appPermissions(world, channel).toString(),
    locale: world.localeOf(userId),
    entitlements: [],
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
  };
}
