import { ButtonStyle, ComponentType, type DiscordAPIError, Locale, MessageFlags } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRequests, openApiPresent } from '../helpers/discord-openapi.ts';
import { type Bench, openBench } from './bench.ts';

const MINUTE = 60 * 1000;
const NOON = Date.UTC(2026, 0, 15, 12);

let bench: Bench;
beforeAll(async () => {
  bench = await openBench({ responseTimeoutMs: 150, rateLimits: false, now: () => NOON });
});
afterAll(() => bench.close());

const as = (userId: string) => bench.discord.as(userId);
const contents = (userId: string) =>
  as(userId)
    .messages(bench.channel)
    .map((message) => message.content);

describe('a slash command', () => {
  it('is answered in public, and everybody in the channel sees it', async () => {
    bench.onCommand((interaction) => interaction.reply('pong'));
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: false, message: { content: 'pong' } });
    expect(contents(bench.ben).at(-1)).toBe('pong');
    expect(outcome.message?.interaction_metadata).toMatchObject({ id: outcome.interactionId, user: { id: bench.ada } });
  });

  it('is answered in private, and nobody else sees it', async () => {
    bench.onCommand((interaction) => interaction.reply({ content: 'psst', flags: MessageFlags.Ephemeral }));
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: true });
    expect(contents(bench.ada)).toContain('psst');
    expect(contents(bench.ben)).not.toContain('psst');
    expect(as(bench.ben).message(outcome.message!)).toBeUndefined();
  });

  it('is told everything that discord.js can tell of an interaction', async () => {
    const seen = new Promise((resolve) =>
      bench.onCommand(async (interaction) => {
        await interaction.reply('ok');
        const { guildId, channelId, locale, context, memberPermissions, appPermissions, options } = interaction;
        const member = options.getMember('member') as { id: string } | null;
        resolve({
          guildId,
          channelId,
          locale,
          context,
          may: [memberPermissions?.has('SendMessages'), appPermissions.has('EmbedLinks')],
          options: [options.getString('topic'), options.getInteger('count'), options.getUser('member')?.id, member?.id],
        });
      }),
    );
    await as(bench.ada).slash(bench.channel, 'pick', { topic: 'nets', count: 3, member: bench.ben });
    expect(await seen).toEqual({
      guildId: bench.discord.demo.guild,
      channelId: bench.channel,
      locale: 'en-US',
      context: 0,
      may: [true, true],
      options: ['nets', 3, bench.ben, bench.ben],
    });
  });

  it('tells in which language its member and its server read', async () => {
    bench.onCommand((interaction) => interaction.reply(`${interaction.locale} ${interaction.guildLocale}`));
    const asked = async () => (await as(bench.ada).slash(bench.channel, 'ping')).message?.content;
    expect(await asked()).toBe('en-US en-US');
    const { world, demo } = bench.discord;
    world.setLocale(bench.ada, Locale.Finnish);
    world.setGuildLocale(demo.guild, Locale.Polish);
    expect(await asked()).toBe('fi pl');
    expect(bench.client.guilds.cache.get(demo.guild)?.preferredLocale).toBe('pl');
    world.setLocale(bench.ada, Locale.EnglishUS);
    world.setGuildLocale(demo.guild, Locale.EnglishUS);
  });

  it('is answered in a direct message', async () => {
    bench.onCommand((interaction) => interaction.reply(interaction.inGuild() ? 'server' : interaction.user.id));
    const outcome = await as(bench.ada).slash(as(bench.ada).openDm(), 'ping');
    expect(outcome.message?.content).toBe(bench.ada);
  });

  it('gives the message with the answer to the callback', async () => {
    const response = new Promise((resolve) =>
      bench.onCommand(async (interaction) => {
        const { resource } = await interaction.reply({ content: 'pong', withResponse: true });
        resolve(resource?.message?.id);
      }),
    );
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    expect(await response).toBe(outcome.message?.id);
  });
});

