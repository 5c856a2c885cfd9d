import { and, desc, eq, gt, sql } from 'drizzle-orm';
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

function rankOf(db: Db, scope: Scope, points: number): number {
  return (statements(db).ahead.get({ ...scope, points })?.count ?? 0) + 1;
}
