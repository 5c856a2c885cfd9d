/** Bots as processes of their own, which never outlive the bench. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { SmallDiscord } from '../src/small-discord/index.ts';

export interface Bot {
  /** from its start until it said that it is ready */
  startMs: number;
  readonly pid: number;
  /** resident memory, as the kernel counts it */
  residentMb(): number;
  /** ends it: with SIGTERM as an operator does, with SIGKILL as a crash does */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

const running = new Set<ChildProcess>();

// A bot left behind would dial its small Discord's port for ever, and take up work with whoever has that port next.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** Starts a script as a bot of this small Discord, and waits until it is ready. @throws Error when it ends before that */
export async function startBot(script: string, discord: SmallDiscord, databasePath: string): Promise<Bot> {
  const began = performance.now();
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DATABASE_PATH: databasePath };
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...env, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const ended = once(child, 'exit').finally(() => running.delete(child));
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => line.includes('"msg":"ready"') && resolve());
  });
  return {
    startMs: performance.now() - began,
    pid: child.pid ?? 0,
    residentMb: () => {
      const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
      return Number(line?.[1] ?? 0) / 1024;
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
    },
  };
}
