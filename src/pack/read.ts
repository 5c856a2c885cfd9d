import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

/** A pack's files as they are on the disk, with a hash over all of them. */
export interface PackFiles {
  id: string;
  /** what the pack's folder is called in messages */
  folder: string;
  manifest: string | undefined;
  exams: string | undefined;
  phrases: string | undefined;
  topics: PackFile[];
  questions: PackFile[];
  diagrams: PackFile[];
  contentHash: string;
}

export interface PackFile {
  file: string;
  /** the file's name without its ending: a topic's slug */
  slug: string;
  source: string;
}

// Part of the hash: increment it when the import itself changes, so that unchanged files are read again.
const IMPORT_VERSION = '4';

/** The packs' folders below `packsFolder`, in alphabetical order. */
export function listPacks(packsFolder: string): string[] {
  return readdirSync(packsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(packsFolder, entry.name, 'pack.yaml')))
    .map((entry) => join(packsFolder, entry.name))
    .sort();
}

/** Reads a pack's files. Files of other kinds are left alone. */
export function readPackFiles(folder: string): PackFiles {
  const shown = relative(process.cwd(), folder) || folder;
  const hash = createHash('sha256').update(IMPORT_VERSION);
  const read = (path: string) => {
    const source = readFileSync(join(folder, path), 'utf8');
    hash.update(`\0${path}\0${source}`);
    return source;
  };
  const readAll = (kind: string, ending: string) =>
    (existsSync(join(folder, kind)) ? readdirSync(join(folder, kind)) : [])
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => ({ file: join(shown, kind, name), slug: basename(name, ending), source: read(join(kind, name)) }));

  const readOne = (path: string) => (existsSync(join(folder, path)) ? read(path) : undefined);
  const manifest = readOne('pack.yaml');
  const exams = readOne('exam.yaml');
  const phrases = readOne('phrases.yaml');
  const topics = readAll('topics', '.md');
  const questions = readAll('questions', '.yaml');
  const diagrams = readAll('diagrams', '.dot');
  return {
    id: basename(folder),
    folder: shown,
    manifest,
    exams,
    phrases,
    topics,
    questions,
    diagrams,
    contentHash: hash.digest('hex'),
  };
}
