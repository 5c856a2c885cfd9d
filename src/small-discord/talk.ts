/** What people do with messages beside using apps: write, answer, edit, delete, react. */
import { type APIMessage, type APIReaction, ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { mentionsOf } from './mentions.ts';
import { createPersonsMessage } from './messages.ts';
import { permissionsIn, writingIn } from './permissions.ts';
import { RefusedByClient } from './resolved.ts';
import type { Channel, StoredMessage, World } from './world.ts';

const LONGEST = 2000;
/** different ones on one message */
const MOST_REACTIONS = 20;
/** One emoji: a pictogram, a flag of two letters, or a key such as 1️⃣. Those of a server's own are not known here. */
const EMOJI =
  /^(?:\p{RI}{2}|[\d#*]\uFE0F?\u20E3|\p{ExtPict}(?:\uFE0F|\p{EMod})?[\u{E0020}-\u{E007F}]{0,8}(?:\u200D\p{ExtPict}(?:\uFE0F|\p{EMod})?){0,4})$/u;

/** @throws RefusedByClient in words for the person, as all that follow */
export function write(
  world: World,
  userId: string,
  channel: Channel,
  content: string,
  answered?: StoredMessage,
): StoredMessage {
  if (!may(world, userId, channel, writingIn(channel))) throw new RefusedByClient('You may not write here.');
  if (answered && answered.visibleTo !== null)
    throw new RefusedByClient('A message that only you see cannot be answered.');
  checkContent(content);
  return createPersonsMessage(world, userId, channel.id, content, answered);
}

/** Changes what somebody wrote. */
export function rewrite(world: World, userId: string, message: StoredMessage, content: string): void {
  const { data } = message;
  if (data.author.id !== userId) throw new RefusedByClient('Only your own messages can be edited.');
  checkContent(content);
  if (content === data.content) return;
  const channelId = data.channel_id;
  const mentions = mentionsOf(world, { authorId: userId, channelId, content, components: [], allowed: undefined });
  Object.assign(data, { content, ...mentions });
  world.updateMessage(message);
}

/** Deletes a message: one's own, or anybody's where that is allowed. */
export function erase(world: World, userId: string, channel: Channel, { data, visibleTo }: StoredMessage): void {
  const isOwn = data.author.id === userId;
  const mayDelete = isOwn || may(world, userId, channel, PermissionFlagsBits.ManageMessages);
  if (!mayDelete || visibleTo !== null) throw new RefusedByClient('You may not delete this message.');
  world.removeMessage(channel.id, data.id);
}

/** Adds a reaction, or takes one's own back. */
export function react(
  world: World,
  userId: string,
  channel: Channel,
  message: StoredMessage,
  emoji: string,
  isOn: boolean,
): void {
  if (message.visibleTo !== null) throw new RefusedByClient('Nobody can react to a message that only you see.');
  if (!EMOJI.test(emoji)) throw new RefusedByClient('This is no emoji.');
  const reactions = (message.reactions ??= {});
  const people = reactions[emoji] ?? [];
  if (people.includes(userId) === isOn) return;
  if (isOn && people.length === 0) {
    const mayAdd = channel.type === ChannelType.DM || may(world, userId, channel, PermissionFlagsBits.AddReactions);
    if (!mayAdd) throw new RefusedByClient('You may not add reactions here.');
    if (Object.keys(reactions).length >= MOST_REACTIONS)
      throw new RefusedByClient(`A message has ${MOST_REACTIONS} different reactions at most.`);
  }
  const now = isOn ? [...people, userId] : people.filter((id) => id !== userId);
  if (now.length > 0) reactions[emoji] = now;
  else delete reactions[emoji];
  world.announceReaction(message, userId, emoji, isOn);
}

/** A message as somebody sees it: which of the reactions are their own. */
export function seenBy({ data, reactions = {} }: StoredMessage, userId: string): APIMessage {
  const shown = Object.entries(reactions).map(([name, people]): APIReaction => ({
    emoji: { id: null, name },
    count: people.length,
    count_details: { burst: 0, normal: people.length },
    me: people.includes(userId),
    me_burst: false,
    burst_colors: [],
  }));
  return shown.length > 0 ? { ...data, reactions: shown } : { ...data };
}

function checkContent(content: string): void {
  if (content.trim() === '') throw new RefusedByClient('There is nothing to send.');
  if (content.length > LONGEST) throw new RefusedByClient(`A message has ${LONGEST} characters at most.`);
}

function may(world: World, userId: string, channel: Channel, permission: bigint): boolean {
  return (permissionsIn(world, channel, userId) & permission) === permission;
}
