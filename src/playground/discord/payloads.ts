/** Servers, channels and members as Discord's API writes them. */
import { ChannelType } from 'discord-api-types/v10';
import type { Channel, Guild, Member, World } from './world.ts';

export function apiChannel(world: World, channel: Channel): Record<string, unknown> {
  if (channel.type === ChannelType.DM) {
    return {
      id: channel.id,
      type: channel.type,
      last_message_id: null,
      recipients: [world.users.get(channel.recipientId ?? '')],
    };
  }
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    topic: channel.topic,
    position: 0,
    parent_id: channel.parentId,
    permission_overwrites: channel.overwrites,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: null,
  };
}

export function apiMember(world: World, member: Member): Record<string, unknown> {
  return {
    user: world.users.get(member.userId),
    nick: null,
    avatar: null,
    roles: member.roleIds,
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

/** A server with all that comes with GUILD_CREATE; of the members only the bot itself, as without the members intent. */
export function apiGuild(world: World, guild: Guild): Record<string, unknown> {
  const channels = guild.channelIds.flatMap((id) => world.channels.get(id) ?? []);
  const bot = guild.members.get(world.botUserId);
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()],
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: 'en-US',
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    joined_at: bot?.joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: bot ? [apiMember(world, bot)] : [],
    channels: channels
      .filter((channel) => channel.type !== ChannelType.PublicThread)
      .map((channel) => apiChannel(world, channel)),
    threads: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
