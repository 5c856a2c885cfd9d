import { Events, type Interaction } from 'discord.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkRequests, openApiPresent } from '../helpers/discord-openapi.ts';
import { type Bench, openBench } from './bench.ts';
import { call } from './call.ts';

const ANYWHERE = { integration_types: [0, 1], contexts: [0, 1, 2] };
const COMMANDS = [
  { type: 3, name: 'Explain this', ...ANYWHERE },
  { name: 'ping', description: 'Answers', ...ANYWHERE },
  { name: 'board', description: 'Of a server', contexts: [0] },
];

let bench: Bench;
let path: string;
/** a server that the bot is not in, with Ada in it */
let strange: { guild: string; channel: string };
beforeAll(async () => {
  bench = await openBench({ rateLimits: false });
  const { world } = bench.discord;
  path = `/applications/${bench.discord.applicationId}/commands`;
  await call(bench.discord, 'PUT', path, COMMANDS);
  const guild = world.addGuild('Elsewhere', bench.organiser, null);
  world.addMember(guild.id, bench.ada);
  world.addMember(guild.id, bench.ben);
  strange = { guild: guild.id, channel: world.addChannel(guild.id, 'chat').id };
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.discord.world.setInstalledFor(bench.ada, true);
  bench.discord.world.setInstalledFor(bench.ben, false);
});

const as = (userId: string) => bench.discord.as(userId);
const offered = (userId: string, channel: string) =>
  as(userId)
    .commands(channel)
    .map(({ name }) => name);
/** What the bot is told of the next interaction, which it answers in public. */
const seen = <T>(read: (interaction: Interaction) => T) =>
  new Promise<T>((resolve) =>
    bench.handle(async (interaction) => {
      if (interaction.isRepliable()) await interaction.reply('here');
      resolve(read(interaction));
    }),
  );

describe('a bot that somebody has installed for themselves', () => {
  it('comes along to a server that it is not in, and is told whose installation that is', async () => {
    expect(offered(bench.ada, bench.channel)).toEqual(['Explain this', 'ping', 'board']);
    expect(offered(bench.ada, strange.channel)).toEqual(['Explain this', 'ping']);
    expect(offered(bench.ben, strange.channel)).toEqual([]);
    const told = seen(({ guildId, guild, context, authorizingIntegrationOwners, channelId }) => ({
      guildId,
      guild,
      context,
      owners: [authorizingIntegrationOwners.guildId, authorizingIntegrationOwners.userId],
      channelId,
    }));
    await as(bench.ada).slash(strange.channel, 'ping');
    expect(await told).toEqual({
      guildId: strange.guild,
      guild: null,
      context: 0,
      owners: [null, bench.ada],
      channelId: strange.channel,
    });
    expect(as(bench.ben).messages(strange.channel).at(-1)?.content).toBe('here');
  });

  it('is known to a server that has it, too, by both installations', async () => {
    const told = seen(({ authorizingIntegrationOwners: { guildId, userId } }) => [guildId, userId]);
    await as(bench.ada).slash(bench.channel, 'ping');
    expect(await told).toEqual([bench.discord.demo.guild, bench.ada]);
    const ofOthers = seen(({ authorizingIntegrationOwners: { guildId, userId } }) => [guildId, userId]);
    await as(bench.ben).slash(bench.channel, 'ping');
    expect(await ofOthers).toEqual([bench.discord.demo.guild, null]);
  });

  it('comes along to conversations between people', async () => {
    const chat = bench.discord.world.addPrivateChannel(bench.ada, bench.ben);
    const said = as(bench.ben).say(chat.id, 'what is a volume');
    const told = seen(({ context, guildId }) => ({ context, guildId }));
    expect(await as(bench.ada).useOn(said, 'Explain this')).toMatchObject({ status: 'replied' });
    expect(await told).toEqual({ context: 2, guildId: null });
    expect((await as(bench.ben).useOn(said, 'Explain this')).status).toBe('refused');
    expect(as(bench.organiser).messages(chat.id)).toEqual([]);
  });

  it('keeps the installation of the message whose button is pressed', async () => {
    const button = { type: 2, style: 1, label: 'Press', custom_id: 'press' };
    bench.handle(
      (interaction) =>
        interaction.isRepliable() &&
        interaction.reply({ components: [{ type: 1, components: [button] }], content: 'x' }),
    );
    const { message } = await as(bench.ada).slash(strange.channel, 'ping');
    const told = seen(({ authorizingIntegrationOwners: { guildId, userId } }) => [guildId, userId]);
    await as(bench.ben).press(message!, 'press');
    expect(await told).toEqual([null, bench.ada]);
  });

  it('speaks in private where the server allows no external apps', async () => {
    const { world } = bench.discord;
    const quiet = world.addChannel(strange.guild, 'quiet');
    world.setOverwrite(quiet.id, strange.guild, { deny: PermissionFlagsBits.UseExternalApps });
    void seen(() => undefined);
    expect(await as(bench.ada).slash(quiet.id, 'ping')).toMatchObject({ status: 'replied', ephemeral: true });
    expect(as(bench.ben).messages(quiet.id)).toEqual([]);
    // The server's own bot is not meant.
    world.setOverwrite(bench.channel, bench.discord.demo.guild, { deny: PermissionFlagsBits.UseExternalApps });
    void seen(() => undefined);
    expect(await as(bench.ada).slash(bench.channel, 'ping')).toMatchObject({ ephemeral: false });
    world.setOverwrite(bench.channel, bench.discord.demo.guild, {});
  });

  it('adds five messages to its answer, and no sixth', async () => {
    const codes = new Promise((resolve) =>
      bench.onCommand(async (interaction) => {
        await interaction.reply('first');
        const more = [];
        for (let nth = 0; nth < 6; nth++)
          more.push(
            await interaction.followUp(`${nth}`).then(
              () => 0,
              (error: { code: number }) => error.code,
            ),
          );
        resolve(more);
      }),
    );
    await as(bench.ada).slash(strange.channel, 'ping');
    expect(await codes).toEqual([0, 0, 0, 0, 0, 40094]);
  });

  it('learns nothing of servers that it is not in', async () => {
    const heard: string[] = [];
    for (const event of [Events.GuildCreate, Events.ChannelCreate, Events.GuildDelete, Events.GuildRoleCreate] as const)
      bench.client.on(event, () => void heard.push(event));
    const { world } = bench.discord;
    const guild = world.addGuild('Hidden', bench.ada, null);
    world.addChannel(guild.id, 'chat');
    world.addRole(guild.id, 'Some');
    world.removeGuild(guild.id);
    expect((await call(bench.discord, 'GET', `/guilds/${strange.guild}`)).body).toMatchObject({ code: 10004 });
    expect((await call(bench.discord, 'GET', `/channels/${strange.channel}`)).body).toMatchObject({ code: 50001 });
    expect(heard).toEqual([]);
    expect(bench.client.guilds.cache.has(strange.guild)).toBe(false);
  });

  it('is forgotten when it is uninstalled', () => {
    bench.discord.world.setInstalledFor(bench.ada, false);
    expect(offered(bench.ada, strange.channel)).toEqual([]);
  });
});

it.skipIf(!openApiPresent)("registers what Discord's description of its API allows", () => {
  expect(checkRequests([{ method: 'PUT', path, body: COMMANDS }])).toEqual([]);
});
