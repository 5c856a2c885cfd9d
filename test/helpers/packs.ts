/** Packs on the disk for tests that change them: copies of the fixture in temporary folders. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parsePack } from '../../src/pack/parse.ts';
import { readPackFiles } from '../../src/pack/read.ts';
import { FIXTURE_PACKS } from './app.ts';

export interface PackCopy {
  /** what holds the pack, as `createApp` takes it */
  readonly packsFolder: string;
  /** the pack itself */
  readonly folder: string;
  read(path: string): string;
  write(path: string, source: string): void;
  remove(path: string): void;
  /** replaces a text that stands in a file; fails when it does not, so that no test edits nothing */
  edit(path: string, from: string, to: string): void;
}

/** A folder that is gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'studyhall-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A pack about a language, with questions whose answers are typed as texts. */
export const SPANISH_PACK = join(FIXTURE_PACKS, '../spanish/spanish');

/** A copy of a fixture pack that a test may change. */
export function copyPack(source = join(FIXTURE_PACKS, 'git')): PackCopy {
  const packsFolder = temporaryFolder();
  const folder = join(packsFolder, basename(source));
  cpSync(source, folder, { recursive: true });
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const write = (path: string, source: string) => writeFileSync(join(folder, path), source);
  return {
    packsFolder,
    folder,
    read,
    write,
    remove: (path) => rmSync(join(folder, path)),
    edit(path, from, to) {
      const source = read(path);
      if (!source.includes(from)) throw new Error(`${path} holds no "${from}"`);
      write(
        path,
        source.replace(from, () => to),
      );
    },
  };
}

/** What is wrong with a pack, each as `file:line: message` with the file's path inside the pack. */
export function problemsOf({ folder }: Pick<PackCopy, 'folder'>): string[] {
  const files = readPackFiles(folder);
  return parsePack(files).problems.map(
    ({ file, line, message }) => `${file.slice(files.folder.length + 1)}:${line}: ${message}`,
  );
}
