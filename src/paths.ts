/** Where the files that ship with the program are, run from the source tree or from the built `dist/`. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json is missing beside the program');
  return findRoot(parent);
}

const root = findRoot(import.meta.dirname);

export const PACKS_FOLDER = join(root, 'data/packs');
export const MIGRATIONS_FOLDER = join(root, 'migrations');
/** the playground's page, as `npm run build` makes it */
export const PAGE_FOLDER = join(root, 'dist/page');
/** the entry point of the engine's thread, as `npm run build` makes it beside the program */
export const ENGINE_THREAD = new URL('./engine-thread.js', import.meta.url);
/** the entry point of the process that draws, built beside the program, too */
export const DRAWING_PROCESS = new URL('./drawing-process.js', import.meta.url);
