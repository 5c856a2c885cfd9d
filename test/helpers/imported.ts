import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase } from '../../src/db/durable.ts';
import { openDatabase } from '../../src/db/open.ts';
import { importPacks } from '../../src/pack/import.ts';

const made = new Map<string, Promise<string>>();

/** Makes a database that has taken the packs over already: for the shipped ones that takes a second, and a copy nothing. */
export async function copyImported(packsFolder: string, databasePath: string): Promise<void> {
  let template = made.get(packsFolder);
  if (!template) made.set(packsFolder, (template = importOnce(packsFolder)));
  copyFileSync(await template, databasePath);
}

async function importOnce(packsFolder: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'studyhall-imported-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'imported.db');
  const db = openDatabase(path);
  await importPacks(db, packsFolder, Date.now());
  await closeDatabase(db);
  return path;
}
