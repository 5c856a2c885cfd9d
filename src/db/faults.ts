/** What is wrong when SQLite fails through no fault of the program, and what an operator can do about it. */

/** By the beginning of SQLite's code: `SQLITE_IOERR_WRITE` is one of `SQLITE_IOERR`. */
const CAUSES: Readonly<Record<string, { what: string; todo: string; thing?: string }>> = {
  SQLITE_BUSY: {
    what: 'is held by another program',
    todo: 'Close whatever else has it open for writing: another Studyhall, a database browser, a backup that hangs.',
  },
  SQLITE_FULL: { what: 'cannot grow, because its disk is full', todo: 'Make room on the disk.' },
  SQLITE_READONLY: {
    what: 'may not be written to',
    todo: 'Let the user that runs Studyhall write to the file and to its folder (chown, chmod, or mount it writable).',
  },
  SQLITE_PERM: { what: 'may not be opened', todo: 'Let the user that runs Studyhall read and write it.' },
  SQLITE_CORRUPT: {
    what: 'is damaged',
    todo:
      'Stop Studyhall, keep a copy of the file, and restore a backup; without one, ' +
      '`sqlite3 damaged.db .recover | sqlite3 rescued.db` saves what can be read.',
  },
  SQLITE_NOTADB: {
    thing: 'file',
    what: 'is not a database that Studyhall can read',
    todo: 'Set DATABASE_PATH to another file, or restore a backup.',
  },
  SQLITE_IOERR: { what: 'cannot be read or written', todo: 'Look at its disk: it may be failing, full or gone.' },
  SQLITE_CANTOPEN: {
    what: 'cannot be opened',
    todo: 'Set DATABASE_PATH to a file in a folder that this user may write to.',
  },
};

/**
 * Whole sentences for the operator: what is wrong with the database at `path`, and what to do; undefined for anything that
 * is not the machine's fault.
 */
export function explainFault(error: unknown, path: string): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, message } = cause as Error & { code?: unknown };
    const known = typeof code === 'string' && CAUSES[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? ''];
    if (known) return `The ${known.thing ?? 'database'} ${path} ${known.what} (${message}). ${known.todo}`;
  }
  return undefined;
}

/** Whether pages of the database are damaged, which does not pass by itself. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return String((error as { code?: unknown }).code).startsWith('SQLITE_CORRUPT') || isDamage(error.cause);
}
