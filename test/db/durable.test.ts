import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeDatabase, durable } from '../../src/db/durable.ts';
import { openDatabase } from '../../src/db/open.ts';
import { findTimeZone, setTimeZone } from '../../src/guild/settings.ts';
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

  it('fails when the disk fails, and works again when the disk does', async () => {
    const path = join(temporaryFolder(), 'study.db');
    const db = openDatabase(path);
    setTimeZone(db, '1000', 'Asia/Kolkata');
    renameSync(`${path}-wal`, `${path}-away`);
    await expect(durable(db)).rejects.toThrow('ENOENT');
    renameSync(`${path}-away`, `${path}-wal`);
    await expect(durable(db)).resolves.toBeUndefined();
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
