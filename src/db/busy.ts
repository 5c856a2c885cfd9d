/** What to do while another program holds the database. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from './open.ts';

/**
 * How long a statement waits for another program by itself (milliseconds). Nobody else is answered meanwhile, so it is
 * enough for another process's transaction and no more; whoever can wait longer tries again.
 */
export const PATIENCE_MS = 100;

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 500;

/** Whether something failed only because another program held the database: nothing was done, and it may be tried again. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  // Also SQLITE_BUSY_SNAPSHOT and its like.
  return (typeof code === 'string' && code.startsWith('SQLITE_BUSY')) || isBusy(error.cause);
}

/** How long statements wait for another program from now on. */
export function setPatience(db: Db, ms: number): void {
  db.$client.pragma(`busy_timeout = ${ms}`);
}

export interface RetryWhileBusy {
  /** no try begins later, on the clock of `now` */
  untilMs: number;
  wait?: (ms: number) => Promise<unknown>;
  now?: () => number;
}

/**
 * Repeats something from its start until no other program holds the database. It must do nothing outside of its transactions
 * before the last of them, and when run again must recognise what an earlier run has done.
 * @throws what `work` throws; once the time is over, also the fault for which `isBusy` is true
 */
export async function retryWhileBusy<T>(
  db: Db,
  work: () => T | Promise<T>,
  { untilMs, wait = sleep, now = () => performance.now() }: RetryWhileBusy,
): Promise<T> {
  let isHeld = false;
  try {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return await work();
      } catch (error) {
        if (!isBusy(error) || now() + pause > untilMs) throw error;
      }
      // The database is already known to be held: a hundred others need not each block the thread to find that out.
      isHeld = true;
      setPatience(db, 0);
      await wait(pause);
    }
  } finally {
    if (isHeld && db.$client.open) setPatience(db, PATIENCE_MS);
  }
}
