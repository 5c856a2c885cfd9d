/** Whether the database keeps what it is given. */
import type { Logger } from 'pino';
import type { DiskWatcher } from '../db/durable.ts';
import { keepInPlace } from '../db/durable.ts';
import { findFault, isDamage } from '../db/faults.ts';
import { type Db, transaction } from '../db/open.ts';
import type { OperatorError } from '../errors.ts';
import { ENGLISH } from '../language.ts';
import type { Troubles } from './troubles.ts';
import { troubleText } from './view.ts';
import type { Wrong } from './wrong.ts';

/** Something stands in the way that may pass: a lock, a full disk, a file that may not be written to. */
const DATABASE = 'database';
/** Damage does not pass while the program runs, even if it is not met again. */
const DAMAGE = 'database-damage';
/** What is committed does not get onto the disk. */
const DISK = 'disk';

interface Health {
  db: Db;
  troubles: Troubles;
  log: Logger;
}

/** Tells of what becomes of the database's files. @param end ends the program */
export function reportDisk({
  db,
  troubles,
  log,
  end,
}: Health & { end?: ((error: OperatorError) => void) | undefined }): DiskWatcher {
  const path = db.$client.name;
  return {
    failing(error) {
      const fault = findFault(error, path);
      const wrong: Wrong = fault
        ? { key: 'databaseFault', fault }
        : { key: 'diskFailing', path, message: (error as Error).message };
      if (troubles.report(DISK, wrong)) log.error({ err: error }, troubleText(ENGLISH, wrong));
    },
    working: () => troubles.over(DISK),
    mended() {
      troubles.over(DISK);
      log.error(
        { path },
        'a file of the database was deleted or moved while it was in use. Everything has been written anew, and nothing is lost. ' +
          'Find out what did that: a database in use must be left alone',
      );
    },
    lost(error) {
      troubles.report(DISK, { key: 'databaseLost' });
      log.fatal({ err: error }, 'the database cannot be gone on with');
      end?.(error);
    },
  };
}

/** Checks whether the database is in its place and accepts writes. Call it every minute: it takes microseconds. */
export function checkDatabase(health: Health): void {
  const { db, troubles } = health;
  if (!keepInPlace(db)) return;
  try {
    probe(db, troubles);
    troubles.over(DATABASE);
  } catch (error) {
    if (!reportFault(health, error)) throw error;
  }
}

/** Takes the lock for writing; while something is wrong it also writes, since a full disk still grants locks. */
function probe(db: Db, troubles: Troubles): void {
  const isWrong = troubles.list().some(({ about }) => about === DATABASE);
  transaction(db, () => {
    if (isWrong) db.$client.pragma(`user_version = ${Number(db.$client.pragma('user_version', { simple: true }))}`);
  });
}

/** Reports that something failed because the database did. @returns false where that is not the cause */
export function reportFault({ db, troubles, log }: Health, error: unknown): boolean {
  const fault = findFault(error, db.$client.name);
  if (!fault) return false;
  const wrong: Wrong = { key: 'databaseFault', fault };
  const isNew = troubles.report(isDamage(error) ? DAMAGE : DATABASE, wrong);
  if (isNew && isDamage(error)) log.error({ err: error }, troubleText(ENGLISH, wrong));
  return true;
}
