/** What the small Discord holds, kept in a file beside the database so that it is there again after a restart. */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { SavedDiscord } from '../../small-discord/index.ts';

const VERSION = 1;
const SAVE_AFTER_MS = 400;

export interface SavedState {
  /** in the page's address, so that an open page and a bookmark go on working */
  secret: string;
  /** undefined when everything was forgotten */
  discord?: SavedDiscord;
  clockOffsetMs: number;
}

/** Nobody guesses it. */
export function newSecret(): string {
  return randomBytes(16).toString('base64url');
}

export function statePath(databasePath: string): string {
  return `${databasePath}.json`;
}

/** The folder of the pictures in its messages. */
export function filesPath(databasePath: string): string {
  return `${databasePath}.files`;
}

/** What was kept; undefined when there is nothing, or nothing that can be read. */
export function readState(path: string): SavedState | undefined {
  try {
    const { version, ...state } = JSON.parse(readFileSync(path, 'utf8')) as SavedState & { version: number };
    // From before there were secrets: it gets one.
    const secret = typeof state.secret === 'string' ? state.secret : newSecret();
    return version === VERSION ? { ...state, secret } : undefined;
  } catch {
    return undefined;
  }
}

/** In one step, so that a stop in the middle leaves the old file whole. Others on this machine may not read the secret. */
function writeState(path: string, state: SavedState): void {
  writeFileSync(`${path}.new`, JSON.stringify({ version: VERSION, ...state }), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export interface StateKeeper {
  /** Something changed: it is written soon. */
  touch(): void;
  /** Writes what is not written yet. */
  close(): void;
}

export function keepState(path: string, take: () => SavedState): StateKeeper {
  let timer: NodeJS.Timeout | undefined;
  function write(): void {
    timer = undefined;
    try {
      writeState(path, take());
    } catch (error) {
      console.error(`The playground cannot be kept in ${path}: ${(error as Error).message}`);
    }
  }
  return {
    touch: () => void (timer ??= setTimeout(write, SAVE_AFTER_MS)),
    close() {
      if (!timer) return;
      clearTimeout(timer);
      write();
    },
  };
}

/**
 * Removes a playground's memory: the small Discord's and the bot's. Its address stays.
 * @param databasePath the playground's own
 */
export function forgetEverything(databasePath: string): void {
  const secret = readState(statePath(databasePath))?.secret;
  for (const path of [databasePath, `${databasePath}-wal`, `${databasePath}-shm`, statePath(databasePath)]) {
    rmSync(path, { force: true });
  }
  rmSync(filesPath(databasePath), { recursive: true, force: true });
  if (secret !== undefined) writeState(statePath(databasePath), { secret, clockOffsetMs: 0 });
}
