/**
 * The files of a database that is open. Once one of them has been deleted, moved or replaced, whatever is committed goes into
 * a file that no longer has a name, and is lost when the process ends. Until then everything can still be read.
 */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../errors.ts';
import type { Db } from './open.ts';

/** Only the owner: what members typed is nobody else's business. SQLite gives its other files the mode of the database. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** The database, the log of what was committed last, and what its readers share. */
const SUFFIXES = ['', '-wal', '-shm'] as const;

const identities = new WeakMap<Db, string[]>();

/** Remembers which files these are. Call it while the database is open and known to be in its place. */
export function rememberPlace(db: Db): void {
  if (db.$client.memory) return;
  // SQLite makes the files beside the database when it first looks into it.
  db.$client.pragma('schema_version');
  identities.set(db, identify(db.$client.name));
}

/** Whether the open files are those that a program opening the database now would find. Takes microseconds. */
export function isInPlace(db: Db): boolean {
  const known = identities.get(db);
  return !known || identify(db.$client.name).every((id, index) => id === known[index]);
}

/** Makes the database's file where there is none, and denies access to what is there to everybody but its owner. */
export function makePrivate(path: string): void {
  // Made here and not by SQLite, so that there is no moment at which others may read it.
  if (!existsSync(path)) closeSync(openSync(path, 'a', PRIVATE_FILE));
  for (const suffix of SUFFIXES) {
    const file = path + suffix;
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile() || (found.mode & 0o077) === 0) continue;
    try {
      chmodSync(file, found.mode & 0o700);
    } catch (error) {
      // A file of somebody else's, or a file system without modes: SQLite says whether it can be used all the same.
      const { code } = error as { code?: string };
      if (code !== 'EPERM' && code !== 'ENOTSUP') throw error;
    }
  }
}

/**
 * Repairs what can be repaired after a file was deleted, moved or replaced while the database was open.
 * @throws OperatorError when the database cannot be used any longer: everything that was committed has been kept
 * then, and its message says where. Anything else that is thrown means that nothing has been repaired yet, and that
 * it may be tried again.
 */
export function putInPlace(db: Db): void {
  const path = db.$client.name;
  const [known] = identities.get(db) ?? [];
  if (identify(path)[0] === known) beginNewLog(db, path);
  else rescue(db, path);
}

/** Takes everything out of the log, which has no name any more, and begins another one. */
function beginNewLog(db: Db, path: string): void {
  intoDatabaseFile(db);
  try {
    db.$client.pragma('journal_mode = DELETE');
    db.$client.pragma('journal_mode = WAL');
  } catch (error) {
    throw new OperatorError(
      `A file beside the database (${path}-wal or ${path}-shm) was deleted or moved while Studyhall was running, and ` +
        `another program has the database open, so a new one cannot be begun (${(error as Error).message}). Everything that ` +
        'was confirmed is in the database. Close the other program and start Studyhall again.',
      { cause: error },
    );
  }
  rememberPlace(db);
}

/** Brings everything committed from the log into the database's own file, and onto the disk. @throws when that fails */
export function intoDatabaseFile(db: Db): void {
  const [result] = db.$client.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (result?.busy !== 0)
    throw Object.assign(new Error('the log could not be emptied: the database is in use'), { code: 'SQLITE_BUSY' });
}

/** The database's own file has no name any more: everything is written into another one. */
function rescue(db: Db, path: string): never {
  const rescued = freeName(path);
  // VACUUM INTO takes an empty file, which may be private from the beginning.
  writeFileSync(rescued, '', { mode: PRIVATE_FILE, flag: 'wx' });
  try {
    db.$client.prepare('vacuum into ?').run(rescued);
    sync(rescued);
  } catch (error) {
    rmSync(rescued, { force: true });
    throw error;
  }
  // The log belongs to the file that is gone. It would be read into whatever takes that one's place.
  const known = identities.get(db) ?? [];
  identify(path).forEach((id, index) => {
    if (index > 0 && id !== '' && id === known[index]) unlinkSync(path + SUFFIXES[index]);
  });
  try {
    linkSync(rescued, path);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    throw new OperatorError(
      `The database ${path} was replaced by another file while Studyhall was running. Everything that Studyhall had is in ` +
        `${rescued}. Start it again to go on with the file that lies there now, or put ${rescued} in its place first.`,
      { cause: error },
    );
  }
  unlinkSync(rescued);
  sync(dirname(path));
  throw new OperatorError(
    `The database ${path} was deleted or moved while Studyhall was running. It has been written anew with everything that ` +
      'was confirmed. Start Studyhall again.',
  );
}

function freeName(path: string): string {
  for (let number = 1; ; number++) {
    const name = `${path}.rescued-${number}`;
    if (!existsSync(name)) return name;
  }
}

function sync(file: string): void {
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Device and inode of each file; empty for one that is not there. */
function identify(path: string): string[] {
  return SUFFIXES.map((suffix) => {
    const found = statSync(path + suffix, { throwIfNoEntry: false, bigint: true });
    return found ? `${found.dev}:${found.ino}` : '';
  });
}
