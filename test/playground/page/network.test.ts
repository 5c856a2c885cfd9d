/** The page for others in the same network: off unless asked for, behind a password, and as strict as before otherwise. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { addressesHere, createLock, isOwnName } from '../../../src/playground/server/network.ts';
import { FIXTURE_PACKS } from '../../helpers/app.ts';
import { type Ground, openGround } from './ground.ts';

const PASSWORD = 'correct horse battery';
const basic = (password: string, user = '') => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

let pageFolder: string;
beforeAll(() => {
  pageFolder = mkdtempSync(join(tmpdir(), 'studyhall-page-'));
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Here</title>');
});
afterAll(() => rmSync(pageFolder, { recursive: true }));

/** Asks with a Host that fetch would not send. */
async function ask(ground: Ground, path: string, headers: Record<string, string> = {}) {
  const { port } = ground.server;
  const asked = request({ host: '127.0.0.1', port, path, headers: { Host: `127.0.0.1:${port}`, ...headers } }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let words = '';
  for await (const chunk of response) words += String(chunk);
  return { status: response.statusCode, headers: response.headers, words };
}

describe('a page for this machine alone, as it is unless asked for', () => {
  it('listens nowhere else, asks for no password, and refuses other addresses of this machine', async () => {
    const ground = await openGround({ pageFolder, packsFolder: FIXTURE_PACKS });
    try {
      const { port, networkUrls } = ground.server;
      expect(networkUrls).toEqual([]);
      expect(await ask(ground, '/', { Authorization: basic(PASSWORD) })).toMatchObject({ status: 403 });
      for (const address of addressesHere('::')) {
        await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow();
        expect((await ask(ground, '/', { Host: `${address}:${port}` })).status).toBe(403);
      }
    } finally {
      await ground.close();
    }
  });
});

describe('a page for the network', () => {
  let ground: Ground;
  let secret: string;
  beforeAll(async () => {
    ground = await openGround({
      pageFolder,
      packsFolder: FIXTURE_PACKS,
      network: { host: '0.0.0.0', password: PASSWORD },
    });
    secret = new URL(ground.url).pathname.split('/')[1] ?? '';
  });
  afterAll(() => ground.close());

  it('is reached under each address of this machine, and names those', async () => {
    const { port, networkUrls } = ground.server;
    expect(networkUrls).toEqual(addressesHere('0.0.0.0').map((address) => `http://${address}:${port}/`));
    for (const url of [...networkUrls, `http://127.0.0.1:${port}/`]) {
      expect((await fetch(url)).status).toBe(401);
      const page = await fetch(url, { headers: { Authorization: basic(PASSWORD) } });
      expect(await page.text()).toContain('<title>Here</title>');
      expect(page.url).toBe(`${url}${secret}/`);
    }
  });

  it('leads with the password to the address with the secret, and without it nowhere', async () => {
    const right = await ask(ground, '/', { Authorization: basic(PASSWORD, 'anybody') });
    expect(right).toMatchObject({ status: 302, headers: { location: `/${secret}/`, 'cache-control': 'no-store' } });
    for (const authorization of ['', 'Basic', `Bearer ${PASSWORD}`]) {
      const { status, headers, words } = await ask(ground, '/', { Authorization: authorization });
      expect([status, headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Basic realm=/)]);
      expect(words).not.toContain(secret);
    }
    // The password opens that door alone: everything else asks for the secret.
    for (const path of ['/socket', '/index.html', '/x/', '//'])
      expect((await ask(ground, path, { Authorization: basic(PASSWORD) })).status, path).toBe(403);
    const { port } = ground.server;
    for (const path of ['/', '/socket']) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { Authorization: basic(PASSWORD) } });
      await expect(once(socket, 'open')).rejects.toThrow('403');
    }
  });

  it('still refuses foreign pages, and names that others could let lead here', async () => {
    const { port } = ground.server;
    const Authorization = basic(PASSWORD);
    for (const Host of [`evil.example:${port}`, `127.0.0.1:${port + 1}`, `192.0.2.1:${port}`, 'localhost'])
      expect((await ask(ground, '/', { Host, Authorization })).status, Host).toBe(403);
    for (const Origin of ['https://evil.example', 'null', `http://192.0.2.1:${port}`])
      expect((await ask(ground, `/${secret}/`, { Origin })).status, Origin).toBe(403);
  });

  it('answers no more passwords for a minute after ten wrong ones, and goes on for who has the address', async () => {
    for (let attempt = 0; attempt < 10; attempt++)
      expect((await ask(ground, '/', { Authorization: basic(`guess ${attempt}`) })).status).toBe(401);
    expect((await ask(ground, '/', { Authorization: basic(PASSWORD) })).status).toBe(429);
    expect((await ask(ground, `/${secret}/`)).status).toBe(200);
  });
});

describe('the lock', () => {
  it('opens again after a minute', () => {
    let now = 0;
    const lock = createLock(PASSWORD, () => now);
    for (let attempt = 0; attempt < 10; attempt++) expect(lock(basic('wrong'))).toBe('wrong');
    expect(lock(basic(PASSWORD))).toBe('too-often');
    now = 60_000;
    expect(lock(basic(PASSWORD))).toBe('right');
    expect(lock(basic('correct:horse', 'x'))).toBe('wrong');
  });

  it.each([
    ['127.0.0.1', '127.0.0.1', true],
    ['localhost', '127.0.0.1', true],
    ['192.168.1.20', '127.0.0.1', false],
    ['192.168.1.20', '192.168.1.20', true],
    ['127.0.0.1', '192.168.1.20', false],
    ['192.168.1.21', '192.168.1.20', false],
    ['[fd00::1]', 'fd00::1', true],
    ['localhost', '0.0.0.0', true],
    ['studyhall.example', '0.0.0.0', false],
  ])('takes %j for its own while it listens on %j: %j', (name, host, isOwn) => {
    expect(isOwnName(name, host)).toBe(isOwn);
  });
});
