/**
 * What exists in the small Discord: servers with their channels, roles and members, messages, commands. Plain data with
 * the few ways to change it; every change is announced, so that gateway and page follow.
 */
import {
  type APIApplicationCommand,
  type APIRole,
  type APIUser,
  ChannelType,
  Locale,
  OverwriteType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { makeChannel, makeRole } from './make.ts';
import { MessageStore, type StoredMessage } from './message-store.ts';
import { createSnowflakes } from './snowflake.ts';
import type { Channel, Guild, Member, WorldEvent, WorldSnapshot } from './world-types.ts';

/** What a member may do in a server where nothing else was said. */
const EVERYONE_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads;

export interface WorldOptions {
  /** UTC ms */
  now: () => number;
  /** older messages of a channel are forgotten */
  keptMessages?: number | undefined;
  /** what the bot and its role are called */
  botName?: string | undefined;
  /** a world to go on with */
  saved?: WorldSnapshot;
}

export class World {
  readonly users = new Map<string, APIUser>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly commands = new Map<string, APIApplicationCommand>();
  readonly botUserId: string;
  readonly applicationId: string;
  readonly now: () => number;
  readonly newId: () => string;
  readonly #snowflake: (at?: number) => string;
  readonly #messages: MessageStore;
  readonly #dms = new Map<string, Channel>();
  readonly #closedToDms = new Set<string>();
  readonly #installedFor = new Set<string>();
  readonly #locales = new Map<string, Locale>();
  readonly #listeners = new Set<(event: WorldEvent) => void>();
  /** the milliseconds in the id of the server that was added last */
  #guildAt = Infinity;

  constructor({ now, keptMessages = 5000, botName = 'Bot', saved }: WorldOptions) {
    this.now = now;
    this.#snowflake = createSnowflakes(now);
    this.newId = () => this.#snowflake();
    this.#messages = new MessageStore(keptMessages);
    this.botUserId = saved?.botUserId ?? this.addUser(botName, { bot: true });
    this.applicationId = this.botUserId;
    if (saved) this.#restore(saved);
  }

  onChange(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #announce(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** All of it as plain values, to be kept as JSON. Interactions that are open and uploaded files are not part of it. */
  snapshot(): WorldSnapshot {
    return structuredClone({
      botUserId: this.botUserId,
      users: [...this.users.values()],
      guilds: [...this.guilds.values()].map(({ roles, members, ...guild }) => ({
        ...guild,
        roles: [...roles.values()],
        members: [...members.values()],
      })),
      channels: [...this.channels.values()],
      commands: [...this.commands.values()],
      messages: this.#messages.all(),
      closedToDms: [...this.#closedToDms],
      installedFor: [...this.#installedFor],
      locales: [...this.#locales],
    });
  }

  #restore(saved: WorldSnapshot): void {
    const { users, guilds, channels, commands, messages, closedToDms, ...later } = structuredClone(saved);
    const { locales = [], installedFor = [] } = later;
    for (const user of users) this.users.set(user.id, user);
    for (const guild of guilds) {
      const roles = new Map(guild.roles.map((role) => [role.id, role]));
      const members = new Map(guild.members.map((member) => [member.userId, member]));
      this.guilds.set(guild.id, { ...guild, roles, members });
    }
    for (const channel of channels) {
      this.channels.set(channel.id, channel);
      if (channel.recipientId) this.#dms.set(channel.recipientId, channel);
    }
    for (const command of commands) this.commands.set(command.id, command);
    for (const message of messages) this.#messages.add(message);
    for (const userId of closedToDms) this.#closedToDms.add(userId);
    for (const userId of installedFor) this.#installedFor.add(userId);
    for (const [userId, locale] of locales) this.#locales.set(userId, locale);
  }

  addUser(name: string, { bot = false } = {}): string {
    const id = this.newId();
    const username = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
    this.users.set(id, { id, username, global_name: name, discriminator: bot ? '0001' : '0', avatar: null, bot });
    return id;
  }

  /**
   * A server that the bot is in, with a role of its own for it as an invitation makes one.
   * @param botPermissions null: the bot was not invited, and learns nothing of it
   */
  addGuild(name: string, ownerId: string, botPermissions: bigint | null = EVERYONE_PERMISSIONS): Guild {
    // A shard is chosen by the milliseconds in the id: servers made in the same one would all be on the same shard. Each is
    // older than the one before, since an id from the future would be none of Discord's.
    this.#guildAt = Math.min(this.now(), this.#guildAt - 1);
    const id = this.#snowflake(this.#guildAt);
    const guild: Guild = { id, name, ownerId, roles: new Map(), channelIds: [], members: new Map() };
    this.guilds.set(id, guild);
    guild.roles.set(id, makeRole(id, '@everyone', EVERYONE_PERMISSIONS, { position: 0 }));
    this.addMember(id, ownerId);
    if (botPermissions !== null) {
      const botRole = makeRole(this.newId(), this.#botName(), botPermissions, { managed: true });
      guild.roles.set(botRole.id, botRole);
      this.addMember(id, this.botUserId, [botRole.id]);
    }
    this.#announce({ type: 'guildCreated', guild });
    return guild;
  }

  #botName(): string {
    return this.users.get(this.botUserId)?.global_name ?? 'Bot';
  }

  /** The bot is removed from a server, or the server is deleted. */
  removeGuild(guildId: string): void {
    const guild = this.#guild(guildId);
    const hadBot = guild.members.has(this.botUserId);
    for (const channelId of guild.channelIds) {
      this.channels.delete(channelId);
      this.#messages.removeChannel(channelId);
    }
    this.guilds.delete(guildId);
    for (const [id, command] of this.commands) if (command.guild_id === guildId) this.commands.delete(id);
    this.#announce({ type: 'guildDeleted', guildId, hadBot });
  }

  #guild(id: string): Guild {
    const guild = this.guilds.get(id);
    if (!guild) throw new Error(`no server ${id}`);
    return guild;
  }

  addRole(guildId: string, name: string, permissions = 0n, rest: Partial<APIRole> = {}): string {
    const id = this.newId();
    const role = makeRole(id, name, permissions, rest);
    this.#guild(guildId).roles.set(id, role);
    this.#announce({ type: 'roleCreated', guildId, role });
    return id;
  }

  /** Changes a role; `permissions` as a decimal text. */
  updateRole(guildId: string, roleId: string, changes: Partial<Omit<APIRole, 'id'>>): void {
    const { roles } = this.#guild(guildId);
    const role = roles.get(roleId);
    if (!role) throw new Error(`no role ${roleId}`);
    Object.assign(role, changes);
    this.#announce({ type: 'roleUpdated', guildId, role });
  }

  removeRole(guildId: string, roleId: string): void {
    const { roles, members } = this.#guild(guildId);
    if (!roles.delete(roleId)) return;
    for (const member of members.values()) member.roleIds = member.roleIds.filter((id) => id !== roleId);
    this.#announce({ type: 'roleDeleted', guildId, roleId });
  }

  addMember(guildId: string, userId: string, roleIds: string[] = []): void {
    const joinedAt = new Date(this.now()).toISOString();
    this.#guild(guildId).members.set(userId, { userId, roleIds, joinedAt });
  }

  removeMember(guildId: string, userId: string): void {
    this.#guild(guildId).members.delete(userId);
  }

  setMemberRoles(guildId: string, userId: string, roleIds: string[]): void {
    const member = this.#guild(guildId).members.get(userId);
    if (!member) throw new Error(`no member ${userId}`);
    member.roleIds = roleIds;
    this.#announce({ type: 'memberUpdated', guildId, member });
  }

  addChannel(guildId: string, name: string, rest: Partial<Channel> = {}): Channel {
    const channel = makeChannel(this.newId(), { guildId, name, ...rest });
    this.channels.set(channel.id, channel);
    this.#guild(guildId).channelIds.push(channel.id);
    this.#announce({ type: 'channelCreated', channel });
    return channel;
  }

  updateChannel(channelId: string, changes: Partial<Pick<Channel, 'name' | 'topic' | 'overwrites'>>): void {
    const channel = this.channels.get(channelId);
    if (!channel?.guildId) throw new Error(`no channel ${channelId} in a server`);
    Object.assign(channel, changes);
    this.#announce({ type: 'channelUpdated', channel });
  }

  /** Changes what a role or member may do in one channel. */
  setOverwrite(channelId: string, target: string, { allow = 0n, deny = 0n }): void {
    const { guildId, overwrites = [] } = this.channels.get(channelId) ?? {};
    const isRole = guildId != null && this.#guild(guildId).roles.has(target);
    const type = isRole ? OverwriteType.Role : OverwriteType.Member;
    const others = overwrites.filter((overwrite) => overwrite.id !== target);
    const changed = { id: target, type, allow: allow.toString(), deny: deny.toString() };
    this.updateChannel(channelId, { overwrites: [...others, changed] });
  }

  removeChannel(channelId: string): void {
    const channel = this.channels.get(channelId);
    if (!channel) return;
    this.channels.delete(channelId);
    this.#messages.removeChannel(channelId);
    if (channel.recipientId) this.#dms.delete(channel.recipientId);
    if (channel.guildId) {
      const guild = this.#guild(channel.guildId);
      guild.channelIds = guild.channelIds.filter((id) => id !== channelId);
      for (const id of [...guild.channelIds]) if (this.channels.get(id)?.parentId === channelId) this.removeChannel(id);
    }
    this.#announce({ type: 'channelDeleted', channel });
  }

  /** The direct message channel between the bot and a person. */
  openDm(userId: string): Channel {
    const known = this.#dms.get(userId);
    if (known) return known;
    const user = this.users.get(userId);
    if (!user) throw new Error(`no user ${userId}`);
    const rest = { type: ChannelType.DM, guildId: null, name: user.username, recipientId: userId } as const;
    const channel = makeChannel(this.newId(), rest);
    this.channels.set(channel.id, channel);
    this.#dms.set(userId, channel);
    return channel;
  }

  /** A conversation between people, in which the bot is not. */
  addPrivateChannel(...peopleIds: string[]): Channel {
    const name = peopleIds.map((id) => this.users.get(id)?.global_name ?? id).join(', ');
    const channel = makeChannel(this.newId(), { type: ChannelType.GroupDM, name, peopleIds });
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** Somebody installs the bot for themselves and so brings it along everywhere, or does so no more. */
  setInstalledFor(userId: string, isInstalled: boolean): void {
    if (isInstalled) this.#installedFor.add(userId);
    else this.#installedFor.delete(userId);
  }

  isInstalledFor(userId: string): boolean {
    return this.#installedFor.has(userId);
  }

  /** Whether somebody lets the bot write to them. */
  setDmsOpen(userId: string, open: boolean): void {
    if (open) this.#closedToDms.delete(userId);
    else this.#closedToDms.add(userId);
  }

  acceptsDms(userId: string): boolean {
    return !this.#closedToDms.has(userId);
  }

  /** The language in which somebody uses Discord. */
  setLocale(userId: string, locale: Locale): void {
    this.#locales.set(userId, locale);
  }

  localeOf(userId: string): Locale {
    return this.#locales.get(userId) ?? Locale.EnglishUS;
  }

  /** In which language a server reads. */
  setGuildLocale(guildId: string, locale: Locale): void {
    const guild = this.#guild(guildId);
    guild.locale = locale;
    this.#announce({ type: 'guildUpdated', guild });
  }

  addMessage(message: StoredMessage): void {
    this.#messages.add(message);
    this.#announce({ type: 'messageCreated', message });
  }

  /** Announces a message whose data were changed. */
  updateMessage(message: StoredMessage): void {
    message.data.edited_timestamp = new Date(this.now()).toISOString();
    this.#announce({ type: 'messageUpdated', message });
  }

  /** Announces a reaction that came or went. */
  announceReaction(message: StoredMessage, userId: string, emoji: string, isAdded: boolean): void {
    this.#announce({ type: isAdded ? 'reactionAdded' : 'reactionRemoved', message, userId, emoji });
  }

  removeMessage(channelId: string, id: string): boolean {
    if (!this.findMessage(channelId, id)) return false;
    const message = this.#messages.remove(id);
    if (message) this.#announce({ type: 'messageDeleted', message });
    return message !== undefined;
  }

  findMessage(channelId: string, id: string): StoredMessage | undefined {
    const message = this.#messages.find(id);
    return message?.data.channel_id === channelId ? message : undefined;
  }

  findMessageById(id: string): StoredMessage | undefined {
    return this.#messages.find(id);
  }

  /** The message that the bot sent here with this nonce within the last minutes. */
  findMessageByNonce(channelId: string, nonce: string | number): StoredMessage | undefined {
    return this.#messages.findByNonce(channelId, this.botUserId, nonce, this.now());
  }

  /** Messages of a channel, oldest first. */
  listMessages(channelId: string): StoredMessage[] {
    return this.#messages.list(channelId);
  }

  findMember(guildId: string, userId: string): Member | undefined {
    return this.guilds.get(guildId)?.members.get(userId);
  }
}

export type { StoredMessage } from './message-store.ts';
export type { Channel, Guild, Member, Overwrite, WorldEvent, WorldSnapshot } from './world-types.ts';
