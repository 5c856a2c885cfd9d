/**
 * Databases to begin with, as copies of one that was made once. To make all tables takes 20 ms of the processor and to take
 * the shipped packs over a second; a copy takes neither, and a thousand tests begin with one.
 */
import { writeFileSync } from 'node:fs';
import { type Db, openDatabase } from '../../src/db/open.ts';
import { importPacks } from '../../src/pack/import.ts';
import { listPacks, readPackFiles } from '../../src/pack/read.ts';
import { NOON } from './noon.ts';

let empty: Buffer | undefined;
const imported = new Map<string, Promise<Buffer>>();

/** A database in memory that has its tables and nothing in them. */
export function openEmpty(): Db {
  return openDatabase((empty ??= bytesOf(openDatabase(':memory:'))));
}

/** The same with these packs. */
export async function openImported(packsFolder: string): Promise<Db> {
  return openDatabase(await importedBytes(packsFolder));
}

/** The same as a file. */
export async function copyImported(packsFolder: string, databasePath: string): Promise<void> {
  writeFileSync(databasePath, await importedBytes(packsFolder));
}

/** Packs of the same content make the same database, wherever they lie. */
function importedBytes(packsFolder: string): Promise<Buffer> {
  const content = listPacks(packsFolder)
    .map((folder) => readPackFiles(folder))
    .map(({ id, contentHash }) => `${id} ${contentHash}`)
    .join();
  let bytes = imported.get(content);
  if (!bytes) imported.set(content, (bytes = importOnce(packsFolder)));
  return bytes;
}

async function importOnce(packsFolder: string): Promise<Buffer> {
  const db = openEmpty();
  await importPacks(db, packsFolder, NOON);
  return bytesOf(db);
}

function bytesOf(db: Db): Buffer {
  const bytes = db.$client.serialize();
  db.$client.close();
  return bytes;
}
