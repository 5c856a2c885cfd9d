/** The questions of the day that servers are owed, have got, or did not get. */
import { and, asc, desc, eq, gt, isNull, lte, min, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../../db/open.ts';
import { dailyDelivery, dailySchedule } from '../../db/schema.ts';
import { addDays } from '../../time/local-day.ts';
import { type Reason, keepReason } from '../reason.ts';

export type Delivery = typeof dailyDelivery.$inferSelect;
export type NewDelivery = typeof dailyDelivery.$inferInsert;

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  insert: db
    .insert(dailyDelivery)
    .values({
      guildId: p('guildId'),
      localDate: p('localDate'),
      dueAt: p('dueAt'),
      retryAt: p('retryAt'),
      channelId: p('channelId'),
      roleId: p('roleId'),
      questionKey: p('questionKey'),
      revision: p('revision'),
      optionOrder: p('optionOrder'),
      state: p('state'),
      lastError: p('lastError'),
      locksAnswers: p('locksAnswers'),
      opensThread: p('opensThread'),
    })
    .onConflictDoNothing()
    .prepare(),
  // In the order in which they were due, so that whoever waits longest goes first.
  pending: db
    .select({ id: dailyDelivery.id })
    .from(dailyDelivery)
    .innerJoin(dailySchedule, eq(dailySchedule.guildId, dailyDelivery.guildId))
    .where(
      and(
        eq(dailyDelivery.state, sql`'pending'`),
        lte(dailyDelivery.retryAt, p('now')),
        lte(dailyDelivery.claimedUntil, p('now')),
        isNull(dailySchedule.pausedAt),
      ),
    )
    .orderBy(asc(dailyDelivery.retryAt), asc(dailyDelivery.id))
    .limit(p('limit'))
    .prepare(),
  toReveal: db
    .select({ id: dailyDelivery.id })
    .from(dailyDelivery)
    .where(
      and(
        isNull(dailyDelivery.revealedAt),
        sql`${dailyDelivery.revealAt} is not null`,
        lte(dailyDelivery.revealAt, p('now')),
        lte(dailyDelivery.claimedUntil, p('now')),
      ),
    )
    .orderBy(asc(dailyDelivery.revealAt), asc(dailyDelivery.id))
    .limit(p('limit'))
    .prepare(),
  nextReveal: db
    .select({ revealAt: dailyDelivery.revealAt })
    .from(dailyDelivery)
    .where(
      and(
        isNull(dailyDelivery.revealedAt),
        sql`${dailyDelivery.revealAt} is not null`,
        lte(dailyDelivery.revealAt, p('until')),
      ),
    )
    .orderBy(asc(dailyDelivery.revealAt))
    .limit(1)
    .prepare(),
  claim: db
    .update(dailyDelivery)
    .set({ claimedUntil: sql`${p('until')}` })
    .where(and(eq(dailyDelivery.id, p('id')), lte(dailyDelivery.claimedUntil, p('now'))))
    .returning()
    .prepare(),
  setUnsure: db
    .update(dailyDelivery)
    .set({ unsureSince: sql`coalesce(${dailyDelivery.unsureSince}, ${p('now')})` })
    .where(eq(dailyDelivery.id, p('id')))
    .prepare(),
  one: db
    .select()
    .from(dailyDelivery)
    .where(eq(dailyDelivery.id, p('id')))
    .prepare(),
  on: db
    .select()
    .from(dailyDelivery)
    .where(and(eq(dailyDelivery.guildId, p('guildId')), eq(dailyDelivery.localDate, p('localDate'))))
    .prepare(),
  last: db
    .select()
    .from(dailyDelivery)
    .where(eq(dailyDelivery.guildId, p('guildId')))
    .orderBy(desc(dailyDelivery.localDate))
    .limit(1)
    .prepare(),
  lastSent: db
    .select()
    .from(dailyDelivery)
    .where(and(eq(dailyDelivery.guildId, p('guildId')), eq(dailyDelivery.state, sql`'sent'`)))
    .orderBy(desc(dailyDelivery.localDate))
    .limit(1)
    .prepare(),
  posted: db
    .select({ key: dailyDelivery.questionKey, at: dailyDelivery.dueAt })
    .from(dailyDelivery)
    .where(
      and(
        eq(dailyDelivery.guildId, p('guildId')),
        gt(dailyDelivery.localDate, p('after')),
        sql`${dailyDelivery.state} <> 'skipped'`,
      ),
    )
    .prepare(),
  dates: db
    .select({
      date: dailyDelivery.localDate,
      state: dailyDelivery.state,
      sentAt: dailyDelivery.sentAt,
      dueAt: dailyDelivery.dueAt,
    })
    .from(dailyDelivery)
    .where(and(eq(dailyDelivery.guildId, p('guildId')), gt(dailyDelivery.localDate, p('after'))))
    .orderBy(desc(dailyDelivery.localDate))
    .prepare(),
  firstDate: db
    .select({ date: min(dailyDelivery.localDate) })
    .from(dailyDelivery)
    .where(eq(dailyDelivery.guildId, p('guildId')))
    .prepare(),
  revealEarlier: db
    .update(dailyDelivery)
    .set({ revealAt: sql`${p('now')}` })
    .where(
      and(
        eq(dailyDelivery.guildId, p('guildId')),
        sql`${dailyDelivery.localDate} between ${p('from')} and ${p('until')}`,
        isNull(dailyDelivery.revealedAt),
        gt(dailyDelivery.revealAt, p('now')),
      ),
    )
    .prepare(),
}));

