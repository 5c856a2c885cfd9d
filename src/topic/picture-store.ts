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

/** A picture that was drawn before, by the hash of what it shows. */
export function findPicture(db: Db, hash: string): Uint8Array | undefined {
  return statements(db).find.get({ hash })?.png;
}

export function keepPicture(db: Db, hash: string, png: Uint8Array): void {
  db.insert(picture)
    .values({ hash, png: Buffer.from(png) })
    .onConflictDoNothing()
    .run();
}
