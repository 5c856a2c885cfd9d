import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, durable, watchDisk } from '../../src/db/durable.ts';
import { type Db, openDatabase } from '../../src/db/open.ts';
import { OperatorError, UserError } from '../../src/errors.ts';
import { setTimeZone } from '../../src/guild/store.ts';
import { temporaryFolder } from '../helpers/packs.ts';

let folder: string;
let path: string;
let db: Db;
let told: string[];
let lost: OperatorError | undefined;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'study.db');
  db = openDatabase(path);
  told = [];
  lost = undefined;
  watchDisk(db, {
    failing: () => told.push('failing'),
    working: () => told.push('working'),
    mended: () => told.push('mended'),
    lost: (error) => {
      told.push('lost');
      lost = error;
    },
  });
});

/** What the next start would find if the program were killed now. */
function afterKill(name = path): string[] {
  const copies = join(folder, 'copies');
  rmSync(copies, { recursive: true, force: true });
  mkdirSync(copies);
  for (const suffix of ['', '-wal'])
    if (existsSync(name + suffix)) copyFileSync(name + suffix, join(copies, `copy${suffix}`));
  return guildsIn(join(copies, 'copy'));
}

function guildsIn(file: string): string[] {
  const other = new Database(file);
  expect(other.pragma('integrity_check', { simple: true })).toBe('ok');
  const ids = other.prepare('select id from guild order by id').pluck().all() as string[];
  other.close();
  return ids;
}

async function keep(id: string): Promise<void> {
  setTimeZone(db, id, 'Asia/Kolkata');
  await durable(db);
}

describe('a database in use', () => {
  it('whose files are left alone is left alone', async () => {
    await keep('1');
    expect(afterKill()).toEqual(['1']);
    expect(told).toEqual(['working']);
    await closeDatabase(db);
  });

  it.each([
    ['log was deleted', () => rmSync(`${path}-wal`)],
    ['log was moved away', () => renameSync(`${path}-wal`, `${path}-old`)],
    [
      'log was replaced',
      () => {
        writeFileSync(`${path}-new`, '');
        renameSync(`${path}-new`, `${path}-wal`);
      },
    ],
    ['shared memory was deleted', () => rmSync(`${path}-shm`)],
    [
      'log and shared memory were deleted',
      () => {
        rmSync(`${path}-wal`);
        rmSync(`${path}-shm`);
      },
    ],
  ])('whose %s loses nothing that it confirms, and goes on', async (_, harm) => {
    await keep('1');
    harm();
    for (let id = 2; id < 30; id++) await keep(String(id));
    expect(afterKill()).toHaveLength(29);
    expect(told.filter((what) => what !== 'working')).toEqual(['mended']);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
    harm();
    await keep('30');
    expect(afterKill()).toHaveLength(30);
    await closeDatabase(db);
    expect(guildsIn(path)).toHaveLength(30);
  });

  it('whose log was deleted while its disk is asked loses nothing either', async () => {
    setTimeZone(db, '1', 'Asia/Kolkata');
    const waiting = durable(db);
    rmSync(`${path}-wal`);
    await waiting;
    expect(afterKill()).toEqual(['1']);
    await closeDatabase(db);
  });

  it('whose log was deleted while another program has it open confirms nothing and ends, with everything in the file', async () => {
    const other = new Database(path);
    expect(other.prepare('select count(*) from guild').pluck().get()).toBe(0);
    await keep('1');
    rmSync(`${path}-wal`);
    setTimeZone(db, '2', 'Asia/Kolkata');
    await expect(durable(db)).rejects.toBeInstanceOf(UserError);
    expect(lost).toBeInstanceOf(OperatorError);
    expect(lost?.message).toContain('Everything that was confirmed is in the database.');
    expect(lost?.message).toContain('Close the other program and start Studyhall again.');
    await expect(keep('3')).rejects.toBeInstanceOf(UserError);
    expect(told).toEqual(['working', 'lost']);
    other.close();
    await closeDatabase(db);
    expect(guildsIn(path)).toEqual(expect.arrayContaining(['1', '2']));
  });

  it.each([
    ['deleted', () => rmSync(path)],
    ['moved away', () => renameSync(path, join(folder, 'elsewhere'))],
  ])('that was %s is written anew with all that was in it, and ends', async (_, harm) => {
    await keep('1');
    harm();
    setTimeZone(db, '2', 'Asia/Kolkata');
    await expect(durable(db)).rejects.toBeInstanceOf(UserError);
    expect(told).toEqual(['working', 'lost']);
    expect(lost?.message).toBe(
      `The database ${path} was deleted or moved while Studyhall was running. It has been written anew with everything that ` +
        'was confirmed. Start Studyhall again.',
    );
    expect(afterKill()).toEqual(['1', '2']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await closeDatabase(db);
    expect(afterKill()).toEqual(['1', '2']);
    const again = openDatabase(path);
    expect(again.$client.prepare('select count(*) from guild').pluck().get()).toBe(2);
    await closeDatabase(again);
  });

  it('that was replaced by another leaves that one as it is, and keeps beside it what it had', async () => {
    await keep('1');
    const other = openDatabase(join(folder, 'backup.db'));
    setTimeZone(other, 'from the backup', 'UTC');
    await closeDatabase(other);
    renameSync(join(folder, 'backup.db'), path);
    setTimeZone(db, '2', 'Asia/Kolkata');
    await expect(durable(db)).rejects.toBeInstanceOf(UserError);
    expect(lost?.message).toContain(`Everything that Studyhall had is in ${path}.rescued-1.`);
    expect(guildsIn(`${path}.rescued-1`)).toEqual(['1', '2']);
    // The old log would be read into the new file.
    expect(afterKill()).toEqual(['from the backup']);
    await closeDatabase(db);
    expect(afterKill()).toEqual(['from the backup']);
  });

  it('that cannot be rescued yet confirms nothing until it can', async () => {
    await keep('1');
    const away = `${folder}-away`;
    renameSync(folder, away);
    try {
      setTimeZone(db, '2', 'Asia/Kolkata');
      await expect(durable(db)).rejects.toBeInstanceOf(UserError);
      expect(told).toEqual(['working', 'failing']);
    } finally {
      renameSync(away, folder);
    }
    await durable(db);
    expect(told.at(-1)).toBe('working');
    expect(afterKill()).toEqual(['1', '2']);
    await closeDatabase(db);
    expect(readdirSync(folder).filter((name) => name.includes('rescued'))).toEqual([]);
  });
});
