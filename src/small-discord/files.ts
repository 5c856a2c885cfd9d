/** Uploaded files: the latest ones, in memory or in a folder where they outlive a restart. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UploadedFile } from './attachments.ts';

const KEPT_FILES = 200;

/** What is known of a file without what is in it. */
export interface SavedFile {
  /** of the attachment */
  id: string;
  name: string;
  contentType: string;
}

export interface FilesOptions {
  /** where the files lie, each named by its id; without one they are gone at the end */
  folder?: string | undefined;
  /** the files that were there before */
  saved?: readonly SavedFile[];
  /** whether a message still shows a file, by its path */
  isShown?: (path: string) => boolean;
}

export class Files {
  readonly #files = new Map<string, SavedFile>();
  readonly #data: Data;
  /** where they are served */
  origin = '';

  constructor({ folder, saved = [], isShown = () => true }: FilesOptions = {}) {
    for (const file of saved) if (isShown(pathOf(file))) this.#files.set(pathOf(file), file);
    this.#data = folder === undefined ? new Map<string, Uint8Array>() : inFolder(folder);
    // What was left by a playground that was started over, or belongs to a message that is gone.
    const known = new Set([...this.#files.values()].map(({ id }) => id));
    for (const id of this.#data.keys()) if (!known.has(id)) this.#data.delete(id);
  }

  /** Keeps a file, and says at which address it is served. */
  readonly store = (id: string, { name, contentType, data }: UploadedFile): string => {
    const file = { id, name, contentType };
    this.#data.set(id, data);
    this.#files.set(pathOf(file), file);
    const [oldest] = this.#files;
    if (this.#files.size > KEPT_FILES && oldest) {
      this.#files.delete(oldest[0]);
      this.#data.delete(oldest[1].id);
    }
    return this.origin + pathOf(file);
  };

  find(path: string): Pick<UploadedFile, 'contentType' | 'data'> | undefined {
    const file = this.#files.get(path);
    const data = file && this.#data.get(file.id);
    return data && { contentType: file.contentType, data };
  }

  save(): SavedFile[] {
    return [...this.#files.values()];
  }
}

function pathOf({ id, name }: SavedFile): string {
  return `/attachments/${id}/${encodeURIComponent(name)}`;
}

/** What is in the files, by their ids. */
type Data = Pick<Map<string, Uint8Array>, 'get' | 'delete' | 'keys'> & { set(id: string, data: Uint8Array): unknown };

/** Each is written once, when it comes, and read when somebody looks at it. */
function inFolder(folder: string): Data {
  return {
    get(id) {
      try {
        return readFileSync(join(folder, id));
      } catch {
        return undefined;
      }
    },
    set(id, data) {
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, id), data);
      } catch (error) {
        console.error(`A picture cannot be kept in ${folder}: ${(error as Error).message}`);
      }
    },
    delete(id) {
      rmSync(join(folder, id), { force: true });
      return true;
    },
    // Nothing but what was put there by its id.
    keys: () => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => /^\d+$/.test(name)).values(),
  };
}
