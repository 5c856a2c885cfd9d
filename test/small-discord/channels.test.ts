import { AttachmentBuilder, EmbedBuilder, PermissionFlagsBits, type SendableChannels } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './bench.ts';
import { type Answer, call } from './call.ts';

const MINUTE = 60 * 1000;

let bench: Bench;
beforeAll(async () => {
  bench = await openBench({ rateLimits: false });
});
afterAll(() => bench.close());

const as = (userId: string) => bench.discord.as(userId);
const messages = (channel: string) => `/channels/${channel}/messages`;
const post = (channel: string, body: unknown) => call(bench.discord, 'POST', messages(channel), body);
const channelOf = async (id: string) => (await bench.client.channels.fetch(id)) as SendableChannels;
const makeChannel = (allow = 0n, deny = 0n) => {
  const { world, demo } = bench.discord;
  const { id } = world.addChannel(demo.guild, 'a-channel');
  world.setOverwrite(id, demo.guild, { allow, deny });
  return id;
};

describe('a message', () => {
  it('is sent, read, listed, changed and deleted', async () => {
    const id = makeChannel();
    const [first, second] = [await post(id, { content: 'one' }), await post(id, { content: 'two' })];
    const path = `${messages(id)}/${first.body.id}`;
    expect((await call(bench.discord, 'GET', path)).body.content).toBe('one');
    await call(bench.discord, 'PATCH', path, { content: 'changed' });
    const list = (query: string) => call<Answer[]>(bench.discord, 'GET', `${messages(id)}?${query}`);
    expect((await list('limit=5')).body.map((message) => message.content)).toEqual(['two', 'changed']);
    expect((await list(`before=${second.body.id}`)).body).toHaveLength(1);
    expect((await list(`after=${second.body.id}`)).body).toHaveLength(0);
    expect((await list('limit=101')).body).toMatchObject({ code: 50035 });
    expect((await call(bench.discord, 'DELETE', path)).status).toBe(204);
    expect((await call(bench.discord, 'GET', path)).body).toEqual({ message: 'Unknown Message', code: 10008 });
  });

  it('of somebody else can be read, but not changed, and deleted only with the permission', async () => {
    const id = makeChannel();
    const { id: messageId } = as(bench.ada).say(id, 'mine');
    const path = `${messages(id)}/${messageId}`;
    expect((await call(bench.discord, 'GET', path)).body.author.id).toBe(bench.ada);
    expect((await call(bench.discord, 'PATCH', path, { content: 'x' })).body.code).toBe(50005);
    expect((await call(bench.discord, 'DELETE', path)).body.code).toBe(50013);
    bench.discord.world.setOverwrite(id, bench.client.user.id, { allow: PermissionFlagsBits.ManageMessages });
    expect((await call(bench.discord, 'DELETE', path)).status).toBe(204);
  });

  it('that only one member sees is none of the channel', async () => {
    bench.onCommand((interaction) => interaction.reply({ content: 'psst', flags: 64 }));
    const { message } = await as(bench.ada).slash(bench.channel, 'ping');
    expect((await call(bench.discord, 'GET', `${messages(bench.channel)}/${message!.id}`)).body.code).toBe(10008);
  });
});

describe('a nonce', () => {
  const send = (channel: string, nonce: string, more = {}) =>
    post(channel, { content: 'x', nonce, enforce_nonce: true, ...more }).then(({ body }) => body.id);

  it('makes one message of two, in one channel and for some minutes', async () => {
    const [one, other] = [makeChannel(), makeChannel()];
    const first = await send(one, 'a');
    expect(await send(one, 'a', { content: 'again' })).toBe(first);
    expect(as(bench.ada).messages(one)).toHaveLength(1);
    expect(await send(one, 'b')).not.toBe(first);
    expect(await send(other, 'a')).not.toBe(first);
    bench.discord.advance(10 * MINUTE);
    expect(await send(one, 'a')).not.toBe(first);
  });

  it('that is not enforced only goes with the message', async () => {
    const id = makeChannel();
    const first = await send(id, 'a', { enforce_nonce: false });
    expect(await send(id, 'a', { enforce_nonce: false })).not.toBe(first);
    expect(as(bench.ada).messages(id)[0]?.nonce).toBe('a');
  });
});

