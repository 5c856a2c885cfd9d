import { Events } from 'discord.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, COMMANDS, openBench } from './bench.ts';
import { call, problemsIn } from './call.ts';

let bench: Bench;
let path: string;
beforeAll(async () => {
  bench = await openBench({ rateLimits: false });
  path = `/applications/${bench.discord.applicationId}/commands`;
});
afterAll(() => bench.close());

const as = (userId: string) => bench.discord.as(userId);
const names = (userId: string, channel = bench.channel) =>
  as(userId)
    .commands(channel)
    .map((command) => command.name);

describe('registering commands', () => {
  it('fills in what Discord fills in, and keeps ids and versions of what did not change', async () => {
    const register = async (commands: unknown[]) => {
      const { body } = await call<{ id: string; version: string }[]>(bench.discord, 'PUT', path, commands);
      return body;
    };
    const first = await register(COMMANDS);
    const again = await register([...COMMANDS.slice(0, 2), { ...COMMANDS[2], description: 'Changed' }]);
    expect(again.slice(0, 2)).toEqual(first.slice(0, 2));
    expect(again[2]?.id).toBe(first[2]?.id);
    expect(again[2]?.version).not.toBe(first[2]?.version);
    await bench.client.application.commands.set(COMMANDS);
    const { body } = await call<object[]>(bench.discord, 'GET', path);
    expect(body[0]).toMatchObject({
      name: 'ping',
      type: 1,
      application_id: bench.discord.applicationId,
      default_member_permissions: null,
      contexts: null,
      integration_types: [0],
      nsfw: false,
    });
  });

  it('adds, changes and deletes one', async () => {
    const added = await bench.client.application.commands.create({ name: 'extra', description: 'One more' });
    expect(names(bench.ada)).toContain('extra');
    await added.edit({ description: 'Changed' });
    expect((await call(bench.discord, 'GET', `${path}/${added.id}`)).body.description).toBe('Changed');
    await added.delete();
    expect(names(bench.ada)).not.toContain('extra');
    expect((await call(bench.discord, 'GET', `${path}/${added.id}`)).body).toMatchObject({ code: 10063 });
  });

  it('keeps those of one server there', async () => {
    await bench.client.application.commands.set([{ name: 'local', description: 'Here' }], bench.discord.demo.guild);
    expect(names(bench.ada)).toContain('local');
    expect(names(bench.ada, bench.discord.demo.otherChannel)).not.toContain('local');
    expect((await as(bench.ada).slash(bench.discord.demo.otherChannel, 'local')).status).toBe('refused');
    await bench.client.application.commands.set([], bench.discord.demo.guild);
    expect(names(bench.ada)).toEqual(['ping', 'pick']);
  });

  const option = (more: object) => ({
    name: 'a',
    description: 'x',
    options: [{ type: 3, name: 'o', description: 'x', ...more }],
  });
  const choices = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `${index}`, value: `${index}` }));
  it.each<[string, object, string]>([
    ['a name with capitals', { name: 'Ping', description: 'x' }, 'name APPLICATION_COMMAND_INVALID_NAME'],
    ['a name with a space', { name: 'a b', description: 'x' }, 'name APPLICATION_COMMAND_INVALID_NAME'],
    ['a name of 33 characters', { name: 'a'.repeat(33), description: 'x' }, 'name BASE_TYPE_BAD_LENGTH'],
    ['no description', { name: 'a' }, 'description BASE_TYPE_REQUIRED'],
    [
      'a language that Discord does not have',
      { name: 'a', description: 'x', description_localizations: { tlh: 'x' } },
      'description_localizations.tlh BASE_TYPE_CHOICES',
    ],
    [
      'a description of 101 in another language',
      { name: 'a', description: 'x', description_localizations: { fi: 'x'.repeat(101) } },
      'description_localizations.fi BASE_TYPE_BAD_LENGTH',
    ],
    [
      'more than 8000 characters in the longest language',
      {
        name: 'a',
        description: 'x',
        options: Array.from({ length: 25 }, (_, index) => ({
          type: 3,
          name: `o${index}`,
          description: 'x',
          choices: Array.from({ length: 4 }, (_, choice) => ({
            name: `${choice}`,
            name_localizations: { fi: `${choice}${'x'.repeat(80)}` },
            value: `${choice}`,
          })),
        })),
      },
      'APPLICATION_COMMAND_TOO_LARGE',
    ],
    [
      'a choice of 101 in another language',
      option({ choices: [{ name: 'x', name_localizations: { fi: 'x'.repeat(101) }, value: 'x' }] }),
      'options.0.choices.0.name_localizations.fi BASE_TYPE_BAD_LENGTH',
    ],
    ['a description of 101', { name: 'a', description: 'x'.repeat(101) }, 'description BASE_TYPE_BAD_LENGTH'],
    [
      '26 options',
      {
        name: 'a',
        description: 'x',
        options: Array.from({ length: 26 }, (_, i) => ({ type: 3, name: `o${i}`, description: 'x' })),
      },
      'options BASE_TYPE_MAX_LENGTH',
    ],
    ['26 choices', option({ choices: choices(26) }), 'options.0.choices BASE_TYPE_MAX_LENGTH'],
    [
      'choices and autocomplete',
      option({ choices: choices(1), autocomplete: true }),
      'options.0 APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES',
    ],
    [
      'a choice of the wrong kind',
      option({ type: 4, choices: choices(1) }),
      'options.0.choices.0.value NUMBER_TYPE_COERCE',
    ],
    ['an unknown type of option', option({ type: 12 }), 'options.0.type BASE_TYPE_CHOICES'],
    [
      'a required option after an optional one',
      {
        name: 'a',
        description: 'x',
        options: [
          { type: 3, name: 'o', description: 'x' },
          { type: 3, name: 'p', description: 'x', required: true },
        ],
      },
      'options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      'two options of one name',
      {
        name: 'a',
        description: 'x',
        options: [
          { type: 3, name: 'o', description: 'x' },
          { type: 4, name: 'o', description: 'x' },
        ],
      },
      'options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    ],
    [
      'a subcommand beside an option',
      {
        name: 'a',
        description: 'x',
        options: [
          { type: 1, name: 'o', description: 'x' },
          { type: 3, name: 'p', description: 'x' },
        ],
      },
      'options.0.type APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
    ['a context that does not exist', { name: 'a', description: 'x', contexts: [3] }, 'contexts.0 BASE_TYPE_CHOICES'],
  ])('is refused with %s', async (_, command, problem) => {
    const { status, body } = await call(bench.discord, 'POST', path, command);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 50035 });
    expect(problemsIn(body.errors)).toContain(problem);
  });

  it('is refused with two commands of one name, or a list that is none', async () => {
    const twice = [
      { name: 'a', description: 'x' },
      { name: 'a', description: 'y' },
    ];
    const { body } = await call(bench.discord, 'PUT', path, twice);
    expect(problemsIn(body.errors)).toEqual(['1.name APPLICATION_COMMANDS_DUPLICATE_NAME']);
    expect((await call(bench.discord, 'PUT', path, {})).body.code).toBe(50035);
    expect(names(bench.ada)).toEqual(['ping', 'pick']);
  });

  it('is refused for an application of somebody else', async () => {
    expect((await call(bench.discord, 'PUT', '/applications/1/commands', [])).body.code).toBe(20012);
  });
});

