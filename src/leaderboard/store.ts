import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { pointsTotal } from '../db/schema.ts';

const p = sql.placeholder;
const inScope = and(
  eq(pointsTotal.guildId, p('guildId')),
  eq(pointsTotal.period, p('period')),
  eq(pointsTotal.subject, p('subject')),
);

const statements = perDatabase((db) => ({
  page: db
    .select({ userId: pointsTotal.userId, points: pointsTotal.points })
    .from(pointsTotal)
    .where(inScope)
    .orderBy(desc(pointsTotal.points), pointsTotal.userId)
    .limit(p('limit'))
    .offset(p('offset'))
    .prepare(),
  count: db
    .select({ count: sql<number>`count(*)` })
    .from(pointsTotal)
    .where(inScope)
    .prepare(),
  ahead: db
    .select({ count: sql<number>`count(*)` })
    .from(pointsTotal)
    .where(and(inScope, gt(pointsTotal.points, p('points'))))
    .prepare(),
  // Backwards through the index that ranks, to its first row.
  next: db
    .select({ userId: pointsTotal.userId, points: pointsTotal.points })
    .from(pointsTotal)
    .where(and(inScope, gt(pointsTotal.points, p('points'))))
    .orderBy(asc(pointsTotal.points), desc(pointsTotal.userId))
    .limit(1)
    .prepare(),
  own: db
    .select({ points: pointsTotal.points })
    .from(pointsTotal)
    .where(and(inScope, eq(pointsTotal.userId, p('userId'))))
    .prepare(),
}));

/** Which points are compared: of one server, over a period and a subject (their keys). */
export type Scope = { guildId: string; period: string; subject: string };

export interface Standing {
  userId: string;
  points: number;
  /** 1 for the first; equal points share a rank, and the ranks after them are left out */
  rank: number;
}

/** Members by points, most first. Reads the kept totals through their index, `limit` rows and no more. */
export function listStandings(db: Db, scope: Scope, limit: number, offset: number): Standing[] {
  const rows = statements(db).page.all({ ...scope, limit, offset });
  let rank = 0;
  return rows.map((row, index) => {
    const before = rows[index - 1];
    if (!before) rank = rankOf(db, scope, row.points);
    else if (before.points !== row.points) rank = offset + index + 1;
    return { ...row, rank };
  });
}

export function countMembers(db: Db, scope: Scope): number {
  return statements(db).count.get(scope)?.count ?? 0;
}

/** Where one member stands, or nothing if they have no points. */
export function findStanding(db: Db, scope: Scope, userId: string): Standing | undefined {
  const own = statements(db).own.get({ ...scope, userId });
  return own && { userId, points: own.points, rank: rankOf(db, scope, own.points) };
}

/** Where a member stands, and what brought them there. */
export interface Place extends Omit<Standing, 'userId'> {
  /** the rank without what they have just earned; undefined: without it they have no points */
  rankBefore: number | undefined;
  /** one of those with the fewest points more */
  next: { userId: string; points: number } | undefined;
}

/** @param earned of the member's points, those that are new */
export function findPlace(db: Db, scope: Scope, userId: string, earned: number): Place | undefined {
  const own = findStanding(db, scope, userId);
  if (!own) return undefined;
  const { points, rank } = own;
  const before = points - earned;
  // Among those ahead of what they had is the member by now.
  const rankBefore = before <= 0 ? undefined : earned > 0 ? rankOf(db, scope, before) - 1 : rank;
  return { points, rank, rankBefore, next: statements(db).next.get({ ...scope, points }) };
}

function rankOf(db: Db, scope: Scope, points: number): number {
  return (statements(db).ahead.get({ ...scope, points })?.count ?? 0) + 1;
}
