import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { PATIENCE_MS } from '../../src/db/busy.ts';
import { openDatabase, transaction } from '../../src/db/open.ts';
import { OperatorError } from '../../src/errors.ts';
import { setTimeZone } from '../../src/guild/store.ts';
import { temporaryFolder } from '../helpers/packs.ts';
import { countRows, dump, tableNames } from '../helpers/rows.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function failureOf(path: string): OperatorError {
  try {
    openDatabase(path).$client.close();
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return error as OperatorError;
  }
  throw new Error('it was opened');
}

describe('a database', () => {
  it('is made, with its folder', () => {
    const db = openDatabase(join(folder, 'a/b/study.db'));
    expect(tableNames(db)).toEqual(expect.arrayContaining(['answer', 'daily_delivery', 'question', 'quiz']));
    db.$client.close();
  });

  it('that is opened again is as it was', () => {
    const path = join(folder, 'study.db');
    const first = openDatabase(path);
    setTimeZone(first, '1000', 'Europe/Berlin');
    const before = dump(first, [...tableNames(first), '__drizzle_migrations']);
    first.$client.close();
    const again = openDatabase(path);
    expect(dump(again, [...tableNames(again), '__drizzle_migrations'])).toEqual(before);
    again.$client.close();
  });

  it('keeps a log beside it, watches its references and waits for other writers, but not for long', () => {
    const db = openDatabase(join(folder, 'study.db'));
    const pragma = (name: string) => db.$client.pragma(name, { simple: true });
    expect([pragma('journal_mode'), pragma('foreign_keys'), pragma('busy_timeout')]).toEqual(['wal', 1, PATIENCE_MS]);
    db.$client.close();
  });

  it('by a newer version is refused and left as it was', () => {
    const path = join(folder, 'study.db');
    const db = openDatabase(path);
    db.$client.prepare("insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)").run();
    db.$client.close();
    const before = readFileSync(path);
    expect(failureOf(path).message).toBe(
      `The database ${path} was written by a newer version of Studyhall. ` +
        'Start that version again, or restore a backup made before the upgrade. Nothing was changed.',
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('that is another file is refused and left as it was', () => {
    const path = join(folder, 'notes.txt');
    const text = 'These are my notes and no database at all. '.repeat(50);
    writeFileSync(path, text);
    const { message } = failureOf(path);
    expect(message).toContain(`The file ${path} is not a database that Studyhall can read`);
    expect(message).toContain('Set DATABASE_PATH to another file, or restore a backup.');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it("of another program is refused, and that program's rows are left as they were", () => {
    const path = join(folder, 'other.db');
    const other = new Database(path);
    other.exec("create table topic (name text); insert into topic values ('mine')");
    other.close();
    expect(failureOf(path).message).toMatch(
      /^The database .* cannot be brought up to date \(table `?topic`? already exists\)/,
    );
    const after = new Database(path);
    expect(after.prepare('select * from topic').all()).toEqual([{ name: 'mine' }]);
    expect(after.prepare("select name from sqlite_master where name = 'answer'").all()).toEqual([]);
    after.close();
  });

  it.each([
    ['below a file', (file: string) => join(file, 'study.db')],
    ['at a folder', (file: string) => join(file, '..')],
  ])('%s is refused with where it may be', (_, pathFor) => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { message } = failureOf(pathFor(file));
    expect(message).toMatch(/^The database .* cannot be opened \(.+\)\. /);
    expect(message).toContain('Set DATABASE_PATH to a file in a folder that this user may write to.');
  });
});

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('the files of a database', () => {
  it('are for their owner alone, with the folder that was made for them', () => {
    const db = openDatabase(join(folder, 'a/b/study.db'));
    expect(readdirSync(join(folder, 'a/b')).sort()).toEqual(['study.db', 'study.db-shm', 'study.db-wal']);
    for (const name of readdirSync(join(folder, 'a/b'))) expect(modeOf(join(folder, 'a/b', name))).toBe(0o600);
    expect(['a', 'a/b'].map((name) => modeOf(join(folder, name)))).toEqual([0o700, 0o700]);
    db.$client.close();
  });

  it('are closed to others also where they were open', () => {
    const path = join(folder, 'study.db');
    chmodSync(folder, 0o755);
    const first = openDatabase(path);
    for (const suffix of ['', '-wal', '-shm']) chmodSync(path + suffix, 0o644);
    const second = openDatabase(path);
    for (const suffix of ['', '-wal', '-shm']) expect(modeOf(path + suffix)).toBe(0o600);
    // A folder that was there before may hold other things, too.
    expect(modeOf(folder)).toBe(0o755);
    first.$client.close();
    second.$client.close();
  });

  it('that nobody may write to stay so', () => {
    const path = join(folder, 'study.db');
    openDatabase(path).$client.close();
    chmodSync(path, 0o444);
    // Only root can open it then.
    try {
      openDatabase(path).$client.close();
    } catch (error) {
      expect(error).toBeInstanceOf(OperatorError);
    }
    expect(modeOf(path)).toBe(0o400);
  });
});

describe('a database that cannot be used', () => {
  it('because its pages are damaged is refused with what to do', () => {
    const path = join(folder, 'study.db');
    openDatabase(path).$client.close();
    const bytes = readFileSync(path);
    bytes.fill(0x55, 4096 * 1 + 100);
    bytes.fill(0x55, 100, 4096);
    writeFileSync(path, bytes);
    const { message } = failureOf(path);
    expect(message).toMatch(
      /^The database .* is damaged \(database disk image is malformed\)\. Stop Studyhall, keep a copy/,
    );
  });

  it('because another program holds it is refused with what to do, and not waited for without end', () => {
    const path = join(folder, 'study.db');
    const other = new Database(path);
    other.exec('create table notes (text); begin exclusive');
    expect(failureOf(path).message).toMatch(
      /^The database .* is held by another program \(database is locked\)\. Close/,
    );
    other.close();
  });

  it.runIf(canMount())('because the disk is full is refused with what to do', () => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48k', 'none', disk]);
    try {
      expect(failureOf(join(disk, 'study.db')).message).toMatch(
        /^The database .* (cannot grow|cannot be read or written)/,
      );
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

/** Where this is root on Linux, a small disk can be had. */
function canMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'studyhall-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'none', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true });
  }
}

describe('a transaction', () => {
  it('that fails leaves nothing behind', () => {
    const db = openDatabase(':memory:');
    const failing = () =>
      transaction(db, () => {
        setTimeZone(db, '1000', 'UTC');
        throw new Error('halfway');
      });
    expect(failing).toThrow('halfway');
    expect(countRows(db, 'guild')).toBe(0);
  });

  it('within another is undone alone', () => {
    const db = openDatabase(':memory:');
    transaction(db, () => {
      setTimeZone(db, '1000', 'UTC');
      try {
        transaction(db, () => {
          setTimeZone(db, '1001', 'UTC');
          throw new Error('halfway');
        });
      } catch {
        // The outer one goes on.
      }
    });
    expect(dump(db, ['guild'])).toEqual({ guild: ['{"id":"1000","time_zone":"UTC","locale":null}'] });
  });
});
