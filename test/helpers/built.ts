/** Where the processes of the tests put what each builds once. Those of them that are ended cannot clean up. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    built: string;
  }
}

/** Before all tests; what it returns is done after them. */
export default function makeFolder({ provide }: TestProject): () => void {
  // Within the project, so that what is built finds its packages.
  const folder = join(import.meta.dirname, '../../dist/test', String(process.pid));
  mkdirSync(folder, { recursive: true });
  provide('built', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** A folder of this process's own, so that none starts what another is just writing. */
export const builtFolder = (name: string) => join(inject('built'), String(process.pid), name);
