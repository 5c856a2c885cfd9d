import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../errors.ts';
import { PATIENCE_MS, setPatience } from './busy.ts';
import { explainFault } from './faults.ts';
import { PRIVATE_FOLDER, makePrivate, rememberPlace } from './in-place.ts';
import { migrateDatabase } from './migrate.ts';
import * as schema from './schema.ts';

export type Db = BetterSQLite3Database<typeof schema> & { $client: Database.Database };

/** While it is being opened nobody waits for anything else yet, and another process may be at its migrations. */
const PATIENCE_AT_START_MS = 5000;

/**
 * Opens the database at `place`, makes its folder, brings its tables up to date, and denies access to its files to everybody
 * but their owner.
 * @param place a path; for tests ':memory:', or the bytes of a database, of which a copy is opened in memory
 * @throws OperatorError when the file cannot be written, is no database, is damaged, or was written by a newer Studyhall.
 */
export function openDatabase(place: string | Buffer): Db {
  const path = typeof place === 'string' ? place : ':memory:';
  let client: Database.Database | undefined;
  try {
    if (path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
      makePrivate(path);
    }
    client = new Database(place);
    client.pragma(`busy_timeout = ${PATIENCE_AT_START_MS}`);
    // WAL lets a backup or a second process read while the bot writes. A commit does not wait for the disk, which would
    // stop everybody's answers meanwhile: see durable.ts for who waits, and where.
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = NORMAL');
    client.pragma('foreign_keys = ON');
    client.pragma('cache_size = -8000');
    const db = drizzle(client, { schema, casing: 'snake_case' });
    migrateDatabase(db, path);
    setPatience(db, PATIENCE_MS);
    rememberPlace(db);
    return db;
  } catch (error) {
    client?.close();
    if (error instanceof OperatorError) throw error;
    const { message } = error as Error;
    throw new OperatorError(
      explainFault(error, path) ??
        `The database ${path} cannot be opened (${message}). ` +
          'Set DATABASE_PATH to a file in a folder that this user may write to.',
      { cause: error },
    );
  }
}

/** Runs `work` in one transaction that takes the write lock at once, so that what it reads cannot change under it. */
export function transaction<T>(db: Db, work: () => T): T {
  return transactions(db).run.immediate(work) as T;
}

/**
 * As `transaction`, but does not wait: for work that nobody waits for, on a thread on which others do.
 * @returns undefined when another program holds the write lock; nothing has been done then
 */
export function transactionIfFree<T>({ $client: client }: Db, work: () => T): T | undefined {
  const patience = Number(client.pragma('busy_timeout', { simple: true }));
  let begun = false;
  const begin = () => {
    begun = true;
    client.pragma(`busy_timeout = ${patience}`);
    return work();
  };
  client.pragma('busy_timeout = 0');
  try {
    return client.transaction(begin).immediate();
  } catch (error) {
    if (!begun && /^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? '')) return undefined;
    throw error;
  } finally {
    if (!begun) client.pragma(`busy_timeout = ${patience}`);
  }
}

/**
 * Builds a store's prepared statements once for each database, on first use.
 * A store keeps `const statements = perDatabase((db) => ({ … }))` and calls `statements(db).findTopic.get(…)`.
 */
export function perDatabase<T extends object>(build: (db: Db) => T): (db: Db) => T {
  const built = new WeakMap<Db, T>();
  return (db) => {
    let statements = built.get(db);
    if (!statements) {
      statements = build(db);
      built.set(db, statements);
    }
    return statements;
  };
}

/** Made once for each database, as its statements are. */
const transactions = perDatabase((db) => ({ run: db.$client.transaction((work: () => unknown) => work()) }));