describe('a deferred reply', () => {
  it('shows that the bot is thinking, and then holds what it is changed to', async () => {
    let go = () => {};
    const toldToGo = new Promise<void>((resolve) => (go = resolve));
    bench.onCommand(async (interaction) => {
      await interaction.deferReply();
      await toldToGo;
      await interaction.editReply('done');
    });
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    expect(outcome).toMatchObject({ status: 'deferred', ephemeral: false });
    expect(outcome.message).toBeUndefined();
    expect(Number(outcome.latest()?.flags) & MessageFlags.Loading).toBeTruthy();
    go();
    const final = await outcome.final();
    expect(final).toMatchObject({ id: outcome.latest()?.id, content: 'done', flags: 0 });
  });

  it('is told to a page step by step', async () => {
    const told: string[] = [];
    const listener = ({ commandName, status }: { commandName: string | null; status: string | null }) =>
      told.push(`${commandName} ${status}`);
    bench.discord.on('interaction', listener);
    bench.onCommand(async (interaction) => {
      await interaction.deferReply();
      await interaction.editReply('done');
    });
    await (await as(bench.ada).slash(bench.channel, 'ping')).final();
    bench.discord.off('interaction', listener);
    expect(told).toEqual(['ping null', 'ping deferred', 'ping replied']);
  });

  it('stays private when it was deferred in private, whatever the later bodies say', async () => {
    bench.onCommand(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('secret');
      await interaction.editReply({ content: 'still secret', flags: MessageFlags.SuppressEmbeds });
    });
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    expect(outcome.ephemeral).toBe(true);
    const { id } = await outcome.final();
    expect(as(bench.ben).message(id)).toBeUndefined();
    expect(as(bench.ada).message(id)?.content).toMatch(/secret/);
  });

  it('takes the first follow-up in its place', async () => {
    bench.onCommand(async (interaction) => {
      await interaction.deferReply();
      await interaction.followUp('done');
    });
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    expect(await outcome.final()).toMatchObject({ content: 'done', id: outcome.latest()?.id });
  });

  it('can be taken back, and answered beside it in private', async () => {
    bench.onCommand(async (interaction) => {
      await interaction.deferReply();
      await interaction.deleteReply();
      await interaction.followUp({ content: 'sorry', flags: MessageFlags.Ephemeral });
    });
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    const final = await outcome.final();
    expect(final.content).toBe('sorry');
    expect(as(bench.ben).message(final)).toBeUndefined();
  });
});

describe('what follows a reply', () => {
  it('changes, reads and deletes it, and adds messages', async () => {
    const seen: (string | undefined)[] = [];
    const done = new Promise<void>((resolve) =>
      bench.onCommand(async (interaction) => {
        await interaction.reply('one');
        await interaction.editReply('two');
        seen.push((await interaction.fetchReply()).content);
        const second = await interaction.followUp('more');
        await interaction.webhook.editMessage(second.id, 'more yet');
        seen.push(as(bench.ada).message(second.id)?.content);
        await interaction.deleteReply(second.id);
        seen.push(as(bench.ada).message(second.id)?.content);
        resolve();
      }),
    );
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    await done;
    expect(outcome.message?.content).toBe('one');
    expect(outcome.latest()?.content).toBe('two');
    expect(seen).toEqual(['two', 'more yet', undefined]);
  });
});

