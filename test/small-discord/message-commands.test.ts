/** Commands in the menu of a message, under "Apps". */
import { ApplicationCommandType, MessageType } from 'discord-api-types/v10';
import type { MessageContextMenuCommandInteraction } from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, COMMANDS, openBench } from './bench.ts';
import { call, problemsIn } from './call.ts';

const EXPLAIN = { name: 'Explain this', type: ApplicationCommandType.Message } as const;

let bench: Bench;
let path: string;
beforeAll(async () => {
  bench = await openBench({ rateLimits: false });
  path = `/applications/${bench.discord.applicationId}/commands`;
});
beforeEach(() => bench.client.application.commands.set([...COMMANDS, EXPLAIN]));
afterAll(() => bench.close());

const as = (userId: string) => bench.discord.as(userId);
const onMenu = (handler: (interaction: MessageContextMenuCommandInteraction) => unknown) =>
  bench.handle((interaction) => (interaction.isMessageContextMenuCommand() ? handler(interaction) : undefined));

describe('a message command', () => {
  it('is told to the bot with the message and what stands in it, also without the intent for that', async () => {
    const target = as(bench.ben).say(bench.channel, 'port is already allocated');
    onMenu((interaction) => interaction.reply(`About "${interaction.targetMessage.content}"`));
    const { status, message } = await as(bench.ada).useOn(target, 'Explain this');
    expect(status).toBe('replied');
    expect(message).toMatchObject({
      content: 'About "port is already allocated"',
      type: MessageType.ContextMenuCommand,
      message_reference: { message_id: target.id, channel_id: bench.channel },
      interaction_metadata: { name: 'Explain this', target_message_id: target.id },
    });
  });

  it('comes as Discord sends it: with its type, the id of the message, and no options', async () => {
    const target = as(bench.ben).say(bench.channel, 'no space left on device');
    const told = new Promise((resolve) => bench.client.ws.once('INTERACTION_CREATE' as never, resolve));
    onMenu((interaction) => interaction.reply('Yes'));
    await as(bench.ada).useOn(target, 'Explain this');
    const { data, type } = (await told) as { data: object; type: number };
    expect(type).toBe(2);
    expect(data).toEqual({
      id: expect.stringMatching(/^\d+$/) as string,
      name: 'Explain this',
      type: 3,
      target_id: target.id,
      resolved: { messages: { [target.id]: target } },
    });
  });

  it('is used on no message that only one member sees, on none that is gone, and by nobody who cannot see it', async () => {
    const { demo } = bench.discord;
    bench.discord.whisper(bench.ada, bench.channel, { content: 'For you' });
    const whispered = as(bench.ada).messages(bench.channel).at(-1);
    const use = async (userId: string, id = '1', channel_id = bench.channel) =>
      (await as(userId).useOn({ id, channel_id }, 'Explain this')).refusal;
    expect(await use(bench.ada, whispered?.id)).toBe('Apps cannot be used on a message that only you see.');
    expect(await use(bench.ben, whispered?.id)).toBe('There is no such message.');
    expect(await use(bench.ada)).toBe('There is no such message.');
    const elsewhere = as(demo.members[0] ?? '').say(demo.otherChannel, 'Hidden from the organiser of the first');
    expect(await use(bench.organiser, elsewhere.id, demo.otherChannel)).toBe('There is no such channel.');
  });

  it('is none that is typed, and a typed one is none of a menu', async () => {
    const target = as(bench.ben).say(bench.channel, 'Hello');
    expect((await as(bench.ada).useOn(target, 'ping')).refusal).toBe('There is no command "ping".');
    expect((await as(bench.ada).slash(bench.channel, 'Explain this')).refusal).toBe('There is no command /Explain.');
  });

  it('has any name, no description and no options, and there are 15 of them', async () => {
    const problems = async (...commands: object[]) =>
      problemsIn((await call(bench.discord, 'PUT', path, commands)).body.errors);
    expect(await problems({ ...EXPLAIN, description: 'x' })).toEqual([
      '0.description APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID',
    ]);
    const options = [{ type: 3, name: 'o', description: 'x' }];
    expect(await problems({ ...EXPLAIN, options })).toEqual([
      '0.options APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID',
    ]);
    expect(await problems({ ...EXPLAIN, name: 'x'.repeat(33) })).toEqual(['0.name BASE_TYPE_BAD_LENGTH']);
    const many = (count: number) => Array.from({ length: count }, (_, at) => ({ ...EXPLAIN, name: `Number ${at}` }));
    expect((await call(bench.discord, 'PUT', path, many(15))).status).toBe(200);
    expect(await problems(...many(16))).toEqual(['APPLICATION_COMMANDS_MAX']);
    const { body } = await call<object>(bench.discord, 'POST', path, { ...EXPLAIN, description: '' });
    expect(body).toMatchObject({ name: 'Explain this', type: 3, description: '' });
  });
});
