/** What a Discord that answers oddly must not do to the bot. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runMinute } from '../../src/clock.ts';
import { listCommands } from '../../commands/index.ts';
import { openDatabase } from '../../src/db/open.ts';
import type { Pace } from '../../src/discord/pacer.ts';
import { createLog } from '../../src/log.ts';
import { type Fault, type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';
import { FIXTURE_PACKS, seededRandom } from '../helpers/app.ts';
import { type OpenBot, startOpenBot } from '../helpers/bot.ts';
import { words } from '../helpers/read.ts';

const REFUSED = { status: 401, body: { message: '401: Unauthorized', code: 0 } };

let discord: SmallDiscord;
let bot: OpenBot;
let log: string[];

beforeEach(async () => {
  log = [];
  discord = await startSmallDiscord();
});
afterEach(async () => {
  await bot.stop();
  await discord.close();
});

async function start(pace?: Pace): Promise<void> {
  bot = await startOpenBot({
    db: openDatabase(':memory:'),
    log: createLog('info', { write: (line) => void log.push(line) }),
    packsFolder: FIXTURE_PACKS,
    now: Date.now,
    random: seededRandom(3),
    listCommands,
    token: discord.token,
    apiUrl: discord.apiUrl,
    end: () => undefined,
    pace,
  });
}

const lookUp = () => discord.as(discord.demo.members[0] ?? '').slash(discord.demo.channel, 'git', { topic: 'branch' });
const send = (nonce: string) => bot.app.messenger.send(discord.demo.channel, { content: 'Hello' }, nonce);

describe('a 401', () => {
  it('on one request is asked about, and the next request goes out with the same token', async () => {
    await start();
    discord.faults.failNext({ method: 'POST', path: /\/messages$/ }, REFUSED);
    await expect(send('1')).rejects.toThrow();
    await vi.waitFor(() => expect(log.join('')).toContain('but knows the token; all goes on'));
    expect((await send('2')).messageId).toMatch(/^\d+$/);
    await runMinute(bot.app);
  });

  it('that stays ends the bot with a sentence', async () => {
    await start();
    discord.faults.failNext({}, REFUSED, 100);
    await expect(send('1')).rejects.toThrow();
    expect((await bot.lost).message).toContain('Discord accepts the token no longer.');
  });
});

describe('a list of commands that Discord refuses', () => {
  it('keeps nobody from starting, is logged, and is known as a trouble', async () => {
    const body = { code: 50035, message: 'Invalid Form Body' };
    discord.faults.failNext({ method: 'PUT', path: /\/commands$/ }, { status: 400, body });
    await start();
    expect(log.join('')).toContain('Discord did not take the list of commands');
    expect(bot.app.troubles.list().map(({ about }) => about)).toContain('commands');
  });
});

describe('a connection that breaks', () => {
  it('is a trouble until it is back', async () => {
    await start();
    discord.faults.dropGateway();
    await vi.waitFor(() => expect(bot.app.troubles.list().map(({ about }) => about)).toEqual(['gateway']));
    await vi.waitFor(() => expect(bot.app.troubles.list()).toEqual([]), { timeout: 15_000 });
    expect(words((await lookUp()).message)).toContain('branch');
  });
});

describe('an answer whose arrival nobody hears of', () => {
  it.each<[string, Fault]>([
    ['a lost answer', 'lose-answer'],
    ['a lost request', 'lose-request'],
    ['a connection that ends before the request is done', { hangUp: 'before' }],
    ['a connection that ends after it', { hangUp: 'after' }],
  ])('reaches the member once over %s', async (_name, fault) => {
    await start();
    discord.faults.failNext({ path: /\/callback$/ }, fault);
    const outcome = await lookUp();
    expect(outcome.status).toBe('replied');
    const mine = discord.as(discord.demo.members[0] ?? '').messages(discord.demo.channel);
    expect(mine).toHaveLength(1);
  });
});

describe('the pace of a bot in several processes', () => {
  it('is kept by whoever keeps it for all of them', async () => {
    let held = Promise.resolve();
    const turn = vi.fn(() => held);
    await start({ turn });
    turn.mockClear();
    let letGo: () => void = () => undefined;
    held = new Promise((resolve) => (letGo = resolve));
    const sent = bot.app.messenger.send(discord.demo.channel, { content: 'Hello' }, '1');
    await expect.poll(() => turn.mock.calls).toEqual([['now']]);
    const posts = () => discord.requests.filter(({ path }) => path.endsWith('/messages')).length;
    expect(posts()).toBe(0);
    letGo();
    await sent;
    expect(posts()).toBe(1);
  });
});

describe('what Discord says twice', () => {
  it('is answered once', async () => {
    await start();
    discord.faults.repeatEvents('INTERACTION_CREATE');
    expect((await lookUp()).status).toBe('replied');
    await lookUp();
    expect(discord.requests.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(2);
    expect(log.join('')).not.toContain('"level":50');
  });
});

describe('a button that names what every object has', () => {
  it.each(['quiz:toString', 'quiz:constructor:a', '__proto__:x', 'hasOwnProperty'])(
    '%s is one of an older version',
    async (id) => {
      await start();
      const components = [{ type: 1, components: [{ type: 2, style: 2, label: 'Press', custom_id: id }] }];
      const { messageId } = await bot.app.messenger.send(discord.demo.channel, { components }, '1');
      const person = discord.as(discord.demo.members[0] ?? '');
      const outcome = await person.press({ id: messageId, channel_id: discord.demo.channel }, id);
      expect(outcome).toMatchObject({ status: 'replied', ephemeral: true });
      expect(words(outcome.message)).toContain('older version');
    },
  );
});
