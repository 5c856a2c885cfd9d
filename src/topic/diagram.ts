import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { picture } from '../db/schema.ts';

const statements = perDatabase((db) => ({
  find: db
    .select({ png: picture.png })
    .from(picture)
    .where(eq(picture.hash, sql.placeholder('hash')))
    .prepare(),
}));

/**
 * A diagram as PNG. It is drawn the first time and kept: what draws it takes some 60 MB of memory and is loaded only then.
 * @param dot what is drawn, in Graphviz's language
 * @throws DiagramError when the DOT has a mistake
 */
export async function pictureOf(db: Db, dot: string): Promise<Buffer> {
  const hash = createHash('sha256').update(dot).digest('hex');
  const known = statements(db).find.get({ hash });
  if (known) return known.png;
  const { drawDiagram } = await import('../picture/diagram.ts');
  const { png } = await drawDiagram(dot);
  db.insert(picture).values({ hash, png }).onConflictDoNothing().run();
  return png;
}
