import { and, asc, desc, eq, getTableColumns, isNull, lte, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { dailyDelivery, dailySchedule } from '../db/schema.ts';
import type { Askable } from '../quiz/choose.ts';

export type Schedule = typeof dailySchedule.$inferSelect;
export type Delivery = typeof dailyDelivery.$inferSelect;

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  schedule: db
    .select()
    .from(dailySchedule)
    .where(eq(dailySchedule.guildId, p('guildId')))
    .prepare(),
  due: db
    .select()
    .from(dailySchedule)
    .where(and(isNull(dailySchedule.pausedAt), lte(dailySchedule.nextDueAt, p('now'))))
    .orderBy(asc(dailySchedule.nextDueAt))
    .prepare(),
  setNextDue: db
    .update(dailySchedule)
    .set({ nextDueAt: sql`${p('nextDueAt')}` })
    .where(eq(dailySchedule.guildId, p('guildId')))
    .prepare(),
  pending: db
    .select(getTableColumns(dailyDelivery))
    .from(dailyDelivery)
    .innerJoin(dailySchedule, eq(dailySchedule.guildId, dailyDelivery.guildId))
    .where(
      and(
        eq(dailyDelivery.state, sql`'pending'`),
        lte(dailyDelivery.retryAt, p('now')),
        isNull(dailySchedule.pausedAt),
      ),
    )
    .orderBy(asc(dailyDelivery.retryAt))
    .prepare(),
  delivery: db
    .select()
    .from(dailyDelivery)
    .where(eq(dailyDelivery.id, p('id')))
    .prepare(),
  deliveryOn: db
    .select()
    .from(dailyDelivery)
    .where(and(eq(dailyDelivery.guildId, p('guildId')), eq(dailyDelivery.localDate, p('localDate'))))
    .prepare(),
  lastDelivery: db
    .select()
    .from(dailyDelivery)
    .where(eq(dailyDelivery.guildId, p('guildId')))
    .orderBy(desc(dailyDelivery.localDate))
    .limit(1)
    .prepare(),
  candidates: db.$client.prepare<{ guildId: string }, PostableQuestion>(
    `select q.key, q.revision, max(d.due_at) as lastAnsweredAt, 1 as lastCorrect
     from question q
     left join daily_delivery d on d.guild_id = @guildId and d.question_key = q.key and d.state <> 'skipped'
     where q.retired_at is null
     group by q.key`,
  ),
}));

/** A question that may be posted; `lastAnsweredAt` is when this server last had it, so the chooser treats it as known. */
export interface PostableQuestion extends Askable {
  key: number;
  revision: string;
}

export function findSchedule(db: Db, guildId: string): Schedule | undefined {
  return statements(db).schedule.get({ guildId });
}

export function saveSchedule(db: Db, schedule: typeof dailySchedule.$inferInsert): void {
  db.insert(dailySchedule).values(schedule).onConflictDoUpdate({ target: dailySchedule.guildId, set: schedule }).run();
}

export function listDueSchedules(db: Db, now: number): Schedule[] {
  return statements(db).due.all({ now });
}

export function setNextDue(db: Db, guildId: string, nextDueAt: number): void {
  statements(db).setNextDue.run({ guildId, nextDueAt });
}

/** Records that a server is owed a question on a date; false when it already has one for that date. */
export function insertDelivery(db: Db, row: typeof dailyDelivery.$inferInsert): boolean {
  return db.insert(dailyDelivery).values(row).onConflictDoNothing().run().changes > 0;
}

/** What is owed and may be tried now, the longest waiting first; a paused server waits. */
export function listPending(db: Db, now: number): Delivery[] {
  return statements(db).pending.all({ now });
}

export function updateDelivery(db: Db, id: number, change: Partial<Delivery>): void {
  db.update(dailyDelivery).set(change).where(eq(dailyDelivery.id, id)).run();
}

/** Sends what a server is still owed to where its schedule leads now. */
export function redirectPending(
  db: Db,
  { guildId, channelId, roleId = null }: typeof dailySchedule.$inferInsert,
  now: number,
): void {
  db.update(dailyDelivery)
    .set({ channelId, roleId, retryAt: now })
    .where(and(eq(dailyDelivery.guildId, guildId), eq(dailyDelivery.state, 'pending')))
    .run();
}

export function findDelivery(db: Db, id: number): Delivery | undefined {
  return statements(db).delivery.get({ id });
}

export function findDeliveryOn(db: Db, guildId: string, localDate: string): Delivery | undefined {
  return statements(db).deliveryOn.get({ guildId, localDate });
}

export function findLastDelivery(db: Db, guildId: string): Delivery | undefined {
  return statements(db).lastDelivery.get({ guildId });
}

export function listPostableQuestions(db: Db, guildId: string): PostableQuestion[] {
  return statements(db).candidates.all({ guildId });
}
