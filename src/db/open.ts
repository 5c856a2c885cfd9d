import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../errors.ts';
import { migrateDatabase, notADatabase } from './migrate.ts';
import * as schema from './schema.ts';

export type Db = BetterSQLite3Database<typeof schema> & { $client: Database.Database };

/**
 * Opens the database at `path` (':memory:' for tests), makes its folder, and brings its tables up to date.
 * @throws OperatorError when the file cannot be written, is no database, or was written by a newer Studyhall.
 */
export function openDatabase(path: string): Db {
  let client: Database.Database;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    client = new Database(path);
    // WAL lets a backup or a second process read while the bot writes. A commit does not wait for the disk, which would
    // stop everybody's answers meanwhile: see durable.ts for who waits, and where.
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = NORMAL');
    client.pragma('foreign_keys = ON');
    client.pragma('busy_timeout = 5000');
    client.pragma('cache_size = -8000');
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_NOTADB') throw notADatabase(path, error as Error);
    throw new OperatorError(
      `The database ${path} cannot be opened (${(error as Error).message}). ` +
        'Set DATABASE_PATH to a file in a folder that this user may write to.',
    );
  }
  const db = drizzle(client, { schema, casing: 'snake_case' });
  try {
    migrateDatabase(db, path);
  } catch (error) {
    client.close();
    throw error;
  }
  return db;
}

/** Runs `work` in one transaction that takes the write lock at once, so that what it reads cannot change under it. */
export function transaction<T>(db: Db, work: () => T): T {
  return db.$client.transaction(work).immediate();
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
