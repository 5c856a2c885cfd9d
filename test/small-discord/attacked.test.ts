/** Whatever comes in over a wire: the small Discord refuses it as Discord does, goes on, and answers the next. */
import { type Socket, connect } from 'node:net';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';
import { COMMANDS } from './bench.ts';
import { call } from './call.ts';
import { dial, identify } from './dial.ts';

let discord: SmallDiscord;
let port: number;
beforeAll(async () => {
  discord = await startSmallDiscord({ rateLimits: false, responseTimeoutMs: 60_000 });
  port = Number(new URL(discord.apiUrl).port);
  await call(discord, 'PUT', `/applications/${discord.applicationId}/commands`, COMMANDS);
});
afterAll(() => discord.close());

// Its own mistakes are what it prints; there must be none.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(async () => {
  const printed = vi.mocked(console.error).mock.calls;
  vi.restoreAllMocks();
  expect(printed).toEqual([]);
  expect((await call(discord, 'GET', '/users/@me')).status).toBe(200);
});

/** What comes back for bytes that are no proper request, until the other side ends or nothing more is to come. */
async function sendRaw(bytes: string | Uint8Array): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.end(bytes);
  await once(socket, 'close');
  return received;
}

/** Paths as attackers write them. */
const target = fc
  .array(
    fc.oneof(
      fc.constantFrom('/', '//', '\\', '..', '%', '%2f', '%00', '@', ':', '?', '#', '*', 'http://evil.example', '[::1'),
      fc.constantFrom('api', 'v10', 'gateway', 'attachments', 'channels', 'users', '@me', '__proto__', 'constructor'),
      fc.string({ maxLength: 5, unit: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code)) }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('a request line', () => {
  it.each(['//', '///', '/\\', '*', 'http://[', '/%', '/api/v10/channels/%ff/messages', '/attachments/%00'])(
    '%s is answered with a refusal',
    async (path) => {
      expect(await sendRaw(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 4\d\d /,
      );
    },
  );

  it('of any kind is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GET', 'POST', 'PUT', 'BREW', 'OPTIONS'), target, async (method, path) => {
        const bytes = Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, 'latin1');
        expect(await sendRaw(bytes)).toMatch(/^HTTP\/1\.1 (2|4)\d\d /);
      }),
      { numRuns: 300 },
    );
  });

  const upgradeOf = (path: string, protocol = 'websocket') =>
    Buffer.from(
      `GET ${path} HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      'latin1',
    );

  it.each(['//', '/\\', '*', '/gateway//', '//gateway', '/api/v10'])(
    'that asks for an upgrade of %s gets none',
    async (path) => {
      expect(await sendRaw(upgradeOf(path))).not.toContain('101 Switching Protocols');
    },
  );

  it('that asks for an upgrade of any kind ends nothing, also when whoever asked is gone at once', async () => {
    const asked = fc.tuple(fc.oneof(target, fc.constant('/gateway')), fc.constantFrom('websocket', 'h2c', ''));
    await fc.assert(
      fc.asyncProperty(asked, fc.constantFrom('end', 'resetAndDestroy'), async ([path, protocol], leave) => {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => undefined);
        socket.on('data', () => undefined);
        socket.write(upgradeOf(path, protocol), () => setImmediate(() => socket[leave]()));
        await once(socket, 'close');
      }),
      { numRuns: 300 },
    );
  });
});

/** Names that bodies have, so that chance gets past the first check. */
const KEYS =
  'content embeds components flags allowed_mentions parse users roles attachments id nonce enforce_nonce message_reference message_id type data title description fields name value footer author image url style label custom_id options min_values max_values toString __proto__ name_localizations contexts accessory items media file spacing choices emoji component recipient_id required min_value max_length'.split(
    ' ',
  );
const json = fc.letrec<{ value: unknown; list: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      1,
      2,
      3,
      4,
      7,
      8,
      9,
      10,
      17,
      64,
      32768,
      -1,
      1.5,
      1e300,
      '',
      'a',
      '1',
    ),
    fc.string({ unit: 'binary' }),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 6 }),
}));

describe('a body', () => {
  const routes = () => {
    const { channel, guild, members } = discord.demo;
    const app = discord.applicationId;
    return [
      ['POST', `/channels/${channel}/messages`],
      ['POST', `/channels/${channel}/threads`],
      ['POST', '/users/@me/channels'],
      ['PUT', `/applications/${app}/guilds/${guild}/commands`],
      ['POST', `/applications/${app}/guilds/${guild}/commands`],
      ['GET', `/channels/${channel}/messages`],
      ['GET', `/guilds/${guild}/members/${members[0]}`],
    ] as const;
  };

  it('of any JSON is taken or refused, on every route', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 6 }), fc.oneof(json.object, json.value), async (index, body) => {
        const [method, path] = routes()[index]!;
        const { status } = await call(discord, method, path, method === 'GET' ? undefined : JSON.stringify(body));
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 1500 },
    );
  });

  it('of an answer to a command or a press is taken or refused, and so is what follows it', async () => {
    const { channel, organiser } = discord.demo;
    const bot = dial(discord);
    await bot.hello;
    bot.send(2, identify(discord));
    await bot.until(({ t }) => t === 'READY');
    const person = discord.as(organiser);
    const { body: message } = await call(discord, 'POST', `/channels/${channel}/messages`, {
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'A', custom_id: 'a' }] }],
    });
    const asks = [
      () => person.slash(channel, 'ping'),
      // As this person has it on the screen, whatever became of it.
      () => person.press(message, 'a'),
      () => person.autocomplete(channel, 'pick', { topic: 'x' }, 'topic'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 2 }),
        fc.constantFrom(4, 5, 6, 7, 8, 9, 0, null),
        json.object,
        json.object,
        async (which, type, data, after) => {
          bot.received.length = 0;
          const asked = asks[which]!();
          const { d } = await bot.until(({ t }) => t === 'INTERACTION_CREATE');
          const { id, token } = d as { id: string; token: string };
          const callback = `/interactions/${id}/${token}/callback?with_response=true`;
          const webhook = `/webhooks/${discord.applicationId}/${token}`;
          const statuses = [
            await call(discord, 'POST', callback, JSON.stringify({ type, data })),
            await call(discord, 'PATCH', `${webhook}/messages/@original`, JSON.stringify(after)),
            await call(discord, 'POST', webhook, JSON.stringify(after)),
            await call(discord, 'POST', callback, JSON.stringify({ type: 6 })),
            await call(discord, 'POST', callback, JSON.stringify({ type: 8, data: { choices: [] } })),
            await call(discord, 'POST', callback, JSON.stringify({ type: 5 })),
          ].map(({ status }) => status);
          expect(statuses.filter((status) => status >= 500)).toEqual([]);
          await asked;
        },
      ),
      { numRuns: 400 },
    );
    bot.socket.terminate();
  });

  it('that is broken is refused: no JSON, no multipart, too much of it', async () => {
    const post = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
      fetch(`${discord.apiUrl}/v10/channels/${discord.demo.channel}/messages`, {
        method: 'POST',
        headers: { Authorization: `Bot ${discord.token}`, 'Content-Type': type },
        body,
      });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('application/json', 'multipart/form-data', 'multipart/form-data; boundary=a', 'text/plain'),
        async (bytes, type) => {
          expect((await post(bytes, type)).status).toBeLessThan(500);
        },
      ),
    );
    expect((await post(new Uint8Array(26 * 1024 * 1024), 'application/json')).status).toBe(413);
    // What does not end is not read to its end.
    await expect(post(new Uint8Array(110 * 1024 * 1024), 'application/json')).rejects.toThrow();
  });

  it('is not needed for a query that makes no sense', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('before', 'after', 'limit', 'around'), fc.string(), async (key, value) => {
        const query = new URLSearchParams({ [key]: value }).toString();
        const { status } = await call(discord, 'GET', `/channels/${discord.demo.channel}/messages?${query}`);
        expect(status).toBeLessThan(500);
      }),
    );
  });
});

describe('a frame of the gateway', () => {
  const CODES = [4001, 4002, 4003, 4004, 4005, 4007, 4008, 4010, 4013, 4014];

  it.each<[string, string | Uint8Array, number]>([
    ['null', 'null', 4002],
    ['a list', '[1]', 4002],
    ['a text', '"op"', 4002],
    ['no JSON', '{', 4002],
    ['nothing', '', 4002],
    ['bytes', new Uint8Array([0xff, 0x00]), 4002],
    ['an opcode that is no number', '{"op":"2"}', 4002],
    ['an opcode that there is not', '{"op":12345}', 4001],
    ['no opcode', '{}', 4002],
    ['more than a payload may be', JSON.stringify({ op: 1, d: 'x'.repeat(5000) }), 4002],
    ['more than anybody would read', 'x'.repeat(2 * 1024 * 1024), 1009],
    ['identifying with nothing', '{"op":2}', 4002],
    ['identifying with null', '{"op":2,"d":null}', 4002],
    ['resuming with a list', '{"op":6,"d":[]}', 4002],
    ['identifying without a token', '{"op":2,"d":{}}', 4004],
    ['presence before identifying', '{"op":3,"d":{}}', 4003],
  ])('%s closes the connection with its code', async (_what, frame, code) => {
    const bot = dial(discord);
    await bot.hello;
    bot.socket.send(frame);
    expect(await bot.closed).toBe(code);
  });

  it.each([
    ['a negative number', { intents: -1 }, 4013],
    ['more than there are', { intents: 2 ** 40 }, 4013],
    ['a half', { intents: 1.5 }, 4013],
    ['a shard without a number', { shard: [0] }, 4010],
    ['a half shard', { shard: [0.5, 1] }, 4010],
  ])('identifies not with %s', async (_what, more, code) => {
    const bot = dial(discord);
    await bot.hello;
    bot.send(2, identify(discord, more));
    expect(await bot.closed).toBe(code);
  });

  it('identifies once, and not again by resuming', async () => {
    for (const op of [2, 6]) {
      const bot = dial(discord);
      await bot.hello;
      bot.send(2, identify(discord));
      const { d } = await bot.until(({ t }) => t === 'READY');
      const { session_id } = d as { session_id: string };
      bot.send(op, op === 2 ? identify(discord) : { token: discord.token, session_id, seq: 1 });
      expect(await bot.closed).toBe(4005);
    }
  });

  it('comes 120 times a minute at most', async () => {
    const bot = dial(discord);
    await bot.hello;
    for (let count = 0; count < 120; count++) bot.send(1, null);
    await expect.poll(() => bot.received.filter(({ op }) => op === 11).length).toBe(120);
    bot.send(1, null);
    expect(await bot.closed).toBe(4008);
  });

  it('of any kind is answered or closes the connection with a code of Discord’s', async () => {
    const frame = fc.oneof(
      json.value.map((value) => JSON.stringify(value)),
      fc.string(),
      fc.uint8Array({ maxLength: 50 }),
      fc
        .record({ op: fc.integer({ min: -1, max: 12 }), d: fc.oneof(json.value, fc.constant(identify(discord))) })
        .map((payload) => JSON.stringify(payload)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 4 }), fc.boolean(), async (frames, isKnown) => {
        const bot = dial(discord);
        await bot.hello;
        if (isKnown) bot.send(2, identify(discord));
        for (const one of frames) bot.socket.send(one);
        bot.send(1, null);
        const heard = bot.until(({ op }) => op === 11).then(() => 'heard' as const);
        const end = await Promise.race([bot.closed, heard]);
        if (end !== 'heard') expect(CODES).toContain(end);
        bot.socket.terminate();
      }),
      { numRuns: 300 },
    );
  });
});
