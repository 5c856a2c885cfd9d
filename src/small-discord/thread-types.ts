import { ChannelType } from 'discord-api-types/v10';
import type { Channel } from './world-types.ts';

/** A thread is of the kind that goes with its channel. */
export type ThreadType = ChannelType.PublicThread | ChannelType.AnnouncementThread;

export function isThread(type: Channel['type']): type is ThreadType {
  return type === ChannelType.PublicThread || type === ChannelType.AnnouncementThread;
}

export function threadTypeIn({ type }: Pick<Channel, 'type'>): ThreadType {
  return type === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
}
