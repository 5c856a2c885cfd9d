import { describe, expect, it } from 'vitest';
import { explainFault, isDamage } from '../../src/db/faults.ts';

const fault = (code: string, message: string) => Object.assign(new Error(message), { code });

describe('a fault of the database', () => {
  it.each([
    ['SQLITE_BUSY', 'database is locked', /is held by another program .* Close whatever else has it open/],
    ['SQLITE_BUSY_SNAPSHOT', 'database is locked', /is held by another program/],
    ['SQLITE_FULL', 'database or disk is full', /cannot grow, because its disk is full .* Make room on the disk\.$/],
    ['SQLITE_READONLY', 'attempt to write a readonly database', /may not be written to .* Let the user that runs/],
    ['SQLITE_READONLY_DIRECTORY', 'attempt to write a readonly database', /may not be written to/],
    ['SQLITE_CORRUPT', 'database disk image is malformed', /is damaged .* restore a backup/],
    ['SQLITE_IOERR_WRITE', 'disk I/O error', /cannot be read or written .* Look at its disk/],
    ['SQLITE_CANTOPEN', 'unable to open database file', /cannot be opened/],
  ])('of code %s is said in words that an operator can act on', (code, message, says) => {
    const said = explainFault(fault(code, message), 'var/study.db');
    expect(said).toMatch(says);
    expect(said).toContain(`The database var/study.db `);
    expect(said).toContain(`(${message})`);
  });

  it('is found in the cause of what a library threw', () => {
    const wrapped = new Error('Failed query', { cause: fault('SQLITE_FULL', 'database or disk is full') });
    expect(explainFault(wrapped, 'a.db')).toContain('its disk is full');
  });

  it.each([
    [fault('SQLITE_CONSTRAINT_UNIQUE', 'UNIQUE constraint failed')],
    [new Error('a bug')],
    ['text'],
    [undefined],
  ])('is nothing that is a fault of the program: %s', (error) => expect(explainFault(error, 'a.db')).toBeUndefined());

  it('is damage where pages are', () => {
    expect(isDamage(fault('SQLITE_CORRUPT_VTAB', 'malformed'))).toBe(true);
    expect(isDamage(new Error('x', { cause: fault('SQLITE_CORRUPT', 'malformed') }))).toBe(true);
    expect(isDamage(fault('SQLITE_FULL', 'full'))).toBe(false);
  });
});
