import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { picture } from '../db/schema.ts';
import type { Pictures } from '../picture/picture.ts';

const statements = perDatabase((db) => ({
  find: db
    .select({ png: picture.png })
    .from(picture)
    .where(eq(picture.hash, sql.placeholder('hash')))
    .prepare(),
}));

/**
 * A diagram as PNG. It is drawn the first time and kept.
 * @param dot what is drawn, in Graphviz's language
 * @returns undefined when it could not be drawn
 */
export async function pictureOf(db: Db, pictures: Pictures, dot: string): Promise<Uint8Array | undefined> {
  const hash = createHash('sha256').update(dot).digest('hex');
  const known = statements(db).find.get({ hash });
  if (known) return known.png;
  const png = await pictures.draw({ kind: 'diagram', dot });
  if (png)
    db.insert(picture)
      .values({ hash, png: Buffer.from(png) })
      .onConflictDoNothing()
      .run();
  return png;
}
