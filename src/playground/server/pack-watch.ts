/** Imports packs again as soon as one of their files is saved. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../../engine/desk.ts';
import type { PackNotice } from '../../pack/notice.ts';

/** Editors write a file in several steps: it is read once two looks in a row find it the same. */
const LOOK_EVERY_MS = 400;

/** @returns ends it */
export function watchPacks(desk: Desk, packsFolder: string, tell: (notice: PackNotice) => void): () => Promise<void> {
  let working = Promise.resolve();
  let hasFailed = false;
  const tellFailure = (error: unknown) => {
    hasFailed = true;
    const problems = [{ file: packsFolder, line: 1, message: (error as Error).message }];
    tell({ packId: '', outcome: 'failed', topics: 0, questions: 0, changed: [], problems, more: 0 });
  };
  const takeOver = async () => {
    const notices = await desk.takePacksOver();
    // They can be read again, also where nothing in them has changed.
    if (hasFailed)
      tell({ packId: '', outcome: 'unchanged', topics: 0, questions: 0, changed: [], problems: [], more: 0 });
    hasFailed = false;
    for (const notice of notices) tell(notice);
  };

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
    // A file disappeared between the two steps, or the folder is not there: the next look tells.
    return '';
  }
}
