/** Questions that members wanted to review, without having missed them. */
import { and, eq, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { cardWanted } from '../db/schema.ts';

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  insert: db
    .insert(cardWanted)
    .values({ userId: p('userId'), questionKey: p('questionKey'), at: p('at') })
    .onConflictDoNothing()
    .prepare(),
  at: db
    .select({ at: cardWanted.at })
    .from(cardWanted)
    .where(and(eq(cardWanted.userId, p('userId')), eq(cardWanted.questionKey, p('questionKey'))))
    .prepare(),
  all: db.select().from(cardWanted).prepare(),
}));

/** @param at UTC ms */
export function insertWanted(db: Db, userId: string, questionKey: number, at: number): void {
  statements(db).insert.run({ userId, questionKey, at });
}

/** When a member wanted to review a question (UTC ms), if they did. */
export function findWantedAt(db: Db, userId: string, questionKey: number): number | undefined {
  return statements(db).at.get({ userId, questionKey })?.at;
}

/** The same of everybody and every question. */
export function listWanted(db: Db): (typeof cardWanted.$inferSelect)[] {
  return statements(db).all.all();
}