describe('permissions', () => {
  it.each<[string, bigint, object, number | undefined]>([
    ['may not see the channel', PermissionFlagsBits.ViewChannel, { content: 'x' }, 50001],
    ['may not write', PermissionFlagsBits.SendMessages, { content: 'x' }, 50013],
    ['may not embed, but sends none', PermissionFlagsBits.EmbedLinks, { content: 'x' }, undefined],
    ['may not embed', PermissionFlagsBits.EmbedLinks, { embeds: [{ title: 'x' }] }, 50013],
  ])('are missing where the bot %s', async (_, deny, body, code) => {
    expect((await post(makeChannel(0n, deny), body)).body.code).toBe(code);
  });

  it('are missing where it may not attach files', async () => {
    const channel = await channelOf(makeChannel(0n, PermissionFlagsBits.AttachFiles));
    const file = new AttachmentBuilder(Buffer.from('x'), { name: 'x.txt' });
    await expect(channel.send({ files: [file] })).rejects.toMatchObject({ code: 50013, status: 403 });
  });

  it('do not keep an interaction from being answered', async () => {
    bench.onCommand((interaction) => interaction.reply({ embeds: [{ title: 'x' }] }));
    const outcome = await as(bench.ada).slash(bench.discord.demo.closedChannel, 'ping');
    expect(outcome.status).toBe('replied');
  });

  it('of a server that the bot left, and of channels that are gone', async () => {
    const { world } = bench.discord;
    const guild = world.addGuild('Short-lived', bench.organiser);
    const { id } = world.addChannel(guild.id, 'general');
    expect((await post(id, { content: 'x' })).status).toBe(200);
    world.removeGuild(guild.id);
    expect((await post(id, { content: 'x' })).body.code).toBe(10003);
    expect((await call(bench.discord, 'GET', `/guilds/${guild.id}`)).body.code).toBe(10004);
  });
});

describe('mentions', () => {
  const everything = (userId: string, roleId: string) => `@everyone <@${userId}> <@&${roleId}>`;
  const send = async (body: object, channel = bench.channel) => {
    const { body: message } = await post(channel, body);
    return {
      everyone: message.mention_everyone,
      roles: message.mention_roles,
      users: message.mentions.map((user) => user.id),
    };
  };
  const nobody = { everyone: false, roles: [], users: [] };

  it('ping what is written, as far as the bot may', async () => {
    const { role } = bench.discord.demo;
    const content = everything(bench.ada, role);
    expect(await send({ content })).toEqual({ everyone: false, roles: [role], users: [bench.ada] });
    const loud = makeChannel(PermissionFlagsBits.MentionEveryone);
    expect(await send({ content }, loud)).toEqual({ everyone: true, roles: [role], users: [bench.ada] });
  });

  it('ping nobody where none are allowed, and only those that are named', async () => {
    const { role } = bench.discord.demo;
    const content = everything(bench.ada, role);
    expect(await send({ content, allowed_mentions: { parse: [] } })).toEqual(nobody);
    expect(await send({ content, allowed_mentions: { parse: [], roles: [role] } })).toEqual({
      ...nobody,
      roles: [role],
    });
    expect(await send({ content, allowed_mentions: { users: [bench.ben] } })).toEqual(nobody);
  });

  it('of a role that is not for everybody to ping do nothing without the permission', async () => {
    const quiet = bench.discord.world.addRole(bench.discord.demo.guild, 'Quiet');
    expect(await send({ content: `<@&${quiet}>` })).toEqual(nobody);
    expect((await send({ content: `<@&${quiet}>` }, makeChannel(PermissionFlagsBits.MentionEveryone))).roles).toEqual([
      quiet,
    ]);
  });

  it('count in text displays, and not in embeds', async () => {
    const content = `<@${bench.ada}>`;
    expect(
      (await send({ flags: 1 << 15, components: [{ type: 17, components: [{ type: 10, content }] }] })).users,
    ).toEqual([bench.ada]);
    expect(await send({ embeds: [{ description: content }] })).toEqual(nobody);
  });
});

