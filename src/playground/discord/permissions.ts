/** What somebody may do: https://discord.com/developers/docs/topics/permissions#permission-overwrites */
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Guild, World } from './world.ts';

export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, flag) => all | flag, 0n);

/** In a direct message both sides may do what a message takes. */
const DM_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.ReadMessageHistory;

export function permissionsIn(world: World, channel: Channel, userId: string): bigint {
  if (channel.guildId === null) {
    return userId === channel.recipientId || userId === world.botUserId ? DM_PERMISSIONS : 0n;
  }
  const guild = world.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  if (!guild || !member) return 0n;
  const base = guildPermissions(guild, userId);
  if (base & PermissionFlagsBits.Administrator) return ALL_PERMISSIONS;

  const parent = channel.parentId ? world.channels.get(channel.parentId) : undefined;
  const overwrites = parent && channel.overwrites.length === 0 ? parent.overwrites : channel.overwrites;
  let permissions = base;
  const apply = (deny: bigint, allow: bigint) => (permissions = (permissions & ~deny) | allow);
  const everyone = overwrites.find((overwrite) => overwrite.id === guild.id);
  if (everyone) apply(BigInt(everyone.deny), BigInt(everyone.allow));
  const ofRoles = overwrites.filter(
    (overwrite) => overwrite.type === OverwriteType.Role && member.roleIds.includes(overwrite.id),
  );
  apply(
    ofRoles.reduce((all, overwrite) => all | BigInt(overwrite.deny), 0n),
    ofRoles.reduce((all, overwrite) => all | BigInt(overwrite.allow), 0n),
  );
  const own = overwrites.find((overwrite) => overwrite.type === OverwriteType.Member && overwrite.id === userId);
  if (own) apply(BigInt(own.deny), BigInt(own.allow));
  // Who may not see a channel may do nothing in it.
  return permissions & PermissionFlagsBits.ViewChannel ? permissions : 0n;
}

/** What somebody may do in a server, before the channels' own rules. */
export function guildPermissions(guild: Guild, userId: string): bigint {
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  const member = guild.members.get(userId);
  if (!member) return 0n;
  return [guild.id, ...member.roleIds].reduce((all, id) => all | BigInt(guild.roles.get(id)?.permissions ?? 0), 0n);
}
