import { once } from 'node:events';
import { RESTEvents } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type SmallDiscordOptions } from '../../src/small-discord/index.ts';
import { snowflakeTime } from '../../src/small-discord/snowflake.ts';
import { type Bench, openBench } from './bench.ts';
import { call } from './call.ts';

let bench: Bench;
const open = async (options: SmallDiscordOptions = {}) => {
  bench = await openBench({ client: { rest: { offset: 0 } }, ...options });
};
beforeEach(() => open());
afterEach(() => bench.close());

const messages = () => `/channels/${bench.channel}/messages` as const;
const send = (body: object) => bench.client.rest.post(messages(), { body }) as Promise<{ id: string }>;
const seen = () => bench.discord.as(bench.ada).messages(bench.channel);

describe('a planned fault', () => {
  it('loses an answer, and the client tries again and posts one message thanks to its nonce', async () => {
    bench.discord.faults.failNext({ method: 'POST', path: /\/messages$/ }, 'lose-answer');
    const { id } = await send({ content: 'once', nonce: 'a', enforce_nonce: true });
    expect(seen().map((message) => message.id)).toEqual([id]);
    expect(bench.discord.requests.filter(({ path }) => path === messages())).toHaveLength(2);
  });

  it('loses a request, which then never happened', async () => {
    bench.discord.faults.failNext({ path: /\/messages$/ }, 'lose-request');
    const before = bench.discord.requests.length;
    await expect(call(bench.discord, 'POST', messages(), { content: 'x' })).rejects.toThrow();
    expect(seen()).toEqual([]);
    expect(bench.discord.requests).toHaveLength(before);
  });

  it.each([
    ['lose-request', 'ECONNRESET', 0],
    ['lose-answer', 'ECONNRESET', 1],
    [{ hangUp: 'before' }, 'UND_ERR_SOCKET', 0],
    [{ hangUp: 'after' }, 'UND_ERR_SOCKET', 1],
  ] as const)('%j is seen as %s, and %i message is there', async (fault, code, count) => {
    bench.discord.faults.failNext({ method: 'POST', path: /\/messages$/ }, fault);
    const sent = call(bench.discord, 'POST', messages(), { content: 'x' });
    await expect(sent).rejects.toMatchObject({ cause: { code } });
    expect(seen()).toHaveLength(count);
  });

  it('loses the answer to a callback, which is refused with 40060 when it is sent again', async () => {
    bench.discord.faults.failNext({ path: /\/callback$/ }, 'lose-answer');
    const again = new Promise<Awaited<ReturnType<typeof call>>>((resolve, reject) => {
      bench.onCommand(async ({ id, token }) => {
        const answer = () =>
          call(bench.discord, 'POST', `/interactions/${id}/${token}/callback`, { type: 4, data: { content: 'pong' } });
        await answer().then(
          () => reject(new Error('the answer was not lost')),
          () => answer().then(resolve, reject),
        );
      });
    });
    const outcome = await bench.discord.as(bench.ada).slash(bench.channel, 'ping');
    expect(outcome).toMatchObject({ status: 'replied', message: { content: 'pong' } });
    expect(await again).toMatchObject({
      status: 400,
      body: { code: 40060, message: 'Interaction has already been acknowledged.' },
    });
    expect(seen()).toHaveLength(1);
  });

  it.each([
    [401, '401: Unauthorized'],
    [500, '500: Internal Server Error'],
  ])('answers %i once as Discord words it', async (status, message) => {
    bench.discord.faults.failNext({ path: /@me$/ }, { status });
    const me = () => call(bench.discord, 'GET', '/users/@me');
    expect(await me()).toMatchObject({ status, body: { message, code: 0 } });
    expect((await me()).status).toBe(200);
  });

  it('never answers what it has done', async () => {
    bench.discord.faults.failNext({ path: /\/messages$/ }, { delayMs: Infinity });
    const sent = fetch(`${bench.discord.apiUrl}/v10${messages()}`, {
      method: 'POST',
      headers: { Authorization: `Bot ${bench.discord.token}`, 'Content-Type': 'application/json' },
      body: '{"content":"x"}',
      signal: AbortSignal.timeout(200),
    });
    await expect(sent).rejects.toThrow('timeout');
    expect(seen()).toHaveLength(1);
  });

  it('sends an event twice, just as it was, and as often as asked', async () => {
    const heard: string[] = [];
    bench.onCommand((interaction) => {
      heard.push(interaction.id);
      return interaction.reply('pong').catch(() => undefined);
    });
    bench.discord.faults.repeatEvents('INTERACTION_CREATE');
    const [first, second] = [
      await bench.discord.as(bench.ada).slash(bench.channel, 'ping'),
      await bench.discord.as(bench.ada).slash(bench.channel, 'ping'),
    ];
    expect(heard).toEqual([first, first, second].map(({ interactionId }) => interactionId));
    expect(seen()).toHaveLength(2);
  });

  it('sends a frame over the gateway that nobody can parse', async () => {
    const socket = new WebSocket(bench.discord.apiUrl.replace('http', 'ws').replace(/\/api$/, '/gateway'));
    await once(socket, 'message');
    const next = once(socket, 'message');
    // The bench's own client would end with it.
    await bench.client.destroy();
    bench.discord.faults.sendFrame('{"op":');
    expect(String((await next)[0])).toBe('{"op":');
    socket.terminate();
  });

  it('answers with a status of its own, as often as asked and for what fits', async () => {
    bench.discord.faults.failNext(
      { method: 'POST' },
      { status: 503, body: { message: 'down' }, headers: { 'X-Why': 'test' } },
      2,
    );
    const attempt = () => call(bench.discord, 'POST', messages(), { content: 'x' });
    const [first, second, third] = [await attempt(), await attempt(), await attempt()];
    expect([first.status, second.status, third.status]).toEqual([503, 503, 200]);
    expect(first).toMatchObject({ body: { message: 'down' } });
    expect(first.headers.get('x-why')).toBe('test');
    expect(seen()).toHaveLength(1);
  });

  it('answers later, and is forgotten when it is cleared', async () => {
    bench.discord.faults.failNext({}, { delayMs: 30 });
    const start = performance.now();
    expect((await call(bench.discord, 'GET', '/users/@me')).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(25);
    bench.discord.faults.failNext({}, { status: 500 });
    bench.discord.faults.clear();
    expect((await call(bench.discord, 'GET', '/users/@me')).status).toBe(200);
  });
});

describe('the time of Discord', () => {
  const dateOf = async () => Date.parse((await call(bench.discord, 'GET', '/users/@me')).headers.get('date') ?? '');

  it('is in the Date of every answer, to the second', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const date = await dateOf();
    expect(date).toBeGreaterThanOrEqual(before);
    expect(date).toBeLessThanOrEqual(Date.now());
    const refused = await call(bench.discord, 'GET', '/nothing');
    expect(Date.parse(refused.headers.get('date') ?? '')).toBeGreaterThanOrEqual(before);
  });

  it('is ahead of the bot’s as far as asked, in the Date and in the ids', async () => {
    const DAY_MS = 24 * 60 * 60 * 1000;
    await bench.close();
    await open({ clockSkewMs: 30 * DAY_MS });
    const ahead = (at: number) => Math.round((at - Date.now()) / DAY_MS);
    expect(ahead(await dateOf())).toBe(30);
    expect(ahead(snowflakeTime((await send({ content: 'x' })).id))).toBe(30);
    bench.discord.advance(-60 * DAY_MS);
    expect(ahead(await dateOf())).toBe(-30);
  });
});