describe('autocomplete', () => {
  it('offers what the bot offers for what stands there so far', async () => {
    bench.handle((interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      void interaction.respond([{ name: `${name}: ${value}`, value }]);
    });
    const choices = await as(bench.ada).autocomplete(bench.channel, 'pick', { topic: 'vol' }, 'topic');
    expect(choices).toEqual([{ name: 'topic: vol', value: 'vol' }]);
    const [empty] = await as(bench.ada).autocomplete(bench.channel, 'pick', {}, 'topic');
    expect(empty?.name).toBe('topic: ');
  });

  it('is refused with more than 25 choices or a name over 100 characters', async () => {
    const choices = (count: number, length: number) =>
      Array.from({ length: count }, (_, index) => ({ name: 'x'.repeat(length), value: `${index}` }));
    const refusals: string[] = [];
    bench.handle(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      for (const [count, length] of [
        [26, 5],
        [1, 101],
      ] as const) {
        const error: unknown = await interaction.respond(choices(count, length)).catch((reason: unknown) => reason);
        refusals.push((error as Error).message);
      }
      await interaction.respond(choices(25, 100));
    });
    const offered = await as(bench.ada).autocomplete(bench.channel, 'pick', { topic: 'x' }, 'topic');
    expect(offered).toHaveLength(25);
    expect(refusals[0]).toContain('data.choices[BASE_TYPE_MAX_LENGTH]');
    expect(refusals[1]).toContain('data.choices[0].name[BASE_TYPE_BAD_LENGTH]');
  });

  it('is not there for an option without it', async () => {
    await expect(as(bench.ada).autocomplete(bench.channel, 'pick', {}, 'count')).rejects.toThrow(
      'Nothing is suggested',
    );
  });
});

