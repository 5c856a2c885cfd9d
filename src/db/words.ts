/** What is read of a database in trouble: by members, and by whoever looks after the machine. */
import { inLanguages } from '../language.ts';
import type { DatabaseFault } from './faults.ts';

/** What is wrong, what to do, and what it is wrong with where that is not the database. */
const FAULTS: Readonly<Record<DatabaseFault['cause'], { what: string; todo: string; thing?: string }>> = {
  busy: {
    what: 'is held by another program',
    todo: 'Close whatever else has it open for writing: another Studyhall, a database browser, a backup that hangs.',
  },
  full: { what: 'cannot grow, because its disk is full', todo: 'Make room on the disk.' },
  readOnly: {
    what: 'may not be written to',
    todo: 'Let the user that runs Studyhall write to the file and to its folder (chown, chmod, or mount it writable).',
  },
  forbidden: { what: 'may not be opened', todo: 'Let the user that runs Studyhall read and write it.' },
  damaged: {
    what: 'is damaged',
    todo:
      'Stop Studyhall, keep a copy of the file, and restore a backup; without one, ' +
      '`sqlite3 damaged.db .recover | sqlite3 rescued.db` saves what can be read.',
  },
  noDatabase: {
    thing: 'file',
    what: 'is not a database that Studyhall can read',
    todo: 'Set DATABASE_PATH to another file, or restore a backup.',
  },
  disk: { what: 'cannot be read or written', todo: 'Look at its disk: it may be failing, full or gone.' },
  notOpened: {
    what: 'cannot be opened',
    todo: 'Set DATABASE_PATH to a file in a folder that this user may write to.',
  },
};

const english = {
  notKept:
    'The machine I run on has trouble with its disk, so I cannot promise that this is kept. Please try again in a few minutes.',
  fault: ({ cause, path, message }: DatabaseFault) => {
    const { thing = 'database', what, todo } = FAULTS[cause];
    return `The ${thing} ${path} ${what} (${message}). ${todo}`;
  },
};

export const databaseWords = inLanguages(english);
