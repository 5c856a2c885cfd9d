/**
 * What exists in the small Discord: servers with their channels, roles and members, messages, commands. Plain data with
 * the few ways to change it; every change is announced, so that gateway and page follow.
 */
import {
  type APIApplicationCommand,
  type APIMessage,
  type APIRole,
  type APIUser,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { createSnowflakes } from './snowflake.ts';

export interface Overwrite {
  id: string;
  type: OverwriteType;
  allow: string;
  deny: string;
}

export interface Channel {
  id: string;
  type: ChannelType.GuildText | ChannelType.GuildAnnouncement | ChannelType.DM | ChannelType.PublicThread;
  /** null for a direct message */
  guildId: string | null;
  name: string;
  topic: string | null;
  parentId: string | null;
  overwrites: Overwrite[];
  /** the person on the other side of a direct message with the bot */
  recipientId: string | null;
}

export interface Member {
  userId: string;
  roleIds: string[];
  joinedAt: string;
}

export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  roles: Map<string, APIRole>;
  channelIds: string[];
  members: Map<string, Member>;
}

/** A message and who may see it: everybody in the channel, or one member (null: everybody). */
export interface StoredMessage {
  data: APIMessage;
  visibleTo: string | null;
}

export type WorldEvent =
  | { type: 'guildCreated'; guild: Guild }
  | { type: 'guildDeleted'; guildId: string }
  | { type: 'channelCreated' | 'channelUpdated' | 'channelDeleted'; channel: Channel }
  | { type: 'messageCreated' | 'messageUpdated'; message: StoredMessage }
  | { type: 'messageDeleted'; id: string; channelId: string };

/** What a member may do in a server where nothing else was said. */
export const EVERYONE_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads;

export class World {
  readonly users = new Map<string, APIUser>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly commands = new Map<string, APIApplicationCommand>();
  readonly #messages = new Map<string, Map<string, StoredMessage>>();
  readonly #listeners = new Set<(event: WorldEvent) => void>();
  readonly newId: () => string;
  readonly now: () => number;
  readonly botUserId: string;
  readonly applicationId: string;

  constructor(now: () => number) {
    this.now = now;
    this.newId = createSnowflakes(now);
    this.botUserId = this.addUser('Studyhall', { bot: true });
    this.applicationId = this.botUserId;
  }

  onChange(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #announce(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  addUser(name: string, { bot = false } = {}): string {
    const id = this.newId();
    const username = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
    this.users.set(id, { id, username, global_name: name, discriminator: bot ? '0001' : '0', avatar: null, bot });
    return id;
  }

  /** A server that the bot is in, with a role of its own for it as an invitation makes one. */
  addGuild(name: string, ownerId: string, botPermissions: bigint = EVERYONE_PERMISSIONS): Guild {
    const id = this.newId();
    const guild: Guild = { id, name, ownerId, roles: new Map(), channelIds: [], members: new Map() };
    this.guilds.set(id, guild);
    guild.roles.set(id, this.#role(id, '@everyone', EVERYONE_PERMISSIONS, { position: 0 }));
    const botRole = this.addRole(id, 'Studyhall', botPermissions, { managed: true });
    this.addMember(id, ownerId);
    this.addMember(id, this.botUserId, [botRole]);
    this.#announce({ type: 'guildCreated', guild });
    return guild;
  }

  removeGuild(guildId: string): void {
    const guild = this.#guild(guildId);
    for (const channelId of guild.channelIds) this.channels.delete(channelId);
    this.guilds.delete(guildId);
    this.#announce({ type: 'guildDeleted', guildId });
  }

  #guild(id: string): Guild {
    const guild = this.guilds.get(id);
    if (!guild) throw new Error(`no server ${id}`);
    return guild;
  }

  #role(id: string, name: string, permissions: bigint, rest: Partial<APIRole>): APIRole {
    return {
      id,
      name,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      position: 1,
      permissions: permissions.toString(),
      managed: false,
      mentionable: false,
      flags: 0 as APIRole['flags'],
      ...rest,
    };
  }

  addRole(guildId: string, name: string, permissions = 0n, rest: Partial<APIRole> = {}): string {
    const id = this.newId();
    this.#guild(guildId).roles.set(id, this.#role(id, name, permissions, rest));
    return id;
  }

  addMember(guildId: string, userId: string, roleIds: string[] = []): void {
    this.#guild(guildId).members.set(userId, { userId, roleIds, joinedAt: new Date(this.now()).toISOString() });
  }

  addChannel(guildId: string, name: string, rest: Partial<Channel> = {}): Channel {
    const channel: Channel = {
      id: this.newId(),
      type: ChannelType.GuildText,
      guildId,
      name,
      topic: null,
      parentId: null,
      overwrites: [],
      recipientId: null,
      ...rest,
    };
    this.channels.set(channel.id, channel);
    this.#guild(guildId).channelIds.push(channel.id);
    this.#announce({ type: 'channelCreated', channel });
    return channel;
  }

  /** Changes what a role or member may do in one channel. */
  setOverwrite(channelId: string, target: string, { allow = 0n, deny = 0n }): void {
    const channel = this.channels.get(channelId);
    if (!channel?.guildId) throw new Error(`no channel ${channelId} in a server`);
    const type = this.#guild(channel.guildId).roles.has(target) ? OverwriteType.Role : OverwriteType.Member;
    channel.overwrites = channel.overwrites.filter((overwrite) => overwrite.id !== target);
    channel.overwrites.push({ id: target, type, allow: allow.toString(), deny: deny.toString() });
    this.#announce({ type: 'channelUpdated', channel });
  }

  removeChannel(channelId: string): void {
    const channel = this.channels.get(channelId);
    if (!channel) return;
    this.channels.delete(channelId);
    this.#messages.delete(channelId);
    if (channel.guildId) {
      const guild = this.#guild(channel.guildId);
      guild.channelIds = guild.channelIds.filter((id) => id !== channelId);
    }
    this.#announce({ type: 'channelDeleted', channel });
  }

  /** The direct message channel between the bot and a person. */
  openDm(userId: string): Channel {
    for (const channel of this.channels.values()) if (channel.recipientId === userId) return channel;
    const channel: Channel = {
      id: this.newId(),
      type: ChannelType.DM,
      guildId: null,
      name: this.users.get(userId)?.username ?? '',
      topic: null,
      parentId: null,
      overwrites: [],
      recipientId: userId,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  addMessage(message: StoredMessage): void {
    const { channel_id: channelId, id } = message.data;
    let messages = this.#messages.get(channelId);
    if (!messages) this.#messages.set(channelId, (messages = new Map()));
    messages.set(id, message);
    this.#announce({ type: 'messageCreated', message });
  }

  updateMessage(message: StoredMessage): void {
    message.data.edited_timestamp = new Date(this.now()).toISOString();
    this.#announce({ type: 'messageUpdated', message });
  }

  removeMessage(channelId: string, id: string): boolean {
    const removed = this.#messages.get(channelId)?.delete(id) ?? false;
    if (removed) this.#announce({ type: 'messageDeleted', id, channelId });
    return removed;
  }

  findMessage(channelId: string, id: string): StoredMessage | undefined {
    return this.#messages.get(channelId)?.get(id);
  }

  /** Messages of a channel, oldest first. */
  listMessages(channelId: string): StoredMessage[] {
    return [...(this.#messages.get(channelId)?.values() ?? [])];
  }
}