describe('rate limits', () => {
  it('are in the headers of every answer', async () => {
    const { headers } = await call(bench.discord, 'POST', messages(), { content: 'x' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '4',
      'x-ratelimit-bucket': expect.stringMatching(/^[0-9a-f]+$/) as string,
    });
    expect(Number(headers.get('x-ratelimit-reset-after'))).toBeCloseTo(5, 0);
    expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000);
  });

  it('refuse the sixth message of one channel, with what to wait for, and take one for another', async () => {
    const post = (channel = bench.channel) =>
      call(bench.discord, 'POST', `/channels/${channel}/messages`, { content: 'x' });
    for (let index = 0; index < 5; index++) await post();
    const { status, headers, body } = await post();
    expect(status).toBe(429);
    expect(body).toMatchObject({ message: 'You are being rate limited.', global: false });
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(body.retry_after);
    expect(headers.get('x-ratelimit-scope')).toBe('user');
    expect((await post(bench.discord.demo.otherChannel)).status).toBe(200);
    expect(seen()).toHaveLength(5);
  });

  it('are kept by discord.js, which waits instead of being refused', async () => {
    await bench.close();
    await open({ rateLimits: { messagesPer5s: 1 } });
    const limited = new Promise((resolve) => bench.client.rest.on(RESTEvents.RateLimited, resolve));
    const sending = [send({ content: 'one' }), send({ content: 'two' })];
    expect(await limited).toMatchObject({ route: '/channels/:id/messages', limit: 1 });
    await sending[0];
    expect(bench.discord.requests.filter(({ status }) => status === 429)).toEqual([]);
    await bench.client.destroy();
    void sending[1]?.catch(() => undefined);
  });

  it('are respected by discord.js when it is refused: it comes again when it may', async () => {
    const body = { message: 'You are being rate limited.', retry_after: 0.05, global: false };
    const headers = { 'Retry-After': '0.05', 'X-RateLimit-Scope': 'user' };
    bench.discord.faults.failNext({ method: 'POST' }, { status: 429, body, headers });
    const start = performance.now();
    await send({ content: 'x' });
    expect(performance.now() - start).toBeGreaterThan(45);
    expect(seen()).toHaveLength(1);
    const statuses = bench.discord.requests.filter(({ path }) => path === messages()).map(({ status }) => status);
    expect(statuses).toEqual([429, 200]);
  });

  it('hold for all routes together, but not for answers to interactions', async () => {
    await bench.close();
    await open({ rateLimits: { globalPerSecond: 10 } });
    bench.onCommand((interaction) => interaction.reply('pong'));
    const calls = await Promise.all(Array.from({ length: 30 }, () => call(bench.discord, 'GET', '/gateway')));
    const refused = calls.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(refused[0]?.body.global).toBe(true);
    expect(refused[0]?.headers.get('x-ratelimit-global')).toBe('true');
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, () => bench.discord.as(bench.ada).slash(bench.channel, 'ping')),
    );
    expect(outcomes.every(({ status }) => status === 'replied')).toBe(true);
  });

  it('can be turned off', async () => {
    await bench.close();
    await open({ rateLimits: false });
    const calls = await Promise.all(
      Array.from({ length: 80 }, () => call(bench.discord, 'POST', messages(), { content: 'x' })),
    );
    expect(calls.every(({ status }) => status === 200)).toBe(true);
    expect(calls[0]?.headers.has('x-ratelimit-limit')).toBe(false);
  });
});