describe('a file', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAC0lEQVR42mNgwAQAABQAAbG2iWsAAAAASUVORK5CYII=',
    'base64',
  );

  it('is uploaded, described, and served', async () => {
    const file = new AttachmentBuilder(png, { name: 'a picture.png', description: 'A line' });
    const message = await (await channelOf(bench.channel)).send({ content: 'look', files: [file] });
    const [attachment] = message.attachments.values();
    expect(attachment).toMatchObject({ description: 'A line', size: png.length, width: 3, height: 2 });
    const response = await fetch(attachment!.url);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await response.arrayBuffer()).equals(png)).toBe(true);
    expect(bench.discord.requests.at(-1)).toMatchObject({ files: [expect.stringContaining('picture')], status: 200 });
  });

  it('is shown in an embed instead of below it', async () => {
    const embeds = [new EmbedBuilder().setTitle('Chart').setImage('attachment://chart.png')];
    bench.onCommand((interaction) =>
      interaction.reply({ embeds, files: [new AttachmentBuilder(png, { name: 'chart.png' })] }),
    );
    const { message } = await as(bench.ada).slash(bench.channel, 'ping');
    expect(message?.attachments).toEqual([]);
    expect(message?.embeds[0]?.image).toMatchObject({
      url: expect.stringMatching(/^http.*chart\.png$/) as string,
      width: 3,
    });
  });
});

describe('a thread', () => {
  it('is started on a message, once, and has its messages and its permission', async () => {
    const id = makeChannel();
    const { body: message } = await post(id, { content: 'Discuss' });
    const start = () => call(bench.discord, 'POST', `${messages(id)}/${message.id}/threads`, { name: 'Talk' });
    const { status, body: thread } = await start();
    expect({ status, id: thread.id, parent: thread.parent_id }).toEqual({ status: 201, id: message.id, parent: id });
    expect((await start()).body.code).toBe(160004);
    expect((await post(thread.id, { content: 'x' })).status).toBe(200);
    bench.discord.world.setOverwrite(id, bench.discord.demo.guild, { deny: PermissionFlagsBits.SendMessagesInThreads });
    expect((await post(thread.id, { content: 'x' })).body.code).toBe(50013);
    expect((await post(id, { content: 'x' })).status).toBe(200);
  });

  it('is not started without the permission, without a name, or in a direct message', async () => {
    const start = (id: string, body: object) => call(bench.discord, 'POST', `/channels/${id}/threads`, body);
    const closed = makeChannel(0n, PermissionFlagsBits.CreatePublicThreads);
    expect((await start(closed, { name: 'Talk', type: 11 })).body.code).toBe(50013);
    expect((await start(bench.channel, { type: 11 })).body.code).toBe(50035);
    expect((await start(bench.channel, { name: 'Talk', type: 11 })).status).toBe(201);
  });
});

describe('a direct message', () => {
  it('is opened and sent, unless the person does not want it', async () => {
    const { body: channel } = await call(bench.discord, 'POST', '/users/@me/channels', { recipient_id: bench.ada });
    expect(channel.id).toBe(as(bench.ada).openDm());
    expect((await post(channel.id, { content: 'hello' })).status).toBe(200);
    expect(as(bench.ada).messages(channel.id).at(-1)?.content).toBe('hello');
    expect(as(bench.ben).messages(channel.id)).toEqual([]);
    bench.discord.world.setDmsOpen(bench.ada, false);
    expect((await post(channel.id, { content: 'hello' })).body).toMatchObject({ code: 50007 });
    const nobody = await call(bench.discord, 'POST', '/users/@me/channels', { recipient_id: '1' });
    expect(nobody.body.code).toBe(50007);
  });
});
