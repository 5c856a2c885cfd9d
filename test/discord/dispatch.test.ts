import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationCommandOptionType, InteractionResponseType } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../src/command.ts';
import { button, buttonRows } from '../../src/components.ts';
import { openDatabase } from '../../src/db/open.ts';
import { UserError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';
import { FIXTURE_PACKS, seededRandom } from '../helpers/app.ts';
import { type OpenBot, startOpenBot } from '../helpers/bot.ts';
import { words } from '../helpers/read.ts';

const SLOW_MS = 1700;

function command(name: string, execute: Command['execute'], rest: Partial<Command> = {}): Command {
  return { data: { name, description: name }, example: `/${name}`, execute, ...rest };
}

const commands: Command[] = [
  command('slow', async () => {
    await sleep(SLOW_MS);
    return { content: 'It took a while.' };
  }),
  command('slow-refusal', async () => {
    await sleep(SLOW_MS);
    throw new UserError(() => 'Not today.');
  }),
  command('broken', () => {
    throw new Error('a secret about the inside');
  }),
  command('pressable', () => ({ content: 'Before', components: buttonRows(button('Press', 'pressable:slow')) }), {
    components: {
      feature: 'pressable',
      actions: {
        slow: async () => {
          await sleep(SLOW_MS);
          return { content: 'After', update: true };
        },
      },
    },
  }),
  command('echo', ({ options }) => ({ content: `You typed ${String(options.words)}.` }), {
    data: {
      name: 'echo',
      description: 'echo',
      options: [{ type: ApplicationCommandOptionType.String, name: 'words', description: 'words' }],
    },
  }),
  command('clueless', () => ({ content: 'Here you are.' }), {
    data: {
      name: 'clueless',
      description: 'clueless',
      options: [{ type: ApplicationCommandOptionType.String, name: 'words', description: 'words', autocomplete: true }],
    },
    autocomplete() {
      throw new Error('no idea');
    },
  }),
  command('form', () => ({ content: 'Fill in', components: buttonRows(button('Open', 'form:open')) }), {
    components: {
      feature: 'form',
      actions: {
        open: () => ({
          form: { title: 'Form', customId: 'form:send', text: 'Type', label: 'Text', placeholder: '…', maxLength: 500 },
        }),
        send({ values: [text = ''] }) {
          if (text.includes('late')) throw new UserError(() => 'That is over.');
          throw new Error('a secret about the inside');
        },
      },
    },
  }),
  command('sharable', () => ({ private: true, components: buttonRows(button('Post', 'sharable:post')) }), {
    components: {
      feature: 'sharable',
      actions: { post: () => ({ content: 'Posted', update: true, posted: { content: 'For everybody' } }) },
    },
  }),
  command('stale', () => ({ content: 'Old', components: buttonRows(button('Press', 'gone:away')) })),
];

let discord: SmallDiscord;
let bot: OpenBot;
const log: string[] = [];

beforeAll(async () => {
  discord = await startSmallDiscord();
  bot = await startOpenBot({
    db: openDatabase(':memory:'),
    log: createLog('error', { write: (line) => void log.push(line) }),
    packsFolder: FIXTURE_PACKS,
    now: Date.now,
    random: seededRandom(3),
    listCommands: () => commands,
    token: discord.token,
    apiUrl: discord.apiUrl,
  });
});
afterAll(async () => {
  await bot.stop();
  await discord.close();
});

const ask = (name: string) => discord.as(discord.demo.members[0] ?? '').slash(discord.demo.channel, name);

describe.concurrent('dispatching', () => {
  it('defers what takes longer than Discord waits, and fills it in', async () => {
    const outcome = await ask('slow');
    expect(outcome.status).toBe('deferred');
    expect(words(await outcome.final())).toBe('It took a while.');
  });

  it('makes a refusal private although a public answer had been promised', async ({ expect }) => {
    const outcome = await ask('slow-refusal');
    expect(outcome.status).toBe('deferred');
    await expect
      .poll(
        () => {
          const mine = discord.as(discord.demo.members[0] ?? '').messages(discord.demo.channel);
          return mine.some((message) => words(message) === 'Not today.');
        },
        { timeout: 5000 },
      )
      .toBe(true);
    const others = discord.as(discord.demo.members[1] ?? '').messages(discord.demo.channel);
    expect(others.some((message) => words(message) === 'Not today.')).toBe(false);
  });

  it('posts for everybody once, and can be pressed again when Discord did not take it', async ({ expect }) => {
    const [ada = '', ben = ''] = discord.demo.members;
    const posts = () =>
      discord
        .as(ben)
        .messages(discord.demo.channel)
        .filter(({ content }) => content === 'For everybody');
    const { message } = await ask('sharable');
    const press = () => discord.as(ada).press(message!, 'sharable:post');
    // It is tried again by itself, but not for ever.
    discord.faults.failNext({ method: 'POST', path: /^\/webhooks\// }, { status: 400 }, 1);
    await press();
    await expect.poll(() => log.some((line) => line.includes('sharable:post'))).toBe(true);
    expect(posts()).toEqual([]);
    expect(discord.as(ada).message(message!)?.content).toBe('');
    await Promise.all([press(), press()].map(async (outcome) => (await outcome).final()));
    expect(posts()).toHaveLength(1);
    expect(discord.as(ada).message(message!)?.content).toBe('Posted');
  });

  it('shows a fault of ours as a reference that stands in the log, and nothing of its inside', async () => {
    const outcome = await ask('broken');
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: true });
    const reference = /reference \*\*(\w+)\*\*/.exec(words(outcome.message))?.[1];
    expect(reference).toBeDefined();
    expect(words(outcome.message)).not.toContain('secret');
    // It may have failed after it had kept something.
    expect(words(outcome.message)).not.toMatch(/nothing was changed/i);
    expect(words(outcome.message)).toContain('please check whether it was done after all');
    expect(log.join('')).toContain(reference);
    expect(log.join('')).toContain('a secret about the inside');
  });

  it.each([
    ['is refused', 'too late `now`', /^That is over\.\nThis is what you typed: ```\ntoo late ˋnowˋ\n```$/],
    ['fails', 'my long text', /went wrong on my side\.[^]+\nThis is what you typed: ```\nmy long text\n```$/],
    ['has nothing in it', '  ', /reference \*\*\w+\*\*\.$/],
  ])('gives the text of a form back that %s', async (_, text, said) => {
    const person = discord.as(discord.demo.members[0] ?? '');
    const { message } = await ask('form');
    const { modal } = await person.press(message!, 'form:open');
    const outcome = await person.submit(modal!, { text });
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: true });
    expect(words(outcome.message)).toMatch(said);
    expect(log.join('')).not.toContain(text.trim() || 'nothing');
  });

  it('changes the pressed message also when that takes long', async ({ expect }) => {
    const { message } = await ask('pressable');
    const person = discord.as(discord.demo.members[0] ?? '');
    await person.press(message!, 'pressable:slow');
    await expect.poll(() => words(person.message(message!)), { timeout: 5000 }).toBe('After');
  });

  it('answers a button that nothing handles any more', async () => {
    const { message } = await ask('stale');
    const outcome = await discord.as(discord.demo.members[0] ?? '').press(message!, 'gone:away');
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: true });
    expect(words(outcome.message)).toContain('older version');
  });
});

