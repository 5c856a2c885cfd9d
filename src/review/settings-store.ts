import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { reviewSettings } from '../db/schema.ts';
import { findTimeZone } from '../guild/store.ts';
import { reckonedZone } from '../time/local-day.ts';

export type ReviewSettings = typeof reviewSettings.$inferSelect;

export const DEFAULT_NEW_PER_DAY = 10;
export const MAX_NEW_PER_DAY = 50;

/** The time zone of a member who has not chosen one: the server's goes for them. */
export const NO_ZONE = '';

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  find: db.$client.prepare<{ userId: string }, ReviewSettings>(
    `select user_id as userId, new_per_day as newPerDay, time_zone as timeZone, remind_time as remindTime,
            next_remind_at as nextRemindAt, stopped_reason as stoppedReason, locale
     from review_settings where user_id = @userId`,
  ),
  save: db
    .insert(reviewSettings)
    .values({
      userId: p('userId'),
      newPerDay: p('newPerDay'),
      timeZone: p('timeZone'),
      remindTime: p('remindTime'),
      nextRemindAt: p('nextRemindAt'),
      stoppedReason: p('stoppedReason'),
      locale: p('locale'),
    })
    .onConflictDoUpdate({
      target: reviewSettings.userId,
      set: {
        newPerDay: sql`excluded.new_per_day`,
        timeZone: sql`excluded.time_zone`,
        remindTime: sql`excluded.remind_time`,
        nextRemindAt: sql`excluded.next_remind_at`,
        stoppedReason: sql`excluded.stopped_reason`,
        locale: sql`excluded.locale`,
      },
    })
    .prepare(),
  due: db
    .select()
    .from(reviewSettings)
    .where(and(isNotNull(reviewSettings.nextRemindAt), lte(reviewSettings.nextRemindAt, p('now'))))
    .orderBy(asc(reviewSettings.nextRemindAt))
    .limit(p('limit'))
    .prepare(),
  move: db
    .update(reviewSettings)
    .set({ nextRemindAt: sql`${p('next')}` })
    .where(and(eq(reviewSettings.userId, p('userId')), eq(reviewSettings.nextRemindAt, p('from'))))
    .prepare(),
}));

/** What a member has chosen, or the defaults. */
export function findSettings(db: Db, userId: string): ReviewSettings {
  return (
    statements(db).find.get({ userId }) ?? {
      userId,
      newPerDay: DEFAULT_NEW_PER_DAY,
      timeZone: NO_ZONE,
      remindTime: null,
      nextRemindAt: null,
      stoppedReason: null,
      locale: null,
    }
  );
}

export function saveSettings(db: Db, settings: ReviewSettings): void {
  statements(db).save.run(settings);
}

/** The zone in which a member's day begins: the one chosen, else the server's, else UTC. */
export function zoneOf(db: Db, { timeZone }: Pick<ReviewSettings, 'timeZone'>, guildId: string): string {
  return timeZone === NO_ZONE ? findTimeZone(db, guildId) : reckonedZone(timeZone);
}

export interface DueReminder extends ReviewSettings {
  remindTime: string;
  nextRemindAt: number;
}

/** Reminders that have come due, the longest ago first. */
export function listDueReminders(db: Db, now: number, limit: number): DueReminder[] {
  return statements(db)
    .due.all({ now, limit })
    .filter((row): row is DueReminder => row.remindTime !== null && row.nextRemindAt !== null)
    .map((row) => ({ ...row, timeZone: reckonedZone(row.timeZone) }));
}

/** Moves a reminder on. @returns false when it is not at `from` any more: somebody else is handling it */
export function moveReminder(db: Db, userId: string, from: number, next: number): boolean {
  return statements(db).move.run({ userId, from, next }).changes > 0;
}
