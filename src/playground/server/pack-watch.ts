/** Takes packs over again as soon as one of their files is saved. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../app.ts';
import { loadCatalogue } from '../../catalogue.ts';
import { importPacks } from '../../pack/import.ts';
import { changesBetween, packState } from './pack-changes.ts';
import type { PackNotice } from './protocol.ts';

/** Editors write a file in several steps: it is read when it was the same at two looks. */
const LOOK_EVERY_MS = 400;
const SHOWN_PROBLEMS = 20;

/** @returns ends it */
export function watchPacks(app: App, packsFolder: string, tell: (notice: PackNotice) => void): () => Promise<void> {
  let working = Promise.resolve();
  const refused = new Set<string>();
  const tellFailure = (error: unknown) => {
    const problems = [{ file: packsFolder, line: 1, message: (error as Error).message }];
    tell({ packId: '', outcome: 'failed', topics: 0, questions: 0, changed: [], problems, more: 0 });
  };

  async function takeOver(): Promise<void> {
    const before = new Map(app.catalogue.manifests.map(({ id }) => [id, packState(app.db, id)]));
    for (const result of await importPacks(app.db, packsFolder, app.now())) {
      const { packId } = result;
      const notice = { packId, topics: 0, questions: 0, changed: [], problems: [], more: 0 };
      if (result.outcome === 'imported') {
        Object.assign(app, { catalogue: loadCatalogue(app.db) });
        const old = before.get(packId);
        const command = app.catalogue.manifest(packId)?.command ?? packId;
        const changed = old ? changesBetween(old, packState(app.db, packId), command) : [];
        const { topics, questions } = result;
        tell({ ...notice, outcome: 'imported', topics, questions, changed });
      } else if (result.outcome === 'retired') {
        Object.assign(app, { catalogue: loadCatalogue(app.db) });
        tell({ ...notice, outcome: 'retired' });
      } else if (result.outcome === 'refused') {
        const problems = result.problems.slice(0, SHOWN_PROBLEMS);
        tell({ ...notice, outcome: 'refused', problems, more: result.problems.length - problems.length });
        refused.add(result.packId);
        continue;
      } else if (refused.has(result.packId)) {
        // The mistake was taken back.
        tell({ ...notice, outcome: 'unchanged' });
      }
      refused.delete(result.packId);
    }
  }

  let taken = stateOf(packsFolder);
  let seen = taken;
  function look(): void {
    const before = seen;
    seen = stateOf(packsFolder);
    if (seen !== before || seen === taken) return;
    taken = seen;
    working = working.then(takeOver).catch(tellFailure);
  }

  const timer = setInterval(look, LOOK_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await working;
  };
}

/**
 * Every file with its size and when it was changed. Node's own recursive watching loses a file that is saved by renaming
 * another one over it, as many editors do; a look at some hundred files takes a few milliseconds.
 */
function stateOf(folder: string): string {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((path) => {
        const { mtimeMs, size, ino } = statSync(join(folder, path));
        return `${path}\0${mtimeMs}\0${size}\0${ino}`;
      })
      .join('\n');
  } catch {
    // A file went between the two steps, or the folder is not there: the next look tells.
    return '';
  }
}
