/** Roles and channels with what Discord fills in. */
import { type APIRole, ChannelType } from 'discord-api-types/v10';
import type { Channel } from './world-types.ts';

export function makeRole(id: string, name: string, permissions: bigint, rest: Partial<APIRole>): APIRole {
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

export function makeChannel(id: string, rest: Partial<Channel>): Channel {
  return {
    id,
    type: ChannelType.GuildText,
    guildId: null,
    name: '',
    topic: null,
    parentId: null,
    overwrites: [],
    recipientId: null,
    ...rest,
  };
}
