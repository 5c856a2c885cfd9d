import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { type Client, Events, GatewayIntentBits, type Interaction } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type SmallDiscord, type SmallDiscordOptions, startSmallDiscord } from '../../src/small-discord/index.ts';
import { COMMANDS, createClient, login } from './bench.ts';
import { call } from './call.ts';
import { dial, identify } from './dial.ts';

const toClose: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

async function start(options: SmallDiscordOptions = {}): Promise<SmallDiscord> {
  const discord = await startSmallDiscord(options);
  toClose.push(() => discord.close());
  return discord;
}

async function connect(discord: SmallDiscord, options: Parameters<typeof createClient>[1] = {}): Promise<Client<true>> {
  const client = createClient(discord, options);
  toClose.push(() => client.destroy());
  await login(client, discord.token);
  return client;
}

const once = <T>(client: Client, event: string) => new Promise<T>((resolve) => client.once(event, resolve));

describe('a bot', () => {
  it('logs in and knows its servers, their channels and what it may do there', async () => {
    const discord = await start();
    const client = await connect(discord);
    expect(client.guilds.cache.map((guild) => guild.name)).toEqual(['Docker study group', 'Evening class']);
    expect(client.application.id).toBe(discord.applicationId);
    const guild = client.guilds.cache.get(discord.demo.guild);
    const may = (channel: string) =>
      guild?.channels.cache.get(channel)?.permissionsFor(client.user)?.has(['ViewChannel', 'SendMessages']);
    expect([may(discord.demo.channel), may(discord.demo.closedChannel)]).toEqual([true, false]);
    expect(discord.gateway.connections).toBe(1);
  });

  it('with a wrong token is turned away by REST and by the gateway', async () => {
    const discord = await start();
    const client = createClient(discord);
    await expect(client.login('wrong')).rejects.toMatchObject({ code: 'TokenInvalid' });
    const { send, hello, closed } = dial(discord);
    await hello;
    send(2, identify(discord, { token: 'wrong' }));
    expect(await closed).toBe(4004);
  });

  it('of another small Discord is turned away, though it dials this one', async () => {
    const { token } = await start();
    const discord = await start();
    expect(token).not.toBe(discord.token);
    await expect(createClient(discord).login(token)).rejects.toMatchObject({ code: 'TokenInvalid' });
    const { send, hello, closed } = dial(discord);
    await hello;
    send(2, identify(discord, { token }));
    expect(await closed).toBe(4004);
  });

  it('that asks for an intent that it was not granted is turned away, unless it was', async () => {
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent];
    const strict = await start();
    await expect(createClient(strict, { intents }).login(strict.token)).rejects.toThrow('disallowed intents');
    const discord = await start({ privilegedIntents: true });
    const client = await connect(discord, { intents });
    const heard = once<{ content: string }>(client, Events.MessageCreate);
    discord.as(discord.demo.organiser).say(discord.demo.channel, 'hello');
    expect((await heard).content).toBe('hello');
  });

  it('hears of messages with the intent, without their content, and of none without it', async () => {
    const discord = await start();
    const client = await connect(discord, { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] });
    const deaf = dial(discord);
    await deaf.hello;
    deaf.send(2, identify(discord));
    await deaf.until(({ t }) => t === 'GUILD_CREATE');
    const heard = once<{ content: string; author: { id: string } }>(client, Events.MessageCreate);
    discord.as(discord.demo.organiser).say(discord.demo.channel, 'hello');
    expect(await heard).toMatchObject({ content: '', author: { id: discord.demo.organiser } });
    const added = discord.world.addChannel(discord.demo.guild, 'later');
    await deaf.until(({ t, d }) => t === 'CHANNEL_CREATE' && (d as { id: string }).id === added.id);
    expect(deaf.received.map(({ t }) => t)).not.toContain('MESSAGE_CREATE');
  });

  it('follows what changes in the world', async () => {
    const discord = await start();
    const client = await connect(discord);
    const { world, demo } = discord;
    const guild = client.guilds.cache.get(demo.guild);

    const channelCreated = once(client, Events.ChannelCreate);
    const channel = world.addChannel(demo.guild, 'new');
    await channelCreated;
    expect(guild?.channels.cache.get(channel.id)?.name).toBe('new');

    const channelUpdated = once(client, Events.ChannelUpdate);
    world.setOverwrite(channel.id, demo.guild, { deny: 1n << 11n });
    await channelUpdated;
    expect(guild?.channels.cache.get(channel.id)?.permissionsFor(client.user)?.has('SendMessages')).toBe(false);

    const roleUpdated = once(client, Events.GuildRoleUpdate);
    world.updateRole(demo.guild, demo.role, { name: 'Students' });
    await roleUpdated;
    expect(guild?.roles.cache.get(demo.role)?.name).toBe('Students');

    const channelDeleted = once(client, Events.ChannelDelete);
    world.removeChannel(channel.id);
    await channelDeleted;
    expect(guild?.channels.cache.has(channel.id)).toBe(false);

    const guildCreated = once(client, Events.GuildCreate);
    const joined = world.addGuild('Another', demo.organiser);
    await guildCreated;
    const guildDeleted = once(client, Events.GuildDelete);
    world.removeGuild(joined.id);
    await guildDeleted;
    expect(client.guilds.cache.has(joined.id)).toBe(false);
  });

  it('serves its servers by shard, and direct messages with the first', async () => {
    const discord = await start({ shards: 2, keptRequests: 0 });
    const guilds = Array.from({ length: 4 }, (_, index) =>
      discord.world.addGuild(`Server ${index}`, discord.demo.organiser),
    );
    const channels = guilds.map((guild) => discord.world.addChannel(guild.id, 'general').id);
    const client = await connect(discord, { shards: 'auto' });
    await client.application.commands.set(COMMANDS);
    expect(client.ws.shards.size).toBe(2);
    expect(client.guilds.cache.size).toBe(6);
    client.on(Events.InteractionCreate, (interaction: Interaction) => {
      if (interaction.isChatInputCommand()) void interaction.reply(`${interaction.guild?.shardId ?? 'dm'}`);
    });
    const person = discord.as(discord.demo.organiser);
    const answers = await Promise.all(
      channels.map(async (channel) => (await person.slash(channel, 'ping')).message?.content),
    );
    const expected = guilds.map((guild) => String((BigInt(guild.id) >> 22n) % 2n));
    expect(answers).toEqual(expected);
    expect(new Set(expected).size).toBe(2);
    expect((await person.slash(person.openDm(), 'ping')).message?.content).toBe('dm');
  });
});