describe("what Discord's client does not send", () => {
  it.each([
    ['nothing for a required option', 'pick', {}, '"topic" is required'],
    ['a number out of range', 'pick', { topic: 'x', count: 6 }, 'from 1 to 5'],
    ['half a number', 'pick', { topic: 'x', count: 1.5 }, 'whole number'],
    ['what is not a choice', 'pick', { topic: 'x', level: 'odd' }, 'one of its choices'],
    ['a text that is too long', 'pick', { topic: 'x'.repeat(21) }, 'takes 0 to 20 characters'],
    ['an option that is not there', 'pick', { topic: 'x', other: 1 }, 'has no option "other"'],
    ['a member that is not there', 'pick', { topic: 'x', member: '1' }, 'There is no user 1'],
    ['a command that is not there', 'nothing', {}, 'There is no command /nothing'],
  ])('%s', async (_, name, values, refusal) => {
    const outcome = await as(bench.ada).slash(bench.channel, name, values);
    expect(outcome.status).toBe('refused');
    expect(outcome.refusal).toContain(refusal);
  });

  it('a subcommand that is missing or wrong', async () => {
    const run = (name: string) => as(bench.organiser).slash(bench.channel, name, {});
    expect((await run('settings')).refusal).toContain('needs a subcommand');
    expect((await run('settings nonsense')).refusal).toContain('has no subcommand "nonsense"');
  });
});

describe('who may use a command', () => {
  const settings = (userId: string, channel = bench.channel) =>
    as(userId).slash(channel, 'settings channel', { channel: bench.channel });

  it('is decided by its default permissions and its contexts', async () => {
    bench.onCommand((interaction) => interaction.reply(interaction.options.getSubcommand()));
    expect((await settings(bench.organiser)).message?.content).toBe('channel');
    expect((await settings(bench.ada)).refusal).toBe('You may not use /settings here.');
    expect((await settings(bench.organiser, as(bench.organiser).openDm())).status).toBe('refused');
    expect(names(bench.ada)).not.toContain('settings');
    expect(names(bench.organiser)).toContain('settings');
  });

  it('can come with a role, and "0" is for administrators alone', async () => {
    const { world, demo } = bench.discord;
    world.setMemberRoles(demo.guild, bench.ben, [world.addRole(demo.guild, 'Organisers', 1n << 5n)]);
    expect(names(bench.ben)).toContain('settings');
    const closed = { name: 'closed', description: 'x', default_member_permissions: '0' };
    const { body } = await call(bench.discord, 'POST', path, closed);
    expect([bench.ben, bench.organiser].map((userId) => names(userId).includes('closed'))).toEqual([false, true]);
    await call(bench.discord, 'DELETE', `${path}/${body.id}`);
  });

  it('takes the subcommand among the values too', async () => {
    bench.onCommand((interaction) => interaction.reply(interaction.options.getSubcommand()));
    const values = { subcommand: 'channel', channel: bench.channel };
    expect((await as(bench.organiser).slash(bench.channel, 'settings', values)).message?.content).toBe('channel');
  });

  it('names a channel with what the bot may do in it', async () => {
    const { closedChannel } = bench.discord.demo;
    const resolved = new Promise<unknown>((resolve) =>
      bench.client.once(Events.Raw, ({ d }: { d: { data: { resolved: unknown } } }) => resolve(d.data.resolved)),
    );
    bench.onCommand((interaction) => interaction.reply('here'));
    await as(bench.organiser).slash(bench.channel, 'settings channel', { channel: closedChannel });
    const { channels } = (await resolved) as { channels: Record<string, Record<string, unknown>> };
    const chosen = channels[closedChannel];
    const may = (permissions: unknown) => (BigInt(String(permissions)) & PermissionFlagsBits.SendMessages) !== 0n;
    expect(chosen).toMatchObject({ name: 'announcements', application_id: null });
    expect([may(chosen?.permissions), may(chosen?.app_permissions)]).toEqual([true, false]);
  });

  it('is nobody without USE_APPLICATION_COMMANDS, and nobody who does not see the channel', async () => {
    const { world, demo } = bench.discord;
    const channel = world.addChannel(demo.guild, 'quiet').id;
    world.setOverwrite(channel, demo.guild, { deny: 1n << 31n });
    expect((await as(bench.ada).slash(channel, 'ping')).refusal).toBe('You may not use /ping here.');
    world.setOverwrite(channel, demo.guild, { deny: 1n << 10n });
    expect((await as(bench.ada).slash(channel, 'ping')).refusal).toBe('There is no such channel.');
  });
});
