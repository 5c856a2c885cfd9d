import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import type { Pictures } from '../../src/picture/picture.ts';
import { pictureOf } from '../../src/topic/diagram.ts';

function countingPictures(): Pictures & { drawn: number } {
  return {
    drawn: 0,
    async draw() {
      this.drawn++;
      return new Uint8Array([1, 2, 3]);
    },
    close: async () => undefined,
  };
}

it('keeps a picture, and shows it all the same while another program holds the database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'studyhall-diagram-'));
  const db = openDatabase(join(folder, 'a.db'));
  const other = new Database(join(folder, 'a.db'));
  const pictures = countingPictures();
  try {
    other.exec('begin immediate');
    expect(await pictureOf(db, pictures, 'graph {}')).toEqual(new Uint8Array([1, 2, 3]));
    other.exec('rollback');
    for (let time = 0; time < 3; time++) await pictureOf(db, pictures, 'graph {}');
    // Once while it could not be kept, and once more.
    expect(pictures.drawn).toBe(2);
  } finally {
    other.close();
    db.$client.close();
    rmSync(folder, { recursive: true });
  }
});
