/** Whatever comes in at the page's server, from whoever is on this machine: it refuses, goes on, and answers the next. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { FIXTURE_PACKS } from '../../helpers/app.ts';
import { type Ground, openGround } from './ground.ts';

let pageFolder: string;
let ground: Ground;
let secret: string;
beforeAll(async () => {
  pageFolder = mkdtempSync(join(tmpdir(), 'studyhall-page-'));
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Here</title>');
  ground = await openGround({ pageFolder, packsFolder: FIXTURE_PACKS });
  secret = new URL(ground.url).pathname.split('/')[1] ?? '';
});
afterAll(async () => {
  await ground.close();
  rmSync(pageFolder, { recursive: true });
});

// Its own mistakes are what it prints; there must be none.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(async () => {
  const printed = vi.mocked(console.error).mock.calls;
  vi.restoreAllMocks();
  expect(printed).toEqual([]);
  expect((await fetch(ground.url)).status).toBe(200);
  const { socket } = await openSocket();
  socket.terminate();
});

async function openSocket() {
  const socket = new WebSocket(`${ground.url.replace('http', 'ws')}socket`);
  await once(socket, 'open');
  return { socket, closed: once(socket, 'close').then(([code]) => code as number) };
}

/** What comes back for bytes that need not be a proper request. */
async function sendRaw(bytes: Uint8Array): Promise<string> {
  const socket = connect(ground.server.port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.end(bytes);
  await once(socket, 'close');
  return received;
}

const UPGRADE =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
const head = (line: string, more: string) =>
  Buffer.from(`${line} HTTP/1.1\r\nHost: 127.0.0.1:${ground.server.port}\r\n${more}\r\n`, 'latin1');

/** Paths as attackers write them; some of them know the secret. */
const target = fc
  .array(
    fc.oneof(
      fc.constantFrom('/', '//', '\\', '..', '%', '%2f', '%2e%2e', '%00', '@', ':', '?', '#', '*', 'http://a', '[::1'),
      fc.constantFrom('socket', '?member=', 'attachments', 'assets', 'index.html', '__proto__', 'SECRET'),
      fc.string({ maxLength: 5, unit: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code)) }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const known = (path: string) => path.replaceAll('SECRET', secret);

describe('a request', () => {
  it('of a web page for two slashes ends nothing', async () => {
    expect(await sendRaw(head('GET //', 'Connection: close\r\n'))).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('for an upgrade of two slashes by a foreign page ends nothing', async () => {
    expect(await sendRaw(head('GET //', `Origin: https://evil.example\r\n${UPGRADE}`))).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('of any kind is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GET', 'HEAD', 'POST', 'BREW'), target, async (method, path) => {
        const answer = await sendRaw(head(`${method} ${known(path)}`, 'Connection: close\r\n'));
        expect(answer).toMatch(/^HTTP\/1\.1 (200|302|4\d\d) /);
        if (!path.includes('SECRET')) expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      }),
      { numRuns: 300 },
    );
  });

  it('for an upgrade of any kind ends nothing, also when whoever asked is gone at once', async () => {
    const asked = fc.tuple(
      fc.oneof(target, fc.constant('/SECRET/socket'), fc.constant('/socket')),
      fc.oneof(fc.webUrl(), fc.constantFrom('', 'null', 'http://[', '//')),
    );
    await fc.assert(
      fc.asyncProperty(asked, fc.constantFrom('end', 'resetAndDestroy'), async ([path, origin], leave) => {
        const socket = connect(ground.server.port, '127.0.0.1');
        socket.on('error', () => undefined);
        socket.on('data', () => undefined);
        const bytes = head(`GET ${known(path)}`, `${origin && `Origin: ${origin}\r\n`}${UPGRADE}`);
        socket.write(bytes, () => setImmediate(() => socket[leave]()));
        await once(socket, 'close');
      }),
      { numRuns: 300 },
    );
  });

  it('for a socket without the secret gets none, whatever else it knows', async () => {
    const { organiser } = ground.playground.discord.demo;
    const address = `ws://127.0.0.1:${ground.server.port}`;
    for (const path of ['/socket', `/socket?member=${organiser}&secret=${secret}`, `/${secret.slice(1)}/socket`]) {
      const socket = new WebSocket(`${address}${path}`);
      await expect(once(socket, 'open')).rejects.toThrow('403');
    }
  });
});

const CALLS =
  'messages commands autocomplete slash useOn press select submit showQuestion say edit delete react starter dismiss requests move toString'.split(
    ' ',
  );
const KEYS =
  'channelId command values focused messageId customId interactionId fields packId id content to __proto__'.split(' ');

describe('a frame', () => {
  it.each<[string, string | Uint8Array, number]>([
    ['null', 'null', 1007],
    ['a list', '[]', 1007],
    ['a text', '"startOver"', 1007],
    ['no JSON', '{', 1007],
    ['nothing', '', 1007],
    ['a call without a number', '{"call":"say","ask":{}}', 1007],
    ['bytes', new TextEncoder().encode('{"id":1,"call":"requests","ask":{"messageId":null}}'), 1007],
    ['more than a call may be', 'x'.repeat(70_000), 1009],
  ])('%s closes the connection', async (_what, data, code) => {
    const { socket, closed } = await openSocket();
    socket.send(data);
    expect(await closed).toBe(code);
  });

  it.each([
    ['say', null],
    ['say', {}],
    ['say', { channelId: 1, content: 'x' }],
    ['slash', { channelId: '1', command: 'quiz', values: { topic: {} } }],
    ['select', { channelId: '1', messageId: '1', customId: 'x', values: 'x' }],
    ['move', { to: 'year' }],
    ['startOver', null],
  ])('that asks for "%s" with %j is answered with words, and the next is answered too', async (call, ask) => {
    const { socket } = await openSocket();
    const answered = new Promise((resolve) =>
      socket.on('message', (data: Buffer) => data.includes('"re":1') && resolve(JSON.parse(data.toString()))),
    );
    socket.send(JSON.stringify({ id: 1, call, ask }));
    expect(await answered).toEqual({ re: 1, error: `"${call}" cannot be asked for like that.` });
    socket.terminate();
  });

  it('of any kind is answered, or closes its own connection', async () => {
    const { demo } = ground.playground.discord;
    const value = fc.oneof(
      fc.constantFrom(demo.channel, demo.closedChannel, '', '1', 'quiz', 'daily status', 'topic', 'hour'),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const frame = fc.oneof(
      { arbitrary: fc.string(), weight: 1 },
      { arbitrary: fc.uint8Array({ maxLength: 50 }), weight: 1 },
      { arbitrary: fc.json(), weight: 1 },
      {
        arbitrary: fc
          .record({
            call: fc.constantFrom(...CALLS),
            ask: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...KEYS), value)),
          })
          .map((asked) => JSON.stringify({ id: 7, ...asked })),
        weight: 6,
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 5 }), async (frames) => {
        const { socket, closed } = await openSocket();
        const heard = new Promise<'heard'>((resolve) =>
          socket.on('message', (data: Buffer) => data.includes('"re":99') && resolve('heard')),
        );
        for (const one of frames) socket.send(one);
        socket.send(JSON.stringify({ id: 99, call: 'requests', ask: { messageId: null } }));
        const end = await Promise.race([closed, heard]);
        if (end !== 'heard') expect(end).toBe(1007);
        socket.terminate();
      }),
      { numRuns: 300 },
    );
  });
});
