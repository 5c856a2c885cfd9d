/**
 * One bot in several processes, for more servers than one processor can serve. Each process has some of the shards and all of
 * the program, on the one database. This one only starts them, starts again what ends, and keeps Discord's pace for all: 50
 * requests a second are the bot's, not the process's.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBirpc } from 'birpc';
import type { Logger } from 'pino';
import { Pacer } from './pacer.ts';
import { fetchShardCount } from './shard-count.ts';
import { PART_VARIABLE, type ParentFunctions, type Part } from './part.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** A process that lived this long has not failed at its start. */
const SETTLED_MS = 60_000;

export interface ProcessesSettings {
  count: number;
  token: string;
  apiUrl: string | undefined;
  log: Logger;
}

export interface Processes {
  stop(): Promise<void>;
}

/** Divides shards among processes, in order and as evenly as can be. @throws RangeError without a process */
export function divideShards(shardCount: number, processes: number): Part[] {
  if (processes < 1) throw new RangeError('there has to be a process');
  return Array.from({ length: processes }, (_, index) => {
    const from = Math.floor((shardCount * index) / processes);
    const to = Math.floor((shardCount * (index + 1)) / processes);
    return { shards: Array.from({ length: to - from }, (_, i) => from + i), shardCount, isFirst: index === 0 };
  });
}

/**
 * Starts them one after the other, since Discord lets few connect at once, and the first brings the database up to date.
 * @throws OperatorError when Discord does not know the token or cannot be reached
 */
export async function startProcesses({ count, token, apiUrl, log }: ProcessesSettings): Promise<Processes> {
  const recommended = await fetchShardCount(token, apiUrl);
  const parts = divideShards(Math.max(recommended, count), count);
  const pacer = new Pacer();
  const children = new Set<ChildProcess>();
  let isStopping = false;

  /** Resolves when the part is connected for the first time. */
  function keep(part: Part): Promise<void> {
    return new Promise((resolve) => {
      const live = async () => {
        for (let pauseMs = FIRST_PAUSE_MS; !isStopping;) {
          const bornAt = performance.now();
          const code = await run(part, resolve);
          if (isStopping) return;
          log.error({ code, shards: part.shards }, 'a process of the bot has ended; it is started again');
          pauseMs = performance.now() - bornAt > SETTLED_MS ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
          await sleep(pauseMs, undefined, { ref: !isStopping });
        }
      };
      void live();
    });
  }

  async function run(part: Part, ready: () => void): Promise<unknown> {
    const child = fork(process.argv[1] ?? '', { env: { ...process.env, [PART_VARIABLE]: JSON.stringify(part) } });
    children.add(child);
    const functions: ParentFunctions = { turn: (urgency) => pacer.turn(urgency), ready };
    createBirpc<Record<string, never>, ParentFunctions>(functions, {
      // A process that has ended needs no answer.
      post: (data) => child.connected && child.send(data as object, () => undefined),
      on: (listener) => void child.on('message', listener),
    });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    children.delete(child);
    return code ?? signal;
  }

  for (const part of parts) await keep(part);
  log.info({ processes: count, shards: parts[0]?.shardCount }, 'ready');
  return {
    async stop() {
      isStopping = true;
      await Promise.all(
        [...children].map((child) => {
          child.kill('SIGTERM');
          return once(child, 'exit');
        }),
      );
    },
  };
}