describe('a connection', () => {
  it('that breaks is resumed, and what was missed is replayed', async () => {
    const discord = await start();
    const client = await connect(discord);
    await client.application.commands.set(COMMANDS);
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) void interaction.reply('after all');
    });
    const resumed = once(client, Events.ShardResume);
    discord.faults.dropGateway();
    const outcome = discord.as(discord.demo.organiser).slash(discord.demo.channel, 'ping');
    await resumed;
    expect((await outcome).message?.content).toBe('after all');
  });

  it('is made anew when it is asked to, and loses nothing', async () => {
    const discord = await start();
    const client = await connect(discord);
    const resumed = once(client, Events.ShardResume);
    discord.gateway.requestReconnect();
    await resumed;
    const created = once<{ name: string }>(client, Events.ChannelCreate);
    discord.world.addChannel(discord.demo.guild, 'later');
    expect((await created).name).toBe('later');
    expect(discord.gateway.connections).toBe(1);
  });

  it('cannot be resumed with an unknown session or a number from the future', async () => {
    const discord = await start();
    const first = dial(discord);
    await first.hello;
    first.send(2, identify(discord));
    const ready = await first.until(({ t }) => t === 'READY');
    const { session_id: session } = ready.d as { session_id: string };
    for (const resume of [
      { session_id: 'unknown', seq: 1 },
      { session_id: session, seq: 999 },
    ]) {
      const again = dial(discord);
      await again.hello;
      again.send(6, { token: discord.token, ...resume });
      expect((await again.until(({ op }) => op === 9)).d).toBe(false);
      // It may identify on the same connection instead.
      again.send(2, identify(discord));
      await again.until(({ t }) => t === 'READY');
      again.socket.close(1000);
      await again.closed;
    }
    const last = first.received.at(-1)?.s ?? 0;
    first.socket.terminate();
    await first.closed;
    discord.world.addChannel(discord.demo.guild, 'missed');
    const again = dial(discord);
    await again.hello;
    again.send(6, { token: discord.token, session_id: session, seq: last });
    await again.until(({ t }) => t === 'RESUMED');
    expect(again.received.slice(1).map(({ t, s }) => `${t} ${s}`)).toEqual([
      `CHANNEL_CREATE ${last + 1}`,
      `RESUMED ${last + 2}`,
    ]);
  });

  it('answers a heartbeat, and is closed without any', async () => {
    const discord = await start({ heartbeatIntervalMs: 60 });
    const { hello, send, until, closed } = dial(discord);
    expect((await hello).d).toEqual({ heartbeat_interval: 60 });
    send(1, null);
    await until(({ op }) => op === 11);
    expect(await closed).toBe(4009);
  });

  it.each<[string, string, (discord: SmallDiscord) => [number, object] | undefined, number]>([
    ['compression', '?v=10&encoding=json&compress=zlib-stream', () => undefined, 4002],
    ['another encoding', '?v=10&encoding=etf', () => undefined, 4002],
    ['another version', '?v=9&encoding=json', () => undefined, 4012],
    ['an unknown opcode', '', () => [99, {}], 4001],
    ['something before identifying', '', () => [3, {}], 4003],
    ['intents that do not exist', '', (discord) => [2, identify(discord, { intents: 1 << 30 })], 4013],
    ['privileged intents', '', (discord) => [2, identify(discord, { intents: 2 })], 4014],
    ['a shard out of range', '', (discord) => [2, identify(discord, { shard: [2, 2] })], 4010],
  ])('is closed for %s', async (_, query, payload, code) => {
    const discord = await start();
    const { hello, send, closed } = dial(discord, query);
    const sent = payload(discord);
    if (sent) {
      await hello;
      send(...sent);
    }
    expect(await closed).toBe(code);
  });

  it('tells each of forty shards of its own servers alone', async () => {
    const discord = await start({ shards: 40, maxConcurrency: 16 });
    for (let server = 0; server < 2000; server++) discord.world.addGuild(`Server ${server}`, discord.demo.organiser);
    const answer = await call<{ shards: number; session_start_limit: { max_concurrency: number } }>(
      discord,
      'GET',
      '/gateway/bot',
    );
    expect(answer.body).toMatchObject({ shards: 40, session_start_limit: { max_concurrency: 16 } });
    const told = new Map<string, number>();
    // Of those that may identify at the same time.
    for (const shard of [0, 9, 18, 27, 39]) {
      const bot = dial(discord);
      await bot.hello;
      bot.send(2, identify(discord, { shard: [shard, 40] }));
      const { guilds } = (await bot.until(({ t }) => t === 'READY')).d as { guilds: { id: string }[] };
      const created = () =>
        bot.received.filter(({ t }) => t === 'GUILD_CREATE').map(({ d }) => (d as { id: string }).id);
      await expect.poll(() => created().length).toBe(guilds.length);
      for (const id of created()) {
        expect(told.has(id)).toBe(false);
        expect(Number(BigInt(id) >> 22n) % 40).toBe(shard);
        told.set(id, shard);
      }
      bot.socket.close(1000);
      await bot.closed;
    }
    expect(told.size).toBeGreaterThan(240);
  });

  it('is closed when its shard would have more servers than Discord allows', async () => {
    const discord = await start({ guildsPerShard: 1 });
    const { hello, send, closed } = dial(discord);
    await hello;
    send(2, identify(discord));
    expect(await closed).toBe(4011);
  });

  it('identifies once in five seconds where that is enforced', async () => {
    const discord = await start({ maxConcurrency: 1 });
    const [first, second] = [dial(discord), dial(discord)];
    for (const { hello, send } of [first, second]) {
      await hello;
      send(2, identify(discord));
    }
    await Promise.all([first.until(({ t }) => t === 'READY'), second.until(({ op }) => op === 9)]);
  });
});

it('listens on this machine alone', async () => {
  const discord = await start();
  expect(discord.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
  const { port } = new URL(discord.apiUrl);
  const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  for (const { address, family, internal } of others) {
    if (internal || family !== 'IPv4') continue;
    const failure = await new Promise((resolve) =>
      request({ host: address, port, path: '/api/v10/gateway' }, resolve).on('error', resolve).end(),
    );
    expect(failure).toMatchObject({ code: 'ECONNREFUSED' });
  }
});
