/**
 * Draws in a process of its own, which the first picture starts and which ends when none was wanted for a while. Why not in
 * a thread: docs/decisions/0012-pictures-in-a-process.md
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { DRAWING_PROCESS } from '../paths.ts';
import type { Drawing } from './picture.ts';

/** The process's answer to a drawing. */
export type Answer = { png: Uint8Array } | { error: string };

export interface Drawer {
  /**
   * Draws one picture; ask for the next when it is there.
   * @throws Error when it cannot be drawn, takes too long, or its process ends: the next one starts another
   */
  draw(drawing: Drawing): Promise<Uint8Array>;
  /** Ends the process, and with it what is being drawn. */
  close(): Promise<void>;
}

export interface DrawerOptions {
  /** the process ends after this long (milliseconds) without a picture */
  idleMs?: number;
  /** what one picture may take (milliseconds), including the start of its process */
  longestMs?: number;
  /** the built entry point of the process */
  entry?: string | URL;
}

/** When this many processes in a row have ended without an answer, another one would end likewise. */
const MOST_ENDS = 3;
const REST_MS = 60_000;

export function createDrawer({
  idleMs = 2 * 60_000,
  longestMs = 10_000,
  entry = DRAWING_PROCESS,
}: DrawerOptions = {}): Drawer {
  let child: ChildProcess | undefined;
  let asked: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  let idle: NodeJS.Timeout | undefined;
  let ends = 0;
  let restsUntil = 0;

  function start(): ChildProcess {
    if (performance.now() < restsUntil) throw new Error('what draws ended several times in a row and is given a rest');
    const started = fork(entry, [], {
      serialization: 'advanced', // bytes stay bytes
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, DISCORD_TOKEN: undefined },
    });
    started.on('message', (answer: Answer) => asked?.resolve(answer));
    started.on('error', (error) => lose(started, error));
    started.on('exit', (code, signal) => lose(started, new Error(`what draws ended (${signal ?? code})`)));
    return started;
  }

  /** A process that is not needed any more, or that was ended on purpose, is no loss. */
  function lose(lost: ChildProcess, error: Error): void {
    if (child !== lost) return;
    child = undefined;
    if (++ends >= MOST_ENDS) {
      ends = 0;
      restsUntil = performance.now() + REST_MS;
    }
    asked?.reject(error);
  }

  return {
    async draw(drawing) {
      clearTimeout(idle);
      const current = (child ??= start());
      const tooLong = setTimeout(() => {
        lose(current, new Error(`not drawn within ${longestMs / 1000} s`));
        current.kill('SIGKILL');
      }, longestMs);
      try {
        const answer = await new Promise<Answer>((resolve, reject) => {
          asked = { resolve, reject };
          current.send(drawing);
        });
        ends = 0;
        if ('error' in answer) throw new Error(answer.error);
        return answer.png;
      } finally {
        clearTimeout(tooLong);
        asked = undefined;
        idle = setTimeout(() => {
          child?.disconnect();
          child = undefined;
        }, idleMs).unref();
      }
    },
    async close() {
      if (!child) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL'); // there is nothing that it would have to finish
      await ended;
    },
  };
}
