/** Takes packs over again as soon as one of their files is saved. */
import { type FSWatcher, watch } from 'node:fs';
import type { App } from '../../app.ts';
import { loadCatalogue } from '../../catalogue.ts';
import { importPacks } from '../../pack/import.ts';
import type { PackNotice } from './protocol.ts';

/** Editors write a file in several steps. */
const QUIET_MS = 150;
const SHOWN_PROBLEMS = 20;

/** @returns ends it */
export function watchPacks(app: App, packsFolder: string, tell: (notice: PackNotice) => void): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  const refused = new Set<string>();

  async function takeOver(): Promise<void> {
    for (const result of await importPacks(app.db, packsFolder, app.now())) {
      const notice = { packId: result.packId, topics: 0, questions: 0, problems: [], more: 0 };
      if (result.outcome === 'imported') {
        Object.assign(app, { catalogue: loadCatalogue(app.db) });
        tell({ ...notice, outcome: 'imported', topics: result.topics, questions: result.questions });
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

  function changed(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(takeOver).catch((error: unknown) => {
        const problems = [{ file: packsFolder, line: 1, message: (error as Error).message }];
        tell({ packId: '', outcome: 'failed', topics: 0, questions: 0, problems, more: 0 });
      });
    }, QUIET_MS);
  }

  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(packsFolder, { recursive: true }, changed);
    watcher.on('error', () => undefined);
  } catch {
    console.error(`${packsFolder} cannot be watched; restart to take changes over.`);
  }
  return async () => {
    watcher?.close();
    clearTimeout(timer);
    await working;
  };
}
