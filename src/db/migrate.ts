import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../errors.ts';
import { MIGRATIONS_FOLDER } from '../paths.ts';
import { explainFault } from './faults.ts';
import type { Db } from './open.ts';

interface Journal {
  entries: { when: number; tag: string }[];
}

/**
 * Applies the migrations that this database has not had yet.
 * @throws OperatorError when the database has had one that this program does not know (an older program would misread it), or
 * when one cannot be applied.
 */
export function migrateDatabase(db: Db, path: string): void {
  const journal = JSON.parse(readFileSync(join(MIGRATIONS_FOLDER, 'meta/_journal.json'), 'utf8')) as Journal;
  const newestKnown = Math.max(...journal.entries.map((entry) => entry.when));
  const newestApplied = newestMigration(db);
  if (newestApplied > newestKnown) {
    throw new OperatorError(
      `The database ${path} was written by a newer version of Studyhall. ` +
        'Start that version again, or restore a backup made before the upgrade. Nothing was changed.',
    );
  }
  try {
    migrate(db, { migrationsFolder: MIGRATIONS_FOLDER });
  } catch (error) {
    const cause = (error as Error).cause ?? error;
    throw new OperatorError(
      explainFault(error, path) ??
        `The database ${path} cannot be brought up to date (${(cause as Error).message}). ` +
          'Check that the disk has room and that this user may write to it. Nothing was lost.',
      { cause: error },
    );
  }
}

function newestMigration(db: Db): number {
  const table = db.$client.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (!table) return 0;
  const row = db.$client.prepare('select max(created_at) as newest from __drizzle_migrations').get();
  return Number((row as { newest: number | null }).newest ?? 0);
}
