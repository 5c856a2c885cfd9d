import { createHash } from 'node:crypto';
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
  if (png) keepPicture(db, hash, png);
  return png;
}
