/** One bot in several processes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { divideShards } from '../../src/discord/processes.ts';
import { type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';
import { REAL_PACKS } from '../helpers/app.ts';
import { copyImported } from '../helpers/imported.ts';
import { type Program, buildProgram, startProgram } from '../helpers/program.ts';

describe('shards', () => {
  it('are divided among the processes, each to one, in order and evenly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 0, max: 500 }), (processes, more) => {
        const shardCount = processes + more;
        const parts = divideShards(shardCount, processes);
        expect(parts.flatMap(({ shards }) => shards)).toEqual(Array.from({ length: shardCount }, (_, shard) => shard));
        const sizes = parts.map(({ shards }) => shards.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(parts.filter(({ isFirst }) => isFirst)).toHaveLength(1);
      }),
    );
    expect(() => divideShards(1, 0)).toThrow(RangeError);
  });
});

describe('a bot in two processes', () => {
  let folder: string;
  let discord: SmallDiscord;
  let program: Program;

  beforeAll(async () => {
    await buildProgram();
    folder = mkdtempSync(join(tmpdir(), 'studyhall-processes-'));
    await copyImported(REAL_PACKS, join(folder, 'test.db'));
    discord = await startSmallDiscord({ shards: 2 });
    program = startProgram(folder, {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_PATH: join(folder, 'test.db'),
      PROCESSES: '2',
    });
    await program.until('"processes":2');
  });
  afterAll(async () => {
    await discord.close();
    rmSync(folder, { recursive: true });
  });

  it('answers each member once', async () => {
    const outcome = await discord
      .as(discord.demo.organiser)
      .slash(discord.demo.channel, 'docker', { topic: 'seccomp' });
    expect(outcome.status).toBe('replied');
    const callbacks = discord.requests.filter(({ path }) => path.endsWith('/callback'));
    expect(callbacks).toHaveLength(1);
  });

  it('registers the commands once', () => {
    expect(discord.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands'))).toHaveLength(
      1,
    );
  });

  it('starts again what is killed, and stops as one', async () => {
    const pids = [...program.output().matchAll(/"pid":(\d+),[^\n]*"msg":"ready"/g)].map(([, pid]) => Number(pid));
    const own = pids.filter((pid) => pid !== program.process.pid);
    expect(own).toHaveLength(2);
    for (const pid of own) process.kill(pid, 'SIGKILL');
    await program.until('it is started again');
    await expect
      .poll(() => [...program.output().matchAll(/"msg":"ready"/g)].length, { timeout: 20_000 })
      .toBeGreaterThanOrEqual(5);
    const outcome = await discord
      .as(discord.demo.organiser)
      .slash(discord.demo.channel, 'docker', { topic: 'seccomp' });
    expect(outcome.status).toBe('replied');
    program.process.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  });
});
