import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { FromServer, Push } from '../../../src/playground/server/protocol.ts';
import { type Ground, openGround } from './ground.ts';

let pageFolder: string;
let ground: Ground;

beforeAll(async () => {
  pageFolder = mkdtempSync(join(tmpdir(), 'studyhall-page-'));
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Here</title>');
  ground = await openGround({ pageFolder });
});
afterAll(async () => {
  await ground.close();
  rmSync(pageFolder, { recursive: true });
});

/** @param path of the page itself; what is outside of its secret is asked for with `from: ''` */
function get(path: string, headers: Record<string, string> = {}, method = 'GET', from = own()) {
  return new Promise<{ status: number; policy: string; text: string; location: string | undefined }>(
    (resolve, reject) => {
      const { port } = ground.server;
      const asking = request({ host: '127.0.0.1', port, path: from + path, headers, method }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => {
          const policy = String(response.headers['content-security-policy'] ?? '');
          resolve({ status: response.statusCode ?? 0, policy, text, location: response.headers.location });
        });
      });
      asking.on('error', reject).end();
    },
  );
}

/** The secret part of the address. */
const own = () => new URL(ground.url).pathname.replace(/\/$/, '');

describe('the page’s server', () => {
  it('serves the page with a policy that allows no inline script and nothing from elsewhere', async () => {
    const { status, policy, text } = await get('/');
    expect(status).toBe(200);
    expect(text).toContain('<title>Here</title>');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it.each([
    ['another name for this machine', { Host: 'evil.example:4747' }],
    ['a name that begins like its own', { Host: '127.0.0.1.evil.example' }],
    ['another port', { Host: '127.0.0.1:1' }],
    ['a foreign page', { Origin: 'https://evil.example' }],
    ['a foreign page on this machine', { Origin: 'http://127.0.0.1:1' }],
    ['a page of no origin', { Origin: 'null' }],
  ])('refuses %s', async (_what, headers) => {
    expect((await get('/', headers)).status).toBe(403);
  });

  it.each([
    ['/../package.json', 403],
    ['/%2e%2e/%2e%2e/etc/passwd', 403],
    ['/%2e%2e%2fpackage.json', 404],
    ['/assets/%00.js', 404],
    ['//', 404],
    ['/nothing.js', 404],
  ])('has nothing at %s', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it.each([
    ['no secret', ''],
    ['a wrong one', '/AAAAAAAAAAAAAAAAAAAAAA'],
    ['a part of it', () => own().slice(0, -1)],
    ['more than it', () => `${own()}A`],
  ])('gives nothing away for %s', async (_what, from) => {
    const before = typeof from === 'string' ? from : from();
    for (const path of ['/', '/icon.svg', '/attachments/1/a.png', '/socket']) {
      const { status, text } = await get(path, {}, 'GET', before);
      expect([path, status]).toEqual([path, 403]);
      expect(text).not.toContain(own().slice(1));
    }
  });

  it('leads to the slash behind its address, since all else is named beside it', async () => {
    const { status, location } = await get('');
    expect([status, location]).toEqual([302, `${own()}/`]);
  });

  it('takes nothing but GET', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });

  it.each([
    ['a foreign page', '/socket', { Origin: 'https://evil.example' }],
    ['another host', '/socket', { Host: 'evil.example' }],
    ['another path', '/other', {}],
  ])('opens no WebSocket for %s', async (_what, path, headers) => {
    const socket = new WebSocket(`${ground.url.replace('http', 'ws').replace(/\/$/, '')}${path}`, { headers });
    const refused = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.on('error', () => undefined);
      socket.on('open', () => resolve('open'));
    });
    expect(refused).toBe(403);
    socket.terminate();
  });
});

/** A page without a browser. */
async function openSocket(memberId: string) {
  const socket = new WebSocket(`${ground.url.replace('http', 'ws')}socket?member=${memberId}`);
  const received: FromServer[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    received.push(JSON.parse(data.toString()) as FromServer);
    for (const check of waiting) check();
  });
  const until = <T>(find: (message: FromServer) => T | undefined) =>
    new Promise<T>((resolve) => {
      const check = () => {
        for (const message of received) {
          const found = find(message);
          if (found === undefined) continue;
          waiting.delete(check);
          return resolve(found);
        }
      };
      waiting.add(check);
      check();
    });
  const push = <Name extends Push['push']>(name: Name) =>
    until((message) =>
      'push' in message && message.push === name ? (message as Extract<Push, { push: Name }>) : undefined,
    );
  let lastId = 0;
  const call = (name: string, ask: unknown) => {
    const id = ++lastId;
    socket.send(JSON.stringify({ id, call: name, ask }));
    return until((message) => ('re' in message && message.re === id ? message : undefined));
  };
  await push('places');
  return { socket, received, push, call };
}

describe('a page’s connection', () => {
  it('shows only the servers that the member is in', async () => {
    const { demo } = ground.playground.discord;
    const names = async (id: string) => {
      const page = await openSocket(id);
      const { places } = await page.push('places');
      page.socket.close();
      return places.guilds.map(({ name }) => name);
    };
    expect(await names(demo.organiser)).toEqual(['Docker study group']);
    expect(await names(demo.members[0] ?? '')).toEqual(['Docker study group', 'Evening class']);
    // Nobody known: somebody with nothing special.
    expect(await names('no such member')).toEqual(['Docker study group', 'Evening class']);
  });

  it('answers what it does not know with words, and stays open', async () => {
    const page = await openSocket('');
    expect(await page.call('toString', {})).toMatchObject({ error: 'There is no "toString".' });
    const { channel } = ground.playground.discord.demo;
    expect(await page.call('press', { channelId: channel, messageId: '1', customId: 'x' })).toMatchObject({
      get: { status: 'refused', refusal: 'There is no such message.' },
    });
    expect(await page.call('messages', { channelId: channel })).toMatchObject({ get: [] });
    page.socket.close();
  });

  it('does not show a private message, its requests, or let it be dismissed by another', async () => {
    const { demo, world } = ground.playground.discord;
    const [ada = '', ben = ''] = demo.members;
    const [adas, bens] = await Promise.all([openSocket(ada), openSocket(ben)]);
    await adas.call('slash', { channelId: demo.channel, command: 'quiz', values: {} });
    const { message } = await adas.push('message');
    expect(await bens.call('messages', { channelId: demo.channel })).toMatchObject({ get: [] });
    expect(await bens.call('requests', { messageId: message.id })).toMatchObject({ get: [] });
    await bens.call('dismiss', { channelId: demo.channel, messageId: message.id });
    expect(world.findMessageById(message.id)).toBeDefined();
    expect(bens.received.some((one) => 'push' in one && one.push === 'message')).toBe(false);
    adas.socket.close();
    bens.socket.close();
  });
});
