import Database from 'better-sqlite3';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { closeDatabase, durable, watchDisk } from '../../src/db/durable.ts';
import { openDatabase } from '../../src/db/open.ts';
import { UserError } from '../../src/errors.ts';
import { findTimeZone, setTimeZone } from '../../src/guild/store.ts';
import { holdDisk } from '../helpers/disk.ts';
import { temporaryFolder } from '../helpers/packs.ts';

describe('waiting until everything is on the disk', () => {
  it('ends, for one and for many at once, and the rows are there afterwards', async () => {
    const path = join(temporaryFolder(), 'study.db');
    const db = openDatabase(path);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        setTimeZone(db, String(index), 'Asia/Kolkata');
        return durable(db);
      }),
    );
    await durable(db);
    await closeDatabase(db);
    const again = openDatabase(path);
    expect(findTimeZone(again, '19')).toBe('Asia/Kolkata');
    await closeDatabase(again);
  });

  it('ends at once in memory', async () => {
    await expect(durable(openDatabase(':memory:'))).resolves.toBeUndefined();
  });

  it('ends when the disk has answered, and not before', async () => {
    const disk = await holdDisk();
    const db = openDatabase(join(temporaryFolder(), 'study.db'));
    setTimeZone(db, '1000', 'Asia/Kolkata');
    let isOver = false;
    const waiting = durable(db).then(() => (isOver = true));
    await expect.poll(() => disk.syncs).toBe(1);
    await sleep(50);
    expect(isOver).toBe(false);
    disk.letGo();
    await waiting;
    await closeDatabase(db);
  });

  it('shares one sync among all who commit while another runs', async () => {
    const disk = await holdDisk();
    const db = openDatabase(join(temporaryFolder(), 'study.db'));
    const waiting = [durable(db)];
    await expect.poll(() => disk.syncs).toBe(1);
    for (let index = 0; index < 20; index++) {
      setTimeZone(db, String(index), 'Asia/Kolkata');
      waiting.push(durable(db));
    }
    disk.letGo();
    await Promise.all(waiting);
    expect(disk.syncs).toBe(2);
    await closeDatabase(db);
  });

  it('fails when the disk fails, in words for members, and keeps all of it once the disk works again', async () => {
    const disk = await holdDisk();
    disk.letGo();
    const path = join(temporaryFolder(), 'study.db');
    const db = openDatabase(path);
    const told: string[] = [];
    watchDisk(db, {
      failing: (error) => told.push(`failing: ${(error as Error).message}`),
      working: () => told.push('working'),
      mended: () => told.push('mended'),
      lost: () => told.push('lost'),
    });
    setTimeZone(db, '1000', 'Asia/Kolkata');
    disk.fail = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
    const refused = durable(db);
    await expect(refused).rejects.toBeInstanceOf(UserError);
    await expect(refused).rejects.toThrow(
      'The machine I run on has trouble with its disk, so I cannot promise that this is kept. Please try again in a few minutes.',
    );
    await expect(durable(db)).rejects.toThrow(UserError);
    disk.fail = undefined;
    await durable(db);
    expect(told).toEqual(['failing: EIO: i/o error, fdatasync', 'failing: EIO: i/o error, fdatasync', 'working']);
    // The kernel says once that it dropped something: what a sync that failed was to bring out is written anew.
    copyFileSync(path, `${path}-copy`);
    const copy = new Database(`${path}-copy`);
    expect(copy.prepare('select time_zone from guild').pluck().all()).toEqual(['Asia/Kolkata']);
    copy.close();
    await closeDatabase(db);
  });

  it('is over by the time the database is closed', async () => {
    const db = openDatabase(join(temporaryFolder(), 'study.db'));
    setTimeZone(db, '1000', 'Asia/Kolkata');
    const waiting = durable(db);
    await closeDatabase(db);
    await expect(waiting).resolves.toBeUndefined();
    expect(db.$client.open).toBe(false);
  });
});
