import { basename } from 'node:path';
import { type Db, transaction } from '../db/open.ts';
import type { Problem } from './problem.ts';
import { listPacks, readPackFiles } from './read.ts';
import { findContentHash, listPackIds, retirePack, storePack } from './store.ts';

export type ImportResult =
  | { packId: string; outcome: 'unchanged' }
  | { packId: string; outcome: 'imported'; topics: number; questions: number }
  | { packId: string; outcome: 'refused'; problems: Problem[] }
  | { packId: string; outcome: 'retired' };

/**
 * Imports every pack below `packsFolder` whose files changed, and retires those that are not there any more. A pack with
 * mistakes keeps its old content.
 * @param now UTC milliseconds
 */
export async function importPacks(db: Db, packsFolder: string, now: number): Promise<ImportResult[]> {
  const folders = listPacks(packsFolder);
  const gone = retirePacksExcept(
    db,
    folders.map((folder) => basename(folder)),
    now,
  );
  const results: ImportResult[] = gone.map((packId) => ({ packId, outcome: 'retired' }));
  for (const folder of folders) results.push(await importPack(db, folder, now));
  return results;
}

/** Imports one pack, if its files changed since the last time. */
export async function importPack(db: Db, folder: string, now: number): Promise<ImportResult> {
  const files = readPackFiles(folder);
  if (findContentHash(db, files.id) === files.contentHash) return { packId: files.id, outcome: 'unchanged' };
  // Loaded only when there is something to read: a start with unchanged packs does without the parsers' memory.
  const { parsePack } = await import('./parse.ts');
  const { pack, problems } = parsePack(files);
  if (!pack) return { packId: files.id, outcome: 'refused', problems };
  storePack(db, pack, now);
  return { packId: files.id, outcome: 'imported', topics: pack.topics.length, questions: pack.questions.length };
}

/**
 * Retires every pack but these: nobody is shown its topics or asked its questions any more. Members' answers refer to both,
 * so the answers and their scores stay. The pack's own row goes, so that the pack is read as a new one when it comes back.
 * @param packIds the packs that are there
 * @param now UTC milliseconds
 * @returns the ids of the packs that were retired just now
 */
export function retirePacksExcept(db: Db, packIds: readonly string[], now: number): string[] {
  const gone = listPackIds(db).filter((id) => !packIds.includes(id));
  for (const id of gone) transaction(db, () => retirePack(db, id, now));
  return gone;
}
