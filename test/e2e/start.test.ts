import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayCloseCodes } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openDatabase } from '../../src/db/open.ts';
import { REAL_PACKS } from '../helpers/app.ts';
import { copyImported } from '../helpers/imported.ts';
import { type Program, buildProgram, startProgram } from '../helpers/program.ts';
import { type SavedDiscord, type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';

let folder: string;
let discord: SmallDiscord;
beforeAll(async () => {
  await buildProgram();
  folder = mkdtempSync(join(tmpdir(), 'studyhall-start-'));
  discord = await startSmallDiscord();
});
afterAll(async () => {
  await discord.close();
  rmSync(folder, { recursive: true });
});

const start = (env: Record<string, string>) => startProgram(folder, env);
/** With a token; each on the database that the first made. */
const startOnline = () =>
  start({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DATABASE_PATH: join(folder, 'a.db') });

describe('starting', () => {
  it('with a token connects to Discord, registers the commands, and stops cleanly on SIGTERM', async () => {
    const run = startOnline();
    await run.until('"msg":"ready"');
    expect(
      discord
        .as(discord.demo.organiser)
        .commands(discord.demo.channel)
        .map((command) => command.name),
    ).toEqual(expect.arrayContaining(['docker', 'quiz', 'leaderboard', 'profile', 'daily', 'help']));
    expect(run.output()).toContain('commands registered');
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  describe('a second time', () => {
    let run: Program;
    beforeAll(async () => {
      run = startOnline();
      await run.until('"msg":"ready"');
    });

    it('neither registers nor imports what it has, nor says its token', () => {
      expect(run.output()).not.toContain('commands registered');
      expect(run.output()).not.toContain('pack imported');
      expect(run.output()).not.toContain(discord.token);
    });

    it('draws pictures', async () => {
      const ada = discord.as(discord.demo.members[0] ?? '');
      const shown = await ada.slash(discord.demo.channel, 'docker', { topic: 'user-defined-bridge' });
      expect((await shown.final()).attachments).toMatchObject([{ filename: 'user-defined-bridge.png' }]);
      expect(run.output()).not.toContain('"level":50');
    });

    it('goes on after frames that cannot be read, or lack what they should hold', async () => {
      for (const frame of ['{"op":', 'null', '[]', '{"op":10}']) discord.faults.sendFrame(frame);
      await run.until('a fault that nobody waited for');
      const { organiser, channel } = discord.demo;
      expect((await discord.as(organiser).slash(channel, 'docker', { topic: 'seccomp' })).status).toBe('replied');
    });

    it('stops cleanly on SIGINT, and what drew with it', async () => {
      // What draws holds an end of the output, too: it is closed when both have ended.
      const closed = once(run.process, 'close');
      run.process.kill('SIGINT');
      expect(await closed).toEqual([0, null]);
      expect(run.output()).not.toContain(discord.token);
    });
  });

  it.each([
    [GatewayCloseCodes.AuthenticationFailed, 'Discord accepts the token no longer. Open your application'],
    [GatewayCloseCodes.DisallowedIntents, 'Discord closed the connection for good (4014, DisallowedIntents)'],
  ])('ends with 1 and says what to do when Discord closes the connection with %i', async (code, words) => {
    const run = startOnline();
    await run.until('"msg":"ready"');
    discord.gateway.shut(code);
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(words);
    expect(run.output()).toContain(`"code":${code},"msg":"Discord closed the connection for good"`);
    expect(run.output()).not.toContain('    at ');
    // The database was closed: its log is gone into it.
    expect(existsSync(join(folder, 'a.db-wal'))).toBe(false);
  });

  it('without a token says where its page is, which answers on loopback', async () => {
    await copyImported(REAL_PACKS, join(folder, 'b-playground.db'));
    const run = start({ DATABASE_PATH: join(folder, 'b.db') });
    await run.until('Ctrl+C stops it.');
    const [address] = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/(?=\s)/.exec(run.output()) ?? [];
    const page = await fetch(address ?? '');
    // 503 with words where nothing has been built yet: `npm start` builds first.
    expect([200, 503]).toContain(page.status);
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  it('without a token leaves the database of a server alone, also when everything is forgotten', async () => {
    const server = join(folder, 'server');
    const databasePath = join(server, 'study.db');
    const db = openDatabase(databasePath);
    db.$client.prepare("insert into guild (id, time_zone) values ('1', 'Europe/Berlin')").run();
    db.$client.close();
    const before = readFileSync(databasePath);

    const run = start({ DATABASE_PATH: databasePath });
    await run.until('Ctrl+C stops it.');
    const state = join(server, 'study-playground.db.json');
    await expect.poll(() => existsSync(state)).toBe(true);
    const forgotten = readFileSync(state, 'utf8');
    const [, address = '', secret = ''] = /http:\/\/(127\.0\.0\.1:\d+)\/([\w-]{22})\//.exec(run.output()) ?? [];
    // Whoever was not shown the address can do nothing.
    const stranger = new WebSocket(`ws://${address}/socket`);
    await expect(once(stranger, 'open')).rejects.toThrow('Unexpected server response: 403');
    const page = new WebSocket(`ws://${address}/${secret}/socket`);
    page.on('open', () => page.send(JSON.stringify({ id: 1, call: 'startOver', ask: {} })));
    await once(page, 'close');
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(0);

    const organiser = (saved: string) => (JSON.parse(saved) as { discord: SavedDiscord }).discord.demo.organiser;
    expect(organiser(readFileSync(state, 'utf8'))).not.toBe(organiser(forgotten));
    // The page that was open, and a bookmark of it, find what came after.
    expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ secret });
    expect(statSync(state).mode & 0o077).toBe(0);
    expect(readFileSync(databasePath).equals(before)).toBe(true);
    expect(readdirSync(server).sort()).toEqual(['study-playground.db', 'study-playground.db.json', 'study.db']);
  });

  it.each([
    ['a token that Discord does not know', { DISCORD_TOKEN: 'wrong.token.here' }, 'Discord does not accept the token'],
    ['a token in a wrong form', { DISCORD_TOKEN: 'hello' }, 'DISCORD_TOKEN does not look like a bot token'],
    ['several wrong settings', { DISCORD_TOKEN: 'hello', LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of'],
    ['a database that cannot be made', { DISCORD_TOKEN: 'a.b.c', DATABASE_PATH: 'text.db/x.db' }, 'cannot be opened'],
    ['a file that is no database', { DISCORD_TOKEN: 'a.b.c', DATABASE_PATH: 'text.db' }, 'DATABASE_PATH'],
    [
      'a database from a newer version',
      { DISCORD_TOKEN: 'a.b.c', DATABASE_PATH: 'newer.db' },
      'written by a newer version',
    ],
  ])('with %s says what to do and ends with 1', async (_what, env, words) => {
    writeFileSync(join(folder, 'text.db'), 'This is a letter, not a database. '.repeat(100));
    mkdirSync(folder, { recursive: true });
    rmSync(join(folder, 'newer.db'), { force: true });
    const newer = openDatabase(join(folder, 'newer.db'));
    newer.$client.prepare("insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)").run();
    newer.$client.close();
    await copyImported(REAL_PACKS, join(folder, 'c.db'));
    const run = start({ DISCORD_API_URL: discord.apiUrl, DATABASE_PATH: join(folder, 'c.db'), ...env });
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(words);
    expect(run.output()).not.toContain('    at ');
  });
});
