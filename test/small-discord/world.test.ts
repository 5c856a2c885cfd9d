import { Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { type SmallDiscord, World, startSmallDiscord } from '../../src/small-discord/index.ts';
import { permissionsIn } from '../../src/small-discord/permissions.ts';
import { shardOf, snowflakeTime } from '../../src/small-discord/snowflake.ts';
import { call } from './call.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const { ViewChannel, SendMessages, EmbedLinks, ManageGuild, Administrator } = PermissionFlagsBits;

let discord: SmallDiscord | undefined;
afterEach(async () => {
  await discord?.close();
  discord = undefined;
});

describe('permissions', () => {
  const world = new World({ now: () => NOON });
  const [owner, ada] = ['Olga', 'Ada'].map((name) => world.addUser(name)) as [string, string];
  const guild = world.addGuild('Server', owner);
  const loud = world.addRole(guild.id, 'Loud');
  const quiet = world.addRole(guild.id, 'Quiet');
  const admin = world.addRole(guild.id, 'Admin', Administrator);
  const organiser = world.addRole(guild.id, 'Organiser', ManageGuild);

  /** What Ada may do with these roles, in a channel with these overwrites. */
  const may = (permission: bigint, roles: string[], overwrites: [string, { allow?: bigint; deny?: bigint }][]) => {
    world.addMember(guild.id, ada, roles);
    const channel = world.addChannel(guild.id, 'channel');
    for (const [target, change] of overwrites) world.setOverwrite(channel.id, target, change);
    return (permissionsIn(world, channel, ada) & permission) === permission;
  };

  it.each<[string, boolean, bigint, string[], [string, { allow?: bigint; deny?: bigint }][]]>([
    ['everyone may write', true, SendMessages, [], []],
    ['everyone is denied', false, SendMessages, [], [[guild.id, { deny: SendMessages }]]],
    [
      'a role allows what everyone is denied',
      true,
      SendMessages,
      [loud],
      [
        [guild.id, { deny: SendMessages }],
        [loud, { allow: SendMessages }],
      ],
    ],
    [
      'the order of the rules says nothing',
      true,
      SendMessages,
      [loud],
      [
        [loud, { allow: SendMessages }],
        [guild.id, { deny: SendMessages }],
      ],
    ],
    [
      'one role allows, another denies',
      true,
      SendMessages,
      [loud, quiet],
      [
        [quiet, { deny: SendMessages }],
        [loud, { allow: SendMessages }],
      ],
    ],
    [
      'the member is denied what a role allows',
      false,
      SendMessages,
      [loud],
      [
        [loud, { allow: SendMessages }],
        [ada, { deny: SendMessages }],
      ],
    ],
    [
      'the rule is for a role that one has not',
      false,
      SendMessages,
      [],
      [
        [guild.id, { deny: SendMessages }],
        [loud, { allow: SendMessages }],
      ],
    ],
    ['who does not see may not write', false, SendMessages, [], [[guild.id, { deny: ViewChannel }]]],
    ['who may not write may not embed', false, EmbedLinks, [], [[guild.id, { deny: SendMessages }]]],
    [
      'an administrator may everything',
      true,
      SendMessages,
      [admin],
      [[guild.id, { deny: ViewChannel | SendMessages }]],
    ],
    ['a role adds to everyone', true, ManageGuild | SendMessages, [organiser], []],
  ])('%s', (_, expected, permission, roles, overwrites) => {
    expect(may(permission, roles, overwrites)).toBe(expected);
  });

  it('are all the owner has, and nothing a stranger has', () => {
    const channel = world.addChannel(guild.id, 'closed');
    world.setOverwrite(channel.id, guild.id, { deny: ViewChannel });
    expect(permissionsIn(world, channel, owner) & ManageGuild).toBe(ManageGuild);
    expect(permissionsIn(world, channel, world.addUser('Stranger'))).toBe(0n);
    expect(permissionsIn(world, world.openDm(ada), owner)).toBe(0n);
  });
});

describe('ids', () => {
  it('hold the time at which they were made', () => {
    const world = new World({ now: () => NOON });
    expect(snowflakeTime(world.newId())).toBe(NOON);
    expect(world.newId()).not.toBe(world.newId());
  });

  it('of servers made at one moment spread over the shards', () => {
    const world = new World({ now: () => NOON });
    const owner = world.addUser('Olga');
    const ids = Array.from({ length: 40 }, () => world.addGuild('Server', owner).id);
    expect(ids.filter((id) => shardOf(id, 4) === 0)).toHaveLength(10);
    // None is from the future, as a bot would think whose clock is wrong.
    expect(Math.max(...ids.map(snowflakeTime))).toBe(NOON);
  });
});

describe('a saved world', () => {
  it('goes on where it was, as plain JSON', async () => {
    const first = await startSmallDiscord({ now: () => NOON });
    const { channel, members } = first.demo;
    await call(first, 'POST', `/channels/${channel}/messages`, { content: 'kept', nonce: 'n', enforce_nonce: true });
    await call(first, 'PUT', `/applications/${first.applicationId}/commands`, [
      { name: 'ping', description: 'Answers' },
    ]);
    first.world.setDmsOpen(members[1]!, false);
    first.world.setLocale(members[1]!, Locale.Finnish);
    first.world.setGuildLocale(first.demo.guild, Locale.Polish);
    const dm = first.as(members[0]!).openDm();
    const saved = JSON.parse(JSON.stringify(first.save())) as ReturnType<SmallDiscord['save']>;
    await first.close();

    discord = await startSmallDiscord({ now: () => NOON + 1000, saved });
    const ada = discord.as(members[0]!);
    expect(discord.demo).toEqual(first.demo);
    expect(discord.botUserId).toBe(first.botUserId);
    expect(ada.messages(channel).map((message) => message.content)).toEqual(['kept']);
    expect(ada.commands(channel).map((command) => command.name)).toEqual(['ping']);
    expect(ada.openDm()).toBe(dm);
    expect(discord.world.acceptsDms(members[1]!)).toBe(false);
    expect(discord.world.localeOf(members[1]!)).toBe('fi');
    expect(discord.world.guilds.get(discord.demo.guild)?.locale).toBe('pl');
    expect(JSON.stringify(discord.save())).toBe(JSON.stringify(saved));
    const body = { content: 'again', nonce: 'n', enforce_nonce: true };
    const again = await call(discord, 'POST', `/channels/${channel}/messages`, body);
    expect(again.body.content).toBe('kept');
  });
});

describe('a page', () => {
  it('is told of messages and who sees them, of requests, and of typing', async () => {
    const small = (discord = await startSmallDiscord());
    const { channel } = small.demo;
    const told: string[] = [];
    small.on('messageCreated', ({ message, visibleTo }) => told.push(`created ${message.content} ${visibleTo}`));
    small.on('messageUpdated', ({ message }) => told.push(`updated ${message.content}`));
    small.on('messageDeleted', ({ message }) => told.push(`deleted ${message.content}`));
    small.on('typing', ({ channelId }) => told.push(`typing ${channelId === channel}`));
    const request = ({ method }: { method: string }) => told.push(method);
    small.on('request', request);
    const { body } = await call(small, 'POST', `/channels/${channel}/messages`, { content: 'a' });
    await call(small, 'PATCH', `/channels/${channel}/messages/${body.id}`, { content: 'b' });
    small.off('request', request);
    await call(small, 'DELETE', `/channels/${channel}/messages/${body.id}`);
    await call(small, 'POST', `/channels/${channel}/typing`);
    expect(told).toEqual(['created a null', 'POST', 'updated b', 'PATCH', 'deleted b', 'typing true']);
  });
});

describe('memory', () => {
  it('holds the latest messages and requests and no more', async () => {
    const small = (discord = await startSmallDiscord({ keptMessages: 3, keptRequests: 2, rateLimits: false }));
    const { channel, organiser } = small.demo;
    for (let index = 0; index < 10; index++)
      await call(small, 'POST', `/channels/${channel}/messages`, { content: `${index}` });
    expect(
      small
        .as(organiser)
        .messages(channel)
        .map((message) => message.content),
    ).toEqual(['7', '8', '9']);
    expect(small.requests.length).toBeLessThanOrEqual(4);
    expect(small.requests.at(-1)?.body).toEqual({ content: '9' });
  });
});
