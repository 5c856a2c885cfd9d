/** Answers that are sealed until the reveal, and how the answers to a question were spread. */
import { and, asc, eq, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../../db/open.ts';
import { answer, dailyAnswer, dailyDelivery } from '../../db/schema.ts';

export type SealedAnswer = typeof dailyAnswer.$inferSelect;

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  one: db
    .select()
    .from(dailyAnswer)
    .where(and(eq(dailyAnswer.deliveryId, p('deliveryId')), eq(dailyAnswer.userId, p('userId'))))
    .prepare(),
  seal: db
    .insert(dailyAnswer)
    .values({ deliveryId: p('deliveryId'), userId: p('userId'), choice: p('choice'), answeredAt: p('answeredAt') })
    .onConflictDoUpdate({
      target: [dailyAnswer.deliveryId, dailyAnswer.userId],
      set: { choice: sql`excluded.choice`, answeredAt: sql`excluded.answered_at` },
    })
    .prepare(),
  ofDelivery: db
    .select()
    .from(dailyAnswer)
    .where(eq(dailyAnswer.deliveryId, p('deliveryId')))
    .orderBy(asc(dailyAnswer.answeredAt))
    .prepare(),
  open: db
    .delete(dailyAnswer)
    .where(eq(dailyAnswer.deliveryId, p('deliveryId')))
    .prepare(),
  counts: db
    .select({
      sealed: sql<number>`(select count(*) from daily_answer where delivery_id = ${p('deliveryId')})`,
      logged: sql<number>`count(*)`,
    })
    .from(answer)
    .where(eq(answer.source, p('source')))
    .prepare(),
  stale: db
    .select({ id: dailyDelivery.id })
    .from(dailyDelivery)
    .where(
      sql`${dailyDelivery.id} in (select delivery_id from daily_answer group by delivery_id) and ${dailyDelivery.revealedAt} is null
        and ${dailyDelivery.shownAnswers} <> (select count(*) from daily_answer where delivery_id = ${dailyDelivery.id})`,
    )
    .prepare(),
  logged: db
    .select({
      userId: answer.userId,
      choice: answer.choice,
      correct: answer.correct,
      points: answer.points,
      rule: answer.rule,
      answeredAt: answer.answeredAt,
    })
    .from(answer)
    .where(eq(answer.source, p('source')))
    .orderBy(asc(answer.answeredAt), asc(answer.id))
    .prepare(),
  score: db
    .select({ answers: sql<number>`count(*)`, right: sql<number>`coalesce(sum(${answer.correct}), 0)` })
    .from(answer)
    .where(eq(answer.source, p('source')))
    .prepare(),
  firstRight: db
    .select({ userId: answer.userId })
    .from(answer)
    .where(and(eq(answer.source, p('source')), sql`${answer.correct}`))
    .orderBy(asc(answer.answeredAt), asc(answer.id))
    .limit(p('limit'))
    .prepare(),
  // "cross join" holds SQLite to this order: from the few answers that a member has sealed, and not from every question
  // that the server ever had.
  times: db.$client
    .prepare<{ userId: string; guildId: string }, number>(
      `select a.answered_at from daily_answer a cross join daily_delivery d on d.id = a.delivery_id
       where a.user_id = @userId and d.guild_id = @guildId`,
    )
    .pluck(),
}));

/** The name under which answers to a delivery stand in the log. */
export function sourceOf(deliveryId: number): string {
  return `daily:${deliveryId}`;
}

export function findSealed(db: Db, deliveryId: number, userId: string): SealedAnswer | undefined {
  return statements(db).one.get({ deliveryId, userId });
}

/** Keeps a member's answer, in place of the one before. */
export function saveSealed(db: Db, row: SealedAnswer): void {
  statements(db).seal.run(row);
}

/** The sealed answers to a question, in the order in which they were given. */
export function listSealed(db: Db, deliveryId: number): SealedAnswer[] {
  return statements(db).ofDelivery.all({ deliveryId });
}

/** Forgets the sealed answers, once they are in the log. */
export function deleteSealed(db: Db, deliveryId: number): void {
  statements(db).open.run({ deliveryId });
}

/** How many members have answered, sealed or not. */
export function countAnswers(db: Db, deliveryId: number): number {
  const found = statements(db).counts.get({ deliveryId, source: sourceOf(deliveryId) });
  return (found?.sealed ?? 0) + (found?.logged ?? 0);
}

/** Questions whose message shows a number of answers that is out of date. */
export function listStaleCounts(db: Db): number[] {
  return statements(db)
    .stale.all()
    .map(({ id }) => id);
}

/** The answers to a question as they stand in the log, first to last. */
export function listAnswers(db: Db, deliveryId: number) {
  return statements(db).logged.all({ source: sourceOf(deliveryId) });
}

/** How many answered a question whose answers are out, how many of them rightly, and the first `limit` of those. */
export function findScore(db: Db, deliveryId: number, limit: number) {
  const source = sourceOf(deliveryId);
  const { answers = 0, right = 0 } = statements(db).score.get({ source }) ?? {};
  const first = statements(db)
    .firstRight.all({ source, limit })
    .map(({ userId }) => userId);
  return { answers, right, first };
}

/** When a member gave the answers that are still sealed in a server, UTC ms. */
export function listSealedTimes(db: Db, guildId: string, userId: string): number[] {
  return statements(db).times.all({ guildId, userId });
}
