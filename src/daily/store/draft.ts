/** What organisers have filled in and still have to mend. */
import { and, eq, lt, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../../db/open.ts';
import { dailyDraft } from '../../db/schema.ts';
import { DAY_MS } from '../../time/local-day.ts';

export type Draft = (typeof dailyDraft.$inferSelect)['wishes'];

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  find: db
    .select({ wishes: dailyDraft.wishes })
    .from(dailyDraft)
    .where(and(eq(dailyDraft.guildId, p('guildId')), eq(dailyDraft.userId, p('userId'))))
    .prepare(),
  forget: db
    .delete(dailyDraft)
    .where(and(eq(dailyDraft.guildId, p('guildId')), eq(dailyDraft.userId, p('userId'))))
    .prepare(),
  forgetOld: db
    .delete(dailyDraft)
    .where(lt(dailyDraft.savedAt, p('before')))
    .prepare(),
}));

export function findDraft(db: Db, guildId: string, userId: string): Draft | undefined {
  return statements(db).find.get({ guildId, userId })?.wishes;
}

/** Keeps what somebody filled in, in place of what they had before; what is older than a day is forgotten. */
export function saveDraft(db: Db, guildId: string, userId: string, wishes: Draft, now: number): void {
  statements(db).forgetOld.run({ before: now - DAY_MS });
  db.insert(dailyDraft)
    .values({ guildId, userId, wishes, savedAt: now })
    .onConflictDoUpdate({ target: [dailyDraft.guildId, dailyDraft.userId], set: { wishes, savedAt: now } })
    .run();
}

export function forgetDraft(db: Db, guildId: string, userId: string): void {
  statements(db).forget.run({ guildId, userId });
}
