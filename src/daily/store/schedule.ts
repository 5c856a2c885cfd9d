/** When and where each server gets its question of the day. */
import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../../db/open.ts';
import { dailySchedule } from '../../db/schema.ts';

export type Schedule = typeof dailySchedule.$inferSelect;
export type NewSchedule = typeof dailySchedule.$inferInsert;

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  find: db
    .select()
    .from(dailySchedule)
    .where(eq(dailySchedule.guildId, p('guildId')))
    .prepare(),
  due: db
    .select()
    .from(dailySchedule)
    .where(and(isNull(dailySchedule.pausedAt), lte(dailySchedule.nextDueAt, p('now'))))
    .orderBy(asc(dailySchedule.nextDueAt))
    .limit(p('limit'))
    .prepare(),
  planned: db
    .update(dailySchedule)
    .set({ nextDueAt: sql`${p('nextDueAt')}`, pinnedQuestionKey: sql`${p('pinnedQuestionKey')}` })
    .where(eq(dailySchedule.guildId, p('guildId')))
    .prepare(),
  succeeded: db
    .update(dailySchedule)
    .set({ failedDays: 0, toldAt: null })
    .where(eq(dailySchedule.guildId, p('guildId')))
    .prepare(),
}));

export function findSchedule(db: Db, guildId: string): Schedule | undefined {
  return statements(db).find.get({ guildId });
}

export function saveSchedule(db: Db, schedule: NewSchedule): void {
  db.insert(dailySchedule).values(schedule).onConflictDoUpdate({ target: dailySchedule.guildId, set: schedule }).run();
}

export function updateSchedule(db: Db, guildId: string, change: Partial<Schedule>): void {
  db.update(dailySchedule).set(change).where(eq(dailySchedule.guildId, guildId)).run();
}

/** Schedules that have come due, the longest ago first; none that is paused. */
export function listDueSchedules(db: Db, now: number, limit = Number.MAX_SAFE_INTEGER): Schedule[] {
  return statements(db).due.all({ now, limit });
}

/** Moves a schedule on after its question was planned. */
export function moveOn(db: Db, guildId: string, nextDueAt: number, pinnedQuestionKey: number | null): void {
  statements(db).planned.run({ guildId, nextDueAt, pinnedQuestionKey });
}

/** A question arrived: whatever was wrong is over. */
export function forgetFailures(db: Db, guildId: string): void {
  statements(db).succeeded.run({ guildId });
}
