/** Changes of servers' time zones whose answers are still being moved, and by which zone an answer is counted meanwhile. */
import { asc, desc, eq, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { zoneChange } from '../db/schema.ts';
import { findTimeZone } from '../guild/store.ts';
import { reckonedZone } from '../time/local-day.ts';
import type { CalendarAnswer, LoggedAnswer } from './logged-answer.ts';

export type ZoneChange = typeof zoneChange.$inferSelect;

const p = sql.placeholder;

type Cursor = Pick<ZoneChange, 'guildId' | 'userId' | 'answerId' | 'lastAnswerId'> & { limit: number };
type ToMove = Omit<CalendarAnswer, 'correct'> & { correct: 0 | 1; counts: 0 | 1 };

// Through the index on server, member and id. As one comparison of member and id, SQLite would use it for the member only, and
// read all that one member has answered again for each piece.
const TO_MOVE = `
  select a.id, a.guild_id as guildId, a.user_id as userId, a.answered_at as answeredAt, a.correct, a.points,
         q.pack_id as packId, q.domain, t.slug as topicSlug, w.answer_id is null and s.answer_id is null as counts
  from answer a
  join question q on q.key = a.question_key
  join topic t on t.id = q.topic_id
  left join answer_withdrawn w on w.answer_id = a.id
  left join answer_set_aside s on s.answer_id = a.id
  where a.guild_id = @guildId and a.id <= @lastAnswerId`;

const statements = perDatabase((db) => ({
  any: db.$client.prepare<[], 0 | 1>('select exists (select 1 from zone_change)').pluck(),
  ofGuild: db
    .select()
    .from(zoneChange)
    .where(eq(zoneChange.guildId, p('guildId')))
    .orderBy(asc(zoneChange.id))
    .prepare(),
  // Of each server the earliest, and of these the one with the fewest moved: a small server never waits for a large one.
  next: db
    .select()
    .from(zoneChange)
    .where(sql`${zoneChange.id} in (select min(id) from zone_change group by guild_id)`)
    .orderBy(asc(zoneChange.pieces), asc(zoneChange.id))
    .limit(1)
    .prepare(),
  latest: db
    .select()
    .from(zoneChange)
    .where(eq(zoneChange.guildId, p('guildId')))
    .orderBy(desc(zoneChange.id))
    .limit(1)
    .prepare(),
  insert: db
    .insert(zoneChange)
    .values({ guildId: p('guildId'), fromZone: p('fromZone'), toZone: p('toZone'), lastAnswerId: p('lastAnswerId') })
    .prepare(),
  redirect: db
    .update(zoneChange)
    .set({ toZone: sql`${p('toZone')}` })
    .where(eq(zoneChange.id, p('id')))
    .prepare(),
  advance: db
    .update(zoneChange)
    .set({ userId: sql`${p('userId')}`, answerId: sql`${p('answerId')}`, pieces: sql`${zoneChange.pieces} + 1` })
    .where(eq(zoneChange.id, p('id')))
    .prepare(),
  remove: db
    .delete(zoneChange)
    .where(eq(zoneChange.id, p('id')))
    .prepare(),
  ofMember: db.$client.prepare<Cursor, ToMove>(
    `${TO_MOVE} and a.user_id = @userId and a.id > @answerId order by a.id limit @limit`,
  ),
  ofLaterMembers: db.$client.prepare<Cursor, ToMove>(
    `${TO_MOVE} and a.user_id > @userId order by a.user_id, a.id limit @limit`,
  ),
}));

/** Whether there is a change to work on. */
export function hasChange(db: Db): boolean {
  return statements(db).any.get() === 1;
}

/** The change to work on next. */
export function findNextChange(db: Db): ZoneChange | undefined {
  return statements(db).next.get();
}

/** A server's last change that is not done. */
export function findLatestChange(db: Db, guildId: string): ZoneChange | undefined {
  return statements(db).latest.get({ guildId });
}

export function insertChange(db: Db, row: Pick<ZoneChange, 'guildId' | 'fromZone' | 'toZone' | 'lastAnswerId'>): void {
  statements(db).insert.run(row);
}

export function redirectChange(db: Db, id: number, toZone: string): void {
  statements(db).redirect.run({ id, toZone });
}

/** Notes the answer up to which they have been moved. */
export function advanceChange(
  db: Db,
  id: number,
  { userId, id: answerId }: Pick<CalendarAnswer, 'id' | 'userId'>,
): void {
  statements(db).advance.run({ id, userId, answerId });
}

export function removeChange(db: Db, id: number): void {
  statements(db).remove.run({ id });
}

/** The next answers that a change has to move, in the order of member and answer; `counts` is false where one is in no total. */
export function listToMove(db: Db, change: ZoneChange, limit: number): (CalendarAnswer & { counts: boolean })[] {
  const { guildId, userId, answerId, lastAnswerId } = change;
  const cursor = { guildId, userId, answerId, lastAnswerId };
  const rows = statements(db).ofMember.all({ ...cursor, limit });
  if (rows.length < limit) rows.push(...statements(db).ofLaterMembers.all({ ...cursor, limit: limit - rows.length }));
  return rows.map(({ correct, counts, ...row }) => ({ ...row, correct: correct === 1, counts: counts === 1 }));
}

/**
 * By which zone answers are counted: their server's, or the one that it had before as long as they have not been moved.
 * @returns remembers what it read: for one transaction
 */
export function countedZones(db: Db): (logged: Pick<LoggedAnswer, 'id' | 'userId' | 'guildId'>) => string {
  const servers = new Map<string, { zone: string; changes: ZoneChange[] }>();
  return ({ id, userId, guildId }) => {
    let server = servers.get(guildId);
    if (!server) {
      server = { zone: findTimeZone(db, guildId), changes: statements(db).ofGuild.all({ guildId }) };
      servers.set(guildId, server);
    }
    const behind = server.changes.find((change) => id <= change.lastAnswerId && !isPast(change, userId, id));
    return behind ? reckonedZone(behind.fromZone) : server.zone;
  };
}

function isPast(change: ZoneChange, userId: string, id: number): boolean {
  return userId < change.userId || (userId === change.userId && id <= change.answerId);
}