/** Records that a server is owed a question on a date; false when it already has one for that date. */
export function insertDelivery(db: Db, row: NewDelivery): boolean {
  const defaults = { roleId: null, lastError: null, locksAnswers: true, opensThread: false };
  return statements(db).insert.run({ ...defaults, ...row }).changes > 0;
}

/** What is owed and may be tried now, the longest waiting first; a paused server waits. */
export function listPending(db: Db, now: number, limit: number): number[] {
  return statements(db)
    .pending.all({ now, limit })
    .map(({ id }) => id);
}

/** Whose answers are to be told now, the longest waiting first. */
export function listToReveal(db: Db, now: number, limit: number): number[] {
  return statements(db)
    .toReveal.all({ now, limit })
    .map(({ id }) => id);
}

/** When answers are to be told next (UTC ms), if that is at or before `until`. */
export function findNextReveal(db: Db, until: number): number | undefined {
  return statements(db).nextReveal.get({ until })?.revealAt ?? undefined;
}

/**
 * Claims a delivery until `until` (UTC ms), so that neither another process nor another turn touches it meanwhile. Undefined
 * when somebody has claimed it already.
 */
export function claim(db: Db, id: number, now: number, until: number): Delivery | undefined {
  // Not get(): a statement that writes has to be run to its end.
  return statements(db).claim.all({ id, now, until })[0];
}

/** Notes that from now on the message may be there, whatever becomes of the send. */
export function setUnsure(db: Db, id: number, now: number): void {
  statements(db).setUnsure.run({ id, now });
}

export function updateDelivery(db: Db, id: number, change: Partial<Delivery>): void {
  db.update(dailyDelivery).set(change).where(eq(dailyDelivery.id, id)).run();
}

/** Redirects what a server is still owed to where its schedule posts now. */
export function redirectPending(
  db: Db,
  { guildId, channelId, roleId }: { guildId: string; channelId: string; roleId: string | null },
  now: number,
): void {
  db.update(dailyDelivery)
    .set({ channelId, roleId, retryAt: now })
    .where(
      and(
        eq(dailyDelivery.guildId, guildId),
        eq(dailyDelivery.state, 'pending'),
        // Where one may have arrived already, it is looked for, and not sent elsewhere too.
        sql`(${dailyDelivery.channelId} = ${channelId} or ${dailyDelivery.unsureSince} is null)`,
      ),
    )
    .run();
}

/** Notes, for what is owed and has not been tried yet, why it did not arrive should it come too late. */
export function excusePending(db: Db, guildId: string, reason: Reason): void {
  db.update(dailyDelivery)
    .set({ lastError: keepReason(reason) })
    .where(and(eq(dailyDelivery.guildId, guildId), eq(dailyDelivery.state, 'pending'), isNull(dailyDelivery.lastError)))
    .run();
}

/** Undoes the skipping of a date; not where one may have arrived all the same. */
export function unskip(db: Db, guildId: string, localDate: string): void {
  db.delete(dailyDelivery)
    .where(
      and(
        eq(dailyDelivery.guildId, guildId),
        eq(dailyDelivery.localDate, localDate),
        eq(dailyDelivery.state, 'skipped'),
        isNull(dailyDelivery.unsureSince),
      ),
    )
    .run();
}

export function findDelivery(db: Db, id: number): Delivery | undefined {
  return statements(db).one.get({ id });
}

export function findDeliveryOn(db: Db, guildId: string, localDate: string): Delivery | undefined {
  return statements(db).on.get({ guildId, localDate });
}

export function findLastDelivery(db: Db, guildId: string): Delivery | undefined {
  return statements(db).last.get({ guildId });
}

/** When a server last had each question (UTC ms), by the question's key; only for local dates after `after`. */
export function listPosted(db: Db, guildId: string, after: string): Map<number, number> {
  const posted = new Map<number, number>();
  for (const { key, at } of statements(db).posted.all({ guildId, after })) {
    posted.set(key, Math.max(at, posted.get(key) ?? at));
  }
  return posted;
}

/** What became of each local date after `after`, newest first; `sentAt` and `dueAt` are in UTC ms. */
export function listDates(db: Db, guildId: string, after: string) {
  return statements(db).dates.all({ guildId, after });
}

/** The first local date for which a server was owed a question. */
export function findFirstDate(db: Db, guildId: string): string | undefined {
  return statements(db).firstDate.get({ guildId })?.date ?? undefined;
}

function findLastSent(db: Db, guildId: string): Delivery | undefined {
  return statements(db).lastSent.get({ guildId });
}

/** The question that is open in a server, its answers not told yet. */
export function findOpen(db: Db, guildId: string, now: number): Delivery | undefined {
  const last = findLastSent(db, guildId);
  return last?.revealedAt === null && last.revealAt !== null && last.revealAt > now ? last : undefined;
}

/** Has the answers to a server's older questions told now. No reveal is more than a week after its question. */
export function revealEarlier(db: Db, { guildId, localDate }: Delivery, now: number): void {
  const [from, until] = [addDays(localDate, -9), addDays(localDate, -1)];
  statements(db).revealEarlier.run({ guildId, from, until, now });
}