describe('the log', () => {
  it('says that suggestions failed, and whoever types waits for nothing', async () => {
    log.length = 0;
    const typing = discord.as(discord.demo.members[0] ?? '');
    expect(await typing.autocomplete(discord.demo.channel, 'clueless', { words: '' }, 'words')).toEqual([]);
    const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
    expect(discord.requests.at(-1)?.body).toEqual({ type, data: { choices: [] } });
    expect(log.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['suggestions failed']);
  });

  it('says why Discord refused an answer, without the token in its address and the words in it', async () => {
    const body = { code: 50035, message: 'Invalid Form Body' };
    discord.faults.failNext({ path: /\/callback$/ }, { status: 400, body });
    log.length = 0;
    await discord.as(discord.demo.members[0] ?? '').slash(discord.demo.channel, 'echo', { words: 'my own words' });
    await expect.poll(() => log.length).toBe(1);
    const { err } = JSON.parse(log[0] ?? '') as { err: Record<string, unknown> };
    expect(err).toEqual({
      type: 'DiscordAPIError[50035]',
      message: 'Invalid Form Body',
      code: 50035,
      status: 400,
      method: 'POST',
      stack: expect.stringContaining('DiscordAPIError') as string,
    });
    const token = /interactions\/\d+\/([^/]+)/.exec(discord.requests.at(-1)?.path ?? '')?.[1];
    expect(token).toBeDefined();
    expect(log[0]).not.toContain(token);
    expect(log[0]).not.toContain('/callback');
    expect(log[0]).not.toContain('my own words');
  });
});
