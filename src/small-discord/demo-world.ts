/** The world that one finds on the first visit: two servers with an organiser and members. */
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { World, type WorldOptions } from './world.ts';

/** Who and what is there, by name. */
export interface DemoWorld {
  world: World;
  organiser: string;
  members: readonly string[];
  guild: string;
  /** the channel for talk and commands */
  channel: string;
  /** a channel in which the bot may not write */
  closedChannel: string;
  /** a role that may be pinged */
  role: string;
  otherGuild: string;
  otherChannel: string;
}

export function createDemoWorld(options: Omit<WorldOptions, 'saved'>): DemoWorld {
  const world = new World(options);
  const organiser = world.addUser('Olga Organiser');
  const members = ['Ada', 'Ben', 'Chidi'].map((name) => world.addUser(name));

  const study = world.addGuild('Docker study group', organiser);
  const learners = world.addRole(study.id, 'Learners', 0n, { mentionable: true, color: 0x2e9e5b });
  for (const member of members) world.addMember(study.id, member, [learners]);
  const general = world.addChannel(study.id, 'general', { topic: 'Talk, questions, and the bot' });
  world.addChannel(study.id, 'quiz', { topic: 'Quizzes in public' });
  const announcements = world.addChannel(study.id, 'announcements', {
    type: ChannelType.GuildAnnouncement,
    topic: 'Organisers only',
  });
  world.setOverwrite(announcements.id, study.id, { deny: PermissionFlagsBits.SendMessages });

  const other = world.addGuild('Evening class', members[1] ?? organiser);
  world.addMember(other.id, members[0] ?? organiser);
  const lounge = world.addChannel(other.id, 'lounge');
  return {
    world,
    organiser,
    members,
    guild: study.id,
    channel: general.id,
    closedChannel: announcements.id,
    role: learners,
    otherGuild: other.id,
    otherChannel: lounge.id,
  };
}
