/** What somebody sees of servers, channels and people. */
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { type Guild, type SmallDiscord, permissionsIn, writingIn } from '../../small-discord/index.ts';
import type { ChannelView, GuildView, PersonView, PlacesView } from './protocol.ts';

export function placesFor(discord: SmallDiscord, userId: string): PlacesView {
  const { world, demo } = discord;
  const person = (id: string): PersonView => {
    const user = world.users.get(id);
    return { id, name: user?.global_name ?? user?.username ?? 'somebody', isBot: user?.bot ?? false };
  };
  const channelView = (id: string): ChannelView[] => {
    const channel = world.channels.get(id);
    const permissions = channel ? permissionsIn(world, channel, userId) : 0n;
    if (!channel || !(permissions & PermissionFlagsBits.ViewChannel)) return [];
    const { name, topic, type } = channel;
    const threadOf =
      type === ChannelType.PublicThread || type === ChannelType.AnnouncementThread ? channel.parentId : null;
    return [{ id, name, topic, type, threadOf, mayWrite: (permissions & writingIn(channel)) !== 0n }];
  };
  const guildView = (guild: Guild): GuildView => ({
    id: guild.id,
    name: guild.name,
    channels: withThreads(guild.channelIds.flatMap(channelView)),
    roles: [...guild.roles.values()].map(({ id, name, color, position }) => ({ id, name, colour: color, position })),
    members: [...guild.members.values()].map((member) => ({
      ...person(member.userId),
      isOrganiser: guild.ownerId === member.userId,
      roleIds: member.roleIds,
    })),
  });
  return {
    me: person(userId),
    guilds: [...world.guilds.values()].filter((guild) => guild.members.has(userId)).map(guildView),
    dmChannelId: discord.as(userId).openDm(),
    people: [...world.users.keys()].map(person),
    playable: [demo.organiser, ...demo.members].map(person),
    bot: person(world.botUserId),
  };
}

/** Each channel's threads behind it, however late they were opened. */
function withThreads(channels: readonly ChannelView[]): ChannelView[] {
  return channels
    .filter(({ threadOf }) => threadOf === null)
    .flatMap((channel) => [channel, ...channels.filter(({ threadOf }) => threadOf === channel.id)]);
}