describe('Discord refuses', () => {
  /** What came of something that the bot did and that was refused. */
  function refusal(provoke: Parameters<Bench['onCommand']>[0]): Promise<Pick<DiscordAPIError, 'code' | 'status'>> {
    return new Promise((resolve) =>
      bench.onCommand(async (interaction) => {
        try {
          await provoke(interaction);
        } catch (error) {
          const { code, status } = error as DiscordAPIError;
          resolve({ code, status });
        }
      }),
    );
  }
  const callback = (id: string, token: string) =>
    bench.client.rest.post(`/interactions/${id}/${token}/callback`, {
      auth: false,
      body: { type: 4, data: { content: 'x' } },
    });

  it('a second response', async () => {
    const refused = refusal(async (interaction) => {
      await interaction.reply('one');
      await callback(interaction.id, interaction.token);
    });
    await as(bench.ada).slash(bench.channel, 'ping');
    expect(await refused).toEqual({ code: 40060, status: 400 });
    expect(contents(bench.ada)).not.toContain('x');
  });

  it('a response after the time is over, which the member sees as none', async () => {
    let answerNow: (() => void) | undefined;
    const refused = refusal(async (interaction) => {
      await new Promise<void>((resolve) => (answerNow = resolve));
      await interaction.reply('late');
    });
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    expect(outcome.status).toBe('no-response');
    await expect(outcome.final()).rejects.toThrow('did not respond');
    answerNow?.();
    expect(await refused).toEqual({ code: 10062, status: 404 });
  });

  it('a response with a token of another interaction', async () => {
    const refused = refusal(async (interaction) => {
      await interaction.reply('one');
      await callback(interaction.id, `${interaction.token.slice(0, -4)}AAAA`);
    });
    await as(bench.ada).slash(bench.channel, 'ping');
    expect(await refused).toEqual({ code: 10062, status: 404 });
  });

  it('a change when the token is more than 15 minutes old', async () => {
    const refused = refusal(async (interaction) => {
      await interaction.reply('one');
      bench.discord.advance(15 * MINUTE - 1);
      await interaction.editReply('two');
      bench.discord.advance(2);
      await interaction.editReply('three');
    });
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    expect(await refused).toEqual({ code: 50027, status: 401 });
    expect(outcome.latest()?.content).toBe('two');
  });

  it('a follow-up before the first response', async () => {
    const refused = refusal((interaction) => interaction.webhook.send('too early'));
    await as(bench.ada).slash(bench.channel, 'ping');
    expect(await refused).toEqual({ code: 10015, status: 404 });
  });

  it('changing a message that another interaction made', async () => {
    bench.onCommand((interaction) => interaction.reply({ content: 'mine', flags: MessageFlags.Ephemeral }));
    const { message } = await as(bench.ada).slash(bench.channel, 'ping');
    const refused = refusal(async (interaction) => {
      await interaction.reply('one');
      await interaction.webhook.editMessage(message!.id, 'stolen');
    });
    await as(bench.ben).slash(bench.channel, 'ping');
    expect(await refused).toEqual({ code: 10008, status: 404 });
  });

  it('updating a message where there is none, and an empty reply', async () => {
    const update = refusal((interaction) =>
      bench.client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
        auth: false,
        body: { type: 7, data: { content: 'x' } },
      }),
    );
    await as(bench.ada).slash(bench.channel, 'ping');
    expect(await update).toEqual({ code: 50035, status: 400 });
    const empty = refusal((interaction) => interaction.reply({ content: '  ' }));
    await as(bench.ada).slash(bench.channel, 'ping');
    expect(await empty).toEqual({ code: 50006, status: 400 });
  });

  it('a body over the limits, naming the field, and the bot can still answer', async () => {
    bench.onCommand(async (interaction) => {
      const button = { type: ComponentType.Button, style: ButtonStyle.Primary, label: 'x'.repeat(81), customId: 'a' };
      const row = { type: ComponentType.ActionRow, components: [button] } as const;
      const words = await interaction.reply({ content: 'x', components: [row] }).then(
        () => 'sent',
        (error: Error) => error.message,
      );
      await interaction.reply(words);
    });
    const outcome = await as(bench.ada).slash(bench.channel, 'ping');
    expect(outcome.message?.content).toContain('data.components[0].components[0].label[BASE_TYPE_MAX_LENGTH]');
  });
});

it.skipIf(!openApiPresent)("sends nothing that Discord's description does not allow", () => {
  const sent = bench.discord.requests.filter((request) => request.status < 400);
  expect(sent.length).toBeGreaterThan(20);
  expect(checkRequests(sent)).toEqual([]);
});
