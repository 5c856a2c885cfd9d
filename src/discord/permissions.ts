/** What the bot may do in a channel, computed from what Discord says about it when asked: none of it is kept in memory. */
import {
  type APIGuildChannel,
  type APIGuildMember,
  type APIRole,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js';

/** What has to be fetched from Discord. */
export interface Place {
  guildId: string;
  roles: readonly Pick<APIRole, 'id' | 'permissions'>[];
  member: Pick<APIGuildMember, 'roles'>;
  memberId: string;
  channel: Pick<APIGuildChannel, 'permission_overwrites'>;
}

/**
 * The permissions of a member in a channel: their roles' together, then what the channel takes and gives to everyone, to their
 * roles, and to themselves, in that order ("Permission Hierarchy" in Discord's API reference). A timeout does not count.
 */
export function permissionsIn({ guildId, roles, member, memberId, channel }: Place): PermissionsBitField {
  const own = new Set([guildId, ...member.roles]);
  const base = roles.filter(({ id }) => own.has(id)).reduce((sum, { permissions }) => sum | BigInt(permissions), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return new PermissionsBitField(PermissionsBitField.All);
  const overwrites = channel.permission_overwrites ?? [];
  const steps = [
    overwrites.filter(({ id }) => id === guildId),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && id !== guildId && own.has(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === memberId),
  ];
  const allowed = steps.reduce((before, step) => {
    const denied = step.reduce((sum, { deny }) => sum | BigInt(deny), 0n);
    const given = step.reduce((sum, { allow }) => sum | BigInt(allow), 0n);
    return (before & ~denied) | given;
  }, base);
  // Whoever cannot see a channel can do nothing in it.
  return new PermissionsBitField((allowed & PermissionFlagsBits.ViewChannel) === 0n ? 0n : allowed);
}

/** Of an interaction as Discord tells it: where it is, and what who asks may do there. */
export interface ToldInteraction {
  channel?: { type: ChannelType };
  member?: { permissions: string };
}

const THREADS: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

/**
 * Writing in a thread is a permission of its own, and discord.js does not keep what kind of channel an interaction is in. So
 * that "Send Messages" means writing right here, it is set by that other permission in a thread.
 */
export function asInChannel({ channel, member }: ToldInteraction): void {
  if (!channel || !member || !THREADS.includes(channel.type)) return;
  const permissions = new PermissionsBitField(BigInt(member.permissions));
  const mayWrite = permissions.has(PermissionFlagsBits.SendMessagesInThreads);
  const told = mayWrite
    ? permissions.add(PermissionFlagsBits.SendMessages)
    : permissions.remove(PermissionFlagsBits.SendMessages);
  member.permissions = told.bitfield.toString();
}
