import { createHash } from 'node:crypto';
import { isBusy } from '../db/busy.ts';
import type { Db } from '../db/open.ts';
import type { Pictures } from '../picture/picture.ts';
import { findPicture, keepPicture } from './picture-store.ts';

/**
 * A diagram as PNG. It is drawn the first time and kept.
 * @param dot what is drawn, in Graphviz's language
 * @returns undefined when it could not be drawn
 */
export async function pictureOf(db: Db, pictures: Pictures, dot: string): Promise<Uint8Array | undefined> {
  const hash = createHash('sha256').update(dot).digest('hex');
  const known = findPicture(db, hash);
  if (known) return known;
  const png = await pictures.draw({ kind: 'diagram', dot });
  if (png) tryToKeep(db, hash, png);
  return png;
}

/** Whoever looks something up does not wait for another program that holds the database: the picture is drawn again then. */
function tryToKeep(db: Db, hash: string, png: Uint8Array): void {
  try {
    keepPicture(db, hash, png);
  } catch (error) {
    if (!isBusy(error)) throw error;
  }
}