describe('a request', () => {
  it.each<[string, string, Record<string, string>, number, number]>([
    ['without a token', '/users/@me', { Authorization: '' }, 401, 0],
    ['with a wrong token', '/users/@me', { Authorization: 'Bot wrong' }, 401, 0],
    ['for nothing there is', '/nothing', {}, 404, 0],
    ['with a broken address', '/channels/%E0%A4%A/messages', {}, 400, 0],
    ['for a channel there is not', '/channels/1/messages', {}, 404, 10003],
  ])('%s is refused', async (_, path, headers, status, code) => {
    const answer = await call(bench.discord, 'GET', path, undefined, headers);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  });

  it('with the token of a user is refused', async () => {
    const headers = { Authorization: bench.discord.token };
    const answer = await call(bench.discord, 'GET', '/users/@me', undefined, headers);
    expect(answer.status).toBe(401);
  });

  it('in another version, or none of the API, is refused', async () => {
    const headers = { Authorization: `Bot ${bench.discord.token}` };
    const other = await fetch(`${bench.discord.apiUrl}/v9/users/@me`, { headers });
    expect(await other.json()).toMatchObject({ code: 50041 });
    const outside = await fetch(`${bench.discord.apiUrl.replace(/\/api$/, '')}/users/@me`, { headers });
    expect(outside.status).toBe(404);
  });

  it('is recorded with its answer as it was then', async () => {
    const { body } = await call(bench.discord, 'POST', messages(), { content: 'before' });
    await call(bench.discord, 'PATCH', `${messages()}/${body.id}`, { content: 'after' });
    await call(bench.discord, 'POST', messages(), { content: '' });
    expect(bench.discord.requests.slice(-3)).toMatchObject([
      {
        method: 'POST',
        template: '/channels/{channel.id}/messages',
        body: { content: 'before' },
        status: 200,
        response: { content: 'before' },
        refusal: null,
      },
      { method: 'PATCH', path: `${messages()}/${body.id}`, response: { content: 'after' } },
      { status: 400, refusal: { code: 50006 } },
    ]);
  });
});
