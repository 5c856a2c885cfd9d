/** Which event of the gateway tells a bot about a change of the world, whom, and with which intent. */
import { type APIMessage, GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import { apiChannel, apiGuild, apiMember, gatewayGuild } from '../payloads.ts';
import { permissionsIn } from '../permissions.ts';
import type { Channel, StoredMessage, World, WorldEvent } from '../world.ts';
import { isThread } from '../thread-types.ts';

export interface GatewayEvent {
  name: string;
  /** null: everything outside servers, which shard 0 gets */
  guildId: string | null;
  /** 0: no intent is needed */
  intent: number;
  /** made only when somebody is to get it */
  makeData: (intents: number) => unknown;
}

/** The event for a change, or undefined where the bot is not told. */
export function toGatewayEvent(world: World, event: WorldEvent): GatewayEvent | undefined {
  if (!concernsBot(world, event)) return undefined;
  const intent = GatewayIntentBits.Guilds;
  switch (event.type) {
    case 'guildCreated': {
      const { guild } = event;
      return { name: 'GUILD_CREATE', guildId: guild.id, intent, makeData: () => gatewayGuild(world, guild) };
    }
    case 'guildUpdated': {
      const { guild } = event;
      return { name: 'GUILD_UPDATE', guildId: guild.id, intent, makeData: () => apiGuild(guild) };
    }
    case 'guildDeleted': {
      const { guildId } = event;
      return { name: 'GUILD_DELETE', guildId, intent, makeData: () => ({ id: guildId }) };
    }
    case 'roleCreated':
    case 'roleUpdated': {
      const { guildId, role } = event;
      const name = event.type === 'roleCreated' ? 'GUILD_ROLE_CREATE' : 'GUILD_ROLE_UPDATE';
      return { name, guildId, intent, makeData: () => ({ guild_id: guildId, role }) };
    }
    case 'roleDeleted': {
      const { guildId, roleId } = event;
      return { name: 'GUILD_ROLE_DELETE', guildId, intent, makeData: () => ({ guild_id: guildId, role_id: roleId }) };
    }
    case 'memberUpdated': {
      const { guildId, member } = event;
      // A bot learns of itself without the members intent.
      const needed = member.userId === world.botUserId ? 0 : GatewayIntentBits.GuildMembers;
      const makeData = () => ({ guild_id: guildId, ...apiMember(world, member) });
      return { name: 'GUILD_MEMBER_UPDATE', guildId, intent: needed, makeData };
    }
    case 'channelCreated':
    case 'channelUpdated':
    case 'channelDeleted': {
      const { channel } = event;
      const what = isThread(channel.type) ? 'THREAD' : 'CHANNEL';
      const happened = { channelCreated: 'CREATE', channelUpdated: 'UPDATE', channelDeleted: 'DELETE' }[event.type];
      const { guildId } = channel;
      return { name: `${what}_${happened}`, guildId, intent, makeData: () => apiChannel(world, channel) };
    }
    case 'messageCreated':
      return messageEvent(world, 'MESSAGE_CREATE', event.message);
    case 'messageUpdated':
      return messageEvent(world, 'MESSAGE_UPDATE', event.message);
    case 'messageDeleted': {
      const sent = messageEvent(world, 'MESSAGE_DELETE', event.message);
      const { id, channel_id } = event.message.data;
      return sent && { ...sent, makeData: () => ({ id, channel_id, guild_id: sent.guildId ?? undefined }) };
    }
    case 'reactionAdded':
    case 'reactionRemoved':
      return reactionEvent(world, event);
  }
}

/** Of servers that it is not in, a bot learns nothing. */
function concernsBot(world: World, event: WorldEvent): boolean {
  if (event.type === 'guildDeleted') return event.hadBot;
  const guildId = guildIdOf(world, event);
  // A channel goes after its server is gone.
  return guildId === null || !world.guilds.has(guildId) || world.findMember(guildId, world.botUserId) !== undefined;
}

function guildIdOf(world: World, event: Exclude<WorldEvent, { type: 'guildDeleted' }>): string | null {
  if ('guild' in event) return event.guild.id;
  if ('guildId' in event) return event.guildId;
  if ('channel' in event) return event.channel.guildId;
  return world.channels.get(event.message.data.channel_id)?.guildId ?? null;
}

function messageEvent(world: World, name: string, { data, visibleTo }: StoredMessage): GatewayEvent | undefined {
  const channel = world.channels.get(data.channel_id);
  if (!channel || visibleTo !== null || channel.peopleIds) return undefined;
  const intent = channel.guildId ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
  return { name, guildId: channel.guildId, intent, makeData: (intents) => readable(world, channel, data, intents) };
}

function reactionEvent(
  world: World,
  { type, message, userId, emoji }: Extract<WorldEvent, { emoji: string }>,
): GatewayEvent | undefined {
  const isAdded = type === 'reactionAdded';
  const sent = messageEvent(world, `MESSAGE_REACTION_${isAdded ? 'ADD' : 'REMOVE'}`, message);
  if (!sent) return undefined;
  const { guildId } = sent;
  const member = guildId === null ? undefined : world.findMember(guildId, userId);
  const { id, channel_id, author } = message.data;
  return {
    ...sent,
    intent: guildId === null ? GatewayIntentBits.DirectMessageReactions : GatewayIntentBits.GuildMessageReactions,
    makeData: () => ({
      user_id: userId,
      channel_id,
      message_id: id,
      ...(guildId !== null && { guild_id: guildId }),
      ...(isAdded && { message_author_id: author.id, ...(member && { member: apiMember(world, member) }) }),
      emoji: { id: null, name: emoji },
      burst: false,
      type: 0,
    }),
  };
}

/** A message as the bot may read it; undefined where it may not see the channel. */
function readable(world: World, channel: Channel, data: APIMessage, intents: number): unknown {
  if (!(permissionsIn(world, channel, world.botUserId) & PermissionFlagsBits.ViewChannel)) return undefined;
  const mayRead =
    (intents & GatewayIntentBits.MessageContent) !== 0 ||
    channel.guildId === null ||
    data.author.id === world.botUserId ||
    data.mentions.some((user) => user.id === world.botUserId);
  const member = channel.guildId ? world.findMember(channel.guildId, data.author.id) : undefined;
  return {
    ...data,
    ...(!mayRead && { content: '', embeds: [], components: [], attachments: [] }),
    ...(channel.guildId && { guild_id: channel.guildId }),
    ...(member && { member: { ...apiMember(world, member), user: undefined } }),
  };
}
