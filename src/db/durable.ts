/**
 * Commits return once they are safe from a crash of the program (WAL, synchronous=NORMAL). Whoever is about to tell
 * somebody that something was kept waits here until it is safe from a power cut too. The wait is off the main thread, and
 * everybody who commits while one sync runs shares the next.
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { Db } from './open.ts';

interface Syncing {
  wal: Promise<FileHandle> | undefined;
  running: Promise<void>;
  /** the sync after the running one; what is committed until it begins is in it */
  next: Promise<void> | undefined;
}

const states = new WeakMap<Db, Syncing>();

/** Resolves when everything committed so far is on the disk. */
export function durable(db: Db): Promise<void> {
  if (db.$client.memory) return Promise.resolve();
  let state = states.get(db);
  if (!state) states.set(db, (state = { wal: undefined, running: Promise.resolve(), next: undefined }));
  const syncing = state;
  // A sync that failed is its own callers' matter; the next one tries again.
  syncing.next ??= syncing.running
    .catch(() => undefined)
    .then(() => {
      syncing.running = syncLog(db, syncing);
      syncing.next = undefined;
      return syncing.running;
    });
  return syncing.next;
}

/** A commit is in the write-ahead log; a checkpoint syncs the log before it takes anything out of it. */
async function syncLog(db: Db, state: Syncing): Promise<void> {
  // SQLite keeps its locks on the database file alone, so opening and closing the log here cannot drop one.
  state.wal ??= open(`${db.$client.name}-wal`, 'r+');
  try {
    await (await state.wal).datasync();
  } catch (error) {
    state.wal = undefined;
    throw error;
  }
}

/** Closes the database. Call it instead of closing the client, which would leave the log's handle open. */
export async function closeDatabase(db: Db): Promise<void> {
  const state = states.get(db);
  await state?.running.catch(() => undefined);
  await (await state?.wal)?.close();
  states.delete(db);
  db.$client.close();
}
