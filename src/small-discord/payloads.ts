/** Servers, channels and members as Discord's API writes them. */
import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  type GuildMemberFlags,
  Locale,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';
import { snowflakeTime } from './snowflake.ts';
import type { Channel, Guild, Member, World } from './world.ts';

export function apiChannel(world: World, channel: Channel): APIChannel {
  const { id, name, guildId, parentId, topic, overwrites } = channel;
  const recipient = world.users.get(channel.recipientId ?? '');
  switch (channel.type) {
    case ChannelType.DM:
      return { id, type: channel.type, name: null, last_message_id: null, recipients: recipient ? [recipient] : [] };
    case ChannelType.GroupDM: {
      const recipients = (channel.peopleIds ?? []).flatMap((person) => world.users.get(person) ?? []);
      return { id, type: channel.type, name, icon: null, last_message_id: null, recipients };
    }
    case ChannelType.PublicThread:
    case ChannelType.AnnouncementThread:
      return {
        id,
        type: channel.type,
        guild_id: guildId ?? '',
        name,
        parent_id: parentId ?? '',
        owner_id: world.botUserId,
        last_message_id: null,
        rate_limit_per_user: 0,
        message_count: 0,
        member_count: 1,
        total_message_sent: 0,
        applied_tags: [],
        thread_metadata: {
          archived: false,
          auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
          archive_timestamp: new Date(snowflakeTime(id)).toISOString(),
          locked: false,
        },
      };
    default:
      return {
        id,
        type: channel.type,
        guild_id: guildId ?? '',
        name,
        topic,
        position: world.guilds.get(guildId ?? '')?.channelIds.indexOf(id) ?? 0,
        parent_id: parentId,
        permission_overwrites: overwrites,
        nsfw: false,
        rate_limit_per_user: 0,
        last_message_id: null,
      };
  }
}

export function apiMember(world: World, member: Member): APIGuildMember {
  const user = world.users.get(member.userId);
  if (!user) throw new Error(`no user ${member.userId}`);
  return {
    user,
    nick: null,
    avatar: null,
    banner: null,
    roles: member.roleIds,
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
    pending: false,
    communication_disabled_until: null,
  };
}

/** A server as REST tells of it. */
export function apiGuild(guild: Guild): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    region: '',
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
    system_channel_flags: 0 as APIGuild['system_channel_flags'],
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: guild.locale ?? Locale.EnglishUS,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    hub_type: null,
    incidents_data: null,
  };
}

/** A server with all that comes with GUILD_CREATE; of the members only the bot itself, as without the members intent. */
export function gatewayGuild(world: World, guild: Guild): GatewayGuildCreateDispatchData {
  const channels = guild.channelIds.flatMap((id) => world.channels.get(id) ?? []).map((one) => apiChannel(world, one));
  const bot = guild.members.get(world.botUserId);
  const isOfThread = (channel: APIChannel) =>
    channel.type === ChannelType.PublicThread || channel.type === ChannelType.AnnouncementThread;
  return {
    ...apiGuild(guild),
    joined_at: bot?.joinedAt ?? '',
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: bot ? [apiMember(world, bot)] : [],
    channels: channels.filter((channel) => !isOfThread(channel)) as GatewayGuildCreateDispatchData['channels'],
    threads: channels.filter(isOfThread),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
