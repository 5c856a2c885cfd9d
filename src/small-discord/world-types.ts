/** The shapes of what exists in the small Discord. */
import type {
  APIApplicationCommand,
  APIRole,
  APIUser,
  ChannelType,
  Locale,
  OverwriteType,
} from 'discord-api-types/v10';
import type { StoredMessage } from './message-store.ts';

export interface Overwrite {
  id: string;
  type: OverwriteType;
  /** permissions as a decimal number in text, as Discord writes them */
  allow: string;
  deny: string;
}

export interface Channel {
  id: string;
  type:
    | ChannelType.GuildText
    | ChannelType.GuildAnnouncement
    | ChannelType.DM
    | ChannelType.GroupDM
    | ChannelType.PublicThread
    | ChannelType.AnnouncementThread;
  /** null for a direct message */
  guildId: string | null;
  name: string;
  topic: string | null;
  /** the channel that a thread belongs to */
  parentId: string | null;
  overwrites: Overwrite[];
  /** the person on the other side of a direct message with the bot */
  recipientId: string | null;
  /** who is in a conversation that is in no server and that the bot is not part of */
  peopleIds?: string[];
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
  /** in which language it reads; English unless it is given */
  locale?: Locale;
  /** the first one, with the id of the server, is that of everyone */
  roles: Map<string, APIRole>;
  channelIds: string[];
  members: Map<string, Member>;
}

export type WorldEvent =
  | { type: 'guildCreated' | 'guildUpdated'; guild: Guild }
  | { type: 'guildDeleted'; guildId: string; hadBot: boolean }
  | { type: 'roleCreated' | 'roleUpdated'; guildId: string; role: APIRole }
  | { type: 'roleDeleted'; guildId: string; roleId: string }
  | { type: 'memberUpdated'; guildId: string; member: Member }
  | { type: 'channelCreated' | 'channelUpdated' | 'channelDeleted'; channel: Channel }
  | { type: 'messageCreated' | 'messageUpdated' | 'messageDeleted'; message: StoredMessage }
  | { type: 'reactionAdded' | 'reactionRemoved'; message: StoredMessage; userId: string; emoji: string };

/** A whole world as plain values. */
export interface WorldSnapshot {
  botUserId: string;
  users: APIUser[];
  guilds: (Omit<Guild, 'roles' | 'members'> & { roles: APIRole[]; members: Member[] })[];
  channels: Channel[];
  commands: APIApplicationCommand[];
  messages: StoredMessage[];
  closedToDms: string[];
  /** who has installed the bot for themselves */
  installedFor?: string[];
  /** the language of each person who does not read English */
  locales?: [userId: string, Locale][];
}
