/** What somebody may do: https://discord.com/developers/docs/topics/permissions#permission-overwrites */
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Guild, World } from './world.ts';
import { isThread } from './thread-types.ts';

const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, flag) => all | flag, 0n);

/** In a direct message all sides may do what a message takes. */
const DM_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps |
  PermissionFlagsBits.ReadMessageHistory;

/** What those who may not write may not do either. */
const PARTS_OF_WRITING =
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.SendTTSMessages;

/** What somebody may do in a channel. Whoever may not see it may do nothing in it. */
export function permissionsIn(world: World, channel: Channel, userId: string): bigint {
  if (channel.guildId === null) {
    if (channel.peopleIds) return channel.peopleIds.includes(userId) ? DM_PERMISSIONS : 0n;
    return userId === channel.recipientId || userId === world.botUserId ? DM_PERMISSIONS : 0n;
  }
  const guild = world.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  if (!guild || !member) return 0n;
  const base = guildPermissions(guild, userId);
  if (base & PermissionFlagsBits.Administrator) return ALL_PERMISSIONS;

  // A thread has no rules of its own.
  const parent = isThread(channel.type) ? world.channels.get(channel.parentId ?? '') : undefined;
  const { overwrites } = parent ?? channel;
  let permissions = base;
  let roleDeny = 0n;
  let roleAllow = 0n;
  for (const { id, type, allow, deny } of overwrites) {
    if (id === guild.id) permissions = (permissions & ~BigInt(deny)) | BigInt(allow);
    else if (type === OverwriteType.Role && member.roleIds.includes(id)) {
      roleDeny |= BigInt(deny);
      roleAllow |= BigInt(allow);
    }
  }
  const own = overwrites.find(({ id, type }) => type === OverwriteType.Member && id === userId);
  permissions = (permissions & ~roleDeny) | roleAllow;
  if (own) permissions = (permissions & ~BigInt(own.deny)) | BigInt(own.allow);
  if (!(permissions & PermissionFlagsBits.ViewChannel)) return 0n;
  return permissions & writingIn(channel) ? permissions : permissions & ~PARTS_OF_WRITING;
}

/** Writing in a thread is a permission of its own. */
export function writingIn(channel: Channel): bigint {
  return isThread(channel.type) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
}

/** What somebody may do in a server, before the channels' own rules. */
export function guildPermissions(guild: Guild, userId: string): bigint {
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  const member = guild.members.get(userId);
  if (!member) return 0n;
  let permissions = BigInt(guild.roles.get(guild.id)?.permissions ?? 0);
  for (const id of member.roleIds) permissions |= BigInt(guild.roles.get(id)?.permissions ?? 0);
  return permissions;
}
