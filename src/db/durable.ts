/**
 * Commits return once they are safe from a crash of the program (WAL, synchronous=NORMAL). Whoever is about to tell
 * somebody that something was kept waits here until it is safe from a power cut too, and in files that the next start will
 * find. The wait is off the main thread, and everybody who commits while one sync runs shares the next.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { OperatorError, UserError } from '../errors.ts';
import { intoDatabaseFile, isInPlace, putInPlace } from './in-place.ts';
import type { Db } from './open.ts';
import { databaseWords } from './words.ts';

/** Is told whether what is committed gets safely onto the disk; a database need not have one. */
export interface DiskWatcher {
  /** What was committed is not safe, and nobody is told that it is. Tried again with the next commit. */
  failing(error: unknown): void;
  working(): void;
  /** A file had been deleted or moved, and everything is in its place again. */
  mended(): void;
  /** The database cannot be used any longer, and nothing is confirmed any more. Everything committed was kept. */
  lost(error: OperatorError): void;
}

interface Syncing {
  wal: Promise<FileHandle> | undefined;
  running: Promise<void>;
  /** the sync after the running one; what is committed until it begins is in it */
  next: Promise<void> | undefined;
  /** whether a sync has failed: the kernel may have dropped what it could not write, and says so once only */
  isDoubtful: boolean;
  lost: OperatorError | undefined;
  watcher: DiskWatcher | undefined;
}

const states = new WeakMap<Db, Syncing>();

function stateOf(db: Db): Syncing {
  let state = states.get(db);
  if (!state) {
    const running = Promise.resolve();
    state = { wal: undefined, running, next: undefined, isDoubtful: false, lost: undefined, watcher: undefined };
    states.set(db, state);
  }
  return state;
}

/** Sets the watcher that is told whether what is committed gets safely onto the disk. */
export function watchDisk(db: Db, watcher: DiskWatcher): void {
  stateOf(db).watcher = watcher;
}

/**
 * Resolves when everything committed so far is on the disk.
 * @throws UserError when that cannot be had; the watcher is told why
 */
export function durable(db: Db): Promise<void> {
  if (db.$client.memory) return Promise.resolve();
  const syncing = stateOf(db);
  // A sync that failed is its own callers' matter; the next one tries again.
  syncing.next ??= syncing.running
    .catch(() => undefined)
    .then(() => {
      syncing.running = keep(db, syncing);
      syncing.next = undefined;
      return syncing.running;
    });
  return syncing.next;
}

async function keep(db: Db, state: Syncing): Promise<void> {
  if (state.lost) throw notKept();
  try {
    await syncLog(db, state);
  } catch (error) {
    await forgetLog(state);
    state.isDoubtful = true;
    // A missing file is put back, which brings everything onto the disk.
    if (!keepInPlace(db)) throw notKept(error);
    if (state.isDoubtful) {
      state.watcher?.failing(error);
      throw notKept(error);
    }
  }
  if (!keepInPlace(db)) throw notKept();
  state.watcher?.working();
}

function notKept(cause?: unknown): UserError {
  return new UserError((reader) => databaseWords(reader).notKept, cause === undefined ? {} : { cause });
}

/** A commit is in the write-ahead log; a checkpoint syncs the log before it takes anything out of it. */
async function syncLog(db: Db, state: Syncing): Promise<void> {
  // SQLite keeps its locks on the database file alone, so opening and closing the log here cannot drop one.
  state.wal ??= open(`${db.$client.name}-wal`, 'r+');
  const wal = await state.wal;
  if (state.isDoubtful) {
    // What a failed sync left out would not be in this one either, so all of it is written again, elsewhere.
    intoDatabaseFile(db);
    state.isDoubtful = false;
  }
  await wal.datasync();
}

/**
 * Checks whether the files are still where the next start will look for them, and if not, repairs that. Takes microseconds.
 * @returns whether what is committed will be found there
 */
export function keepInPlace(db: Db): boolean {
  if (db.$client.memory) return true;
  const state = stateOf(db);
  if (state.lost) return false;
  if (isInPlace(db)) return true;
  try {
    putInPlace(db);
  } catch (error) {
    if (error instanceof OperatorError) {
      state.lost = error;
      state.watcher?.lost(error);
    } else {
      state.watcher?.failing(error);
    }
    return false;
  }
  void forgetLog(state);
  state.isDoubtful = false;
  state.watcher?.mended();
  return true;
}

/** The next sync opens the log again. */
async function forgetLog(state: Syncing): Promise<void> {
  const { wal } = state;
  state.wal = undefined;
  await wal?.then((handle) => handle.close()).catch(() => undefined);
}

/** Closes the database. Call it instead of closing the client, which would leave the log's handle open. */
export async function closeDatabase(db: Db): Promise<void> {
  const state = states.get(db);
  await state?.next?.catch(() => undefined);
  await state?.running.catch(() => undefined);
  if (state) await forgetLog(state);
  states.delete(db);
  db.$client.close();
}
