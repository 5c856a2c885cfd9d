/** One of several processes that are one bot: which shards are its own, and how it keeps the pace of all. */
import { createBirpc } from 'birpc';
import type { Urgency } from '../messenger.ts';

export interface Part {
  shards: number[];
  /** of the whole bot */
  shardCount: number;
  /** the first one registers the commands and does what comes due */
  isFirst: boolean;
}

/** What a part asks of the process that started it. */
export interface ParentFunctions {
  /** resolves when the part may make a request of this urgency */
  turn(urgency: Urgency): Promise<void>;
  /** the part is connected */
  ready(): void;
}

/** The environment variable that tells a process which part it is. */
export const PART_VARIABLE = 'STUDYHALL_PART';

/** @returns undefined in a process that is the whole bot, or the parent of all parts */
export function readPart(env: Readonly<Record<string, string | undefined>>): Part | undefined {
  const text = env[PART_VARIABLE];
  return text === undefined ? undefined : (JSON.parse(text) as Part);
}

/** The way to the parent. A part whose parent is gone ends: nobody would keep its pace, or start it again. */
export function connectToParent(): ParentFunctions {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  return createBirpc<ParentFunctions>(
    {},
    {
      post: (data) => process.send?.(data),
      on: (listener) => void process.on('message', listener),
      timeout: -1,
    },
  );
}
