/** What is wrong when SQLite fails through no fault of the program. */
import Database from 'better-sqlite3';
import { ENGLISH } from '../language.ts';
import { databaseWords } from './words.ts';

/** By the beginning of SQLite's code: `SQLITE_IOERR_WRITE` is one of `SQLITE_IOERR`. */
const CAUSES = {
  SQLITE_BUSY: 'busy',
  SQLITE_FULL: 'full',
  SQLITE_READONLY: 'readOnly',
  SQLITE_PERM: 'forbidden',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'noDatabase',
  SQLITE_IOERR: 'disk',
  SQLITE_CANTOPEN: 'notOpened',
} as const;

/** Plain data: what is wrong with the database at `path`, and what SQLite says of it. */
export interface DatabaseFault {
  readonly cause: (typeof CAUSES)[keyof typeof CAUSES];
  readonly path: string;
  readonly message: string;
}

/** What is wrong with the database at `path`; undefined for anything that is not the machine's fault. */
export function findFault(error: unknown, path: string): DatabaseFault | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, message } = cause as Error & { code?: unknown };
    const family = typeof code === 'string' ? /^SQLITE_[A-Z]+/.exec(code)?.[0] : undefined;
    if (family !== undefined && Object.hasOwn(CAUSES, family))
      return { cause: CAUSES[family as keyof typeof CAUSES], path, message };
  }
  return undefined;
}

/** The same in whole sentences for the operator, with what to do about it. */
export function explainFault(error: unknown, path: string): string | undefined {
  const fault = findFault(error, path);
  return fault && databaseWords(ENGLISH).fault(fault);
}

/** Whether pages of the database are damaged, which does not pass by itself. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return String((error as { code?: unknown }).code).startsWith('SQLITE_CORRUPT') || isDamage(error.cause);
}

/** Whether SQLite refused what it was asked, and not because of the machine; undefined for an error that is not SQLite's. */
export function isOfStatement(error: unknown): boolean | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined;
  return /^SQLITE_(CONSTRAINT|ERROR|MISMATCH|RANGE|TOOBIG)/.test(error.code);
}
