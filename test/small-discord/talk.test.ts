/** What people do with messages beside using apps. */
import { MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import { gemoji } from 'gemoji';
import { Events, GatewayIntentBits, Partials } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.GuildMessageReactions];
  const partials = [Partials.Message, Partials.Channel, Partials.Reaction, Partials.User];
  bench = await openBench({ rateLimits: false, client: { intents, partials } });
});
afterAll(() => bench.close());

const as = (userId: string) => bench.discord.as(userId);
const say = (userId: string, content = 'Hello') => as(userId).say(bench.channel, content);
/** The first event about this message. */
const heard = <T extends unknown[]>(event: string, id: string, idOf: (...args: T) => string) =>
  new Promise<T>((resolve) => {
    bench.client.on(event as never, (...args: T) => {
      if (idOf(...args) === id) resolve(args);
    });
  });

describe('an answer to a message', () => {
  it('names the message, and pings who wrote it', () => {
    const asked = say(bench.ben, 'What is a port?');
    const answer = as(bench.ada).say(bench.channel, 'A door', asked.id);
    expect(answer).toMatchObject({ type: MessageType.Reply, message_reference: { message_id: asked.id } });
    expect(answer.mentions.map(({ id }) => id)).toEqual([bench.ben]);
    expect(as(bench.ben).say(bench.channel, 'To myself', asked.id).mentions).toEqual([]);
  });

  it('is none to what is gone, or what only one sees', () => {
    expect(() => as(bench.ada).say(bench.channel, 'x', '1')).toThrow('There is no such message.');
    bench.discord.whisper(bench.ada, bench.channel, { content: 'For you' });
    const { id } = as(bench.ada).messages(bench.channel).at(-1)!;
    expect(() => as(bench.ada).say(bench.channel, 'x', id)).toThrow('cannot be answered');
  });
});

describe('a message of one’s own', () => {
  it('is edited, and that is marked and told', async () => {
    const message = say(bench.ada, 'Helo');
    const told = heard(Events.MessageUpdate, message.id, (_before: unknown, now: { id: string }) => now.id);
    as(bench.ada).edit(message, `Hello <@${bench.ben}>`);
    const now = as(bench.ben).message(message);
    expect(now?.content).toBe(`Hello <@${bench.ben}>`);
    expect(now?.edited_timestamp).not.toBeNull();
    expect(now?.mentions.map(({ id }) => id)).toEqual([bench.ben]);
    await told;
  });

  it('is neither emptied nor made longer than a message may be, and another’s is not edited', () => {
    const message = say(bench.ada);
    expect(() => as(bench.ada).edit(message, ' ')).toThrow('nothing to send');
    expect(() => as(bench.ada).edit(message, 'x'.repeat(2001))).toThrow('2000 characters');
    expect(() => as(bench.ada).say(bench.channel, 'x'.repeat(2001))).toThrow('2000 characters');
    expect(() => as(bench.ben).edit(message, 'y')).toThrow('Only your own');
    expect(as(bench.ada).message(message)?.content).toBe('Hello');
  });

  it('is deleted by oneself or by who may manage messages, and by nobody else', () => {
    const [first, second] = [say(bench.ada), say(bench.ada)];
    expect(() => as(bench.ben).delete(first)).toThrow('may not delete');
    as(bench.ada).delete(first);
    as(bench.organiser).delete(second);
    for (const message of [first, second]) expect(as(bench.ada).message(message)).toBeUndefined();
  });
});

describe('a reaction', () => {
  it('is counted once for each person, who sees their own, and is taken back', () => {
    const message = say(bench.ada);
    as(bench.ada).react(message, '👍');
    as(bench.ada).react(message, '👍');
    as(bench.ben).react(message, '👍');
    as(bench.ben).react(message, '🎉');
    const seen = (userId: string) =>
      as(userId)
        .message(message)
        ?.reactions?.map(({ emoji, count, me }) => [emoji.name, count, me]);
    expect(seen(bench.ada)).toEqual([
      ['👍', 2, true],
      ['🎉', 1, false],
    ]);
    expect(seen(bench.ben)).toEqual([
      ['👍', 2, true],
      ['🎉', 1, true],
    ]);
    as(bench.ben).react(message, '🎉', false);
    expect(seen(bench.ben)).toEqual([['👍', 2, true]]);
    // It is no edit.
    expect(as(bench.ada).message(message)?.edited_timestamp).toBeNull();
    expect(JSON.stringify(bench.discord.save().world.messages)).toContain('👍');
  });

  it('is told to a bot that wants to know', async () => {
    const message = say(bench.ada);
    type Told = [{ emoji: { name: string }; message: { id: string } }, { id: string }];
    const idOf = (...[reaction]: Told) => reaction.message.id;
    const added = heard<Told>(Events.MessageReactionAdd, message.id, idOf);
    as(bench.ben).react(message, '🚀');
    const [reaction, user] = await added;
    expect([reaction.emoji.name, user.id]).toEqual(['🚀', bench.ben]);
    const removed = heard<Told>(Events.MessageReactionRemove, message.id, idOf);
    as(bench.ben).react(message, '🚀', false);
    await removed;
  });

  it('needs the permission where it is the first of its kind, and is an emoji', () => {
    const { world, demo } = bench.discord;
    const message = say(bench.ada);
    as(bench.ben).react(message, '👍');
    world.setOverwrite(bench.channel, demo.guild, { deny: PermissionFlagsBits.AddReactions });
    expect(() => as(bench.ada).react(message, '🎉')).toThrow('may not add');
    as(bench.ada).react(message, '👍');
    world.setOverwrite(bench.channel, demo.guild, {});
    for (const text of ['', 'x', '7', '👍👍', '<b>', '__proto__'])
      expect(() => as(bench.ada).react(message, text), text).toThrow('no emoji');
  });

  it('knows every emoji that can be typed, and stops at 20 of them', () => {
    const message = say(bench.ada);
    for (const { emoji } of gemoji) {
      as(bench.ada).react(message, emoji);
      as(bench.ada).react(message, emoji, false);
    }
    for (const { emoji } of gemoji.slice(0, 20)) as(bench.ada).react(message, emoji);
    expect(() => as(bench.ada).react(message, gemoji[20]!.emoji)).toThrow('20 different');
  });
});
