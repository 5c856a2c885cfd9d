import { and, desc, eq, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { memberDay, memberDomain, pointsTotal } from '../db/schema.ts';

const p = sql.placeholder;

// A streak is read back day by day; nobody is told of one longer than this.
const LONGEST_STREAK_DAYS = 1000;

const statements = perDatabase((db) => ({
  domains: db
    .select({
      packId: memberDomain.packId,
      domain: memberDomain.domain,
      answers: memberDomain.answers,
      correct: memberDomain.correct,
      privateAnswers: memberDomain.privateAnswers,
      privateCorrect: memberDomain.privateCorrect,
    })
    .from(memberDomain)
    .where(and(eq(memberDomain.userId, p('userId')), eq(memberDomain.guildId, p('guildId'))))
    .prepare(),
  days: db
    .select({ day: memberDay.day })
    .from(memberDay)
    .where(and(eq(memberDay.userId, p('userId')), eq(memberDay.guildId, p('guildId'))))
    .orderBy(desc(memberDay.day))
    .limit(LONGEST_STREAK_DAYS)
    .prepare(),
  points: db
    .select({ points: pointsTotal.points })
    .from(pointsTotal)
    .where(
      and(
        eq(pointsTotal.guildId, p('guildId')),
        eq(pointsTotal.period, 'all'),
        eq(pointsTotal.subject, 'all'),
        eq(pointsTotal.userId, p('userId')),
      ),
    )
    .prepare(),
}));

export interface DomainTotal {
  packId: string;
  /** '' for questions that belong to none */
  domain: string;
  answers: number;
  correct: number;
}

/**
 * A member's answers in each domain of each pack in which they have some, in one server.
 * @param withPrivate whether those given in mock exams and reviews are among them
 */
export function listDomainTotals(db: Db, guildId: string, userId: string, withPrivate: boolean): DomainTotal[] {
  return statements(db)
    .domains.all({ guildId, userId })
    .map(({ privateAnswers, privateCorrect, ...total }) =>
      withPrivate
        ? total
        : { ...total, answers: total.answers - privateAnswers, correct: total.correct - privateCorrect },
    )
    .filter(({ answers }) => answers > 0);
}

/** Local dates on which a member answered in one server, newest first. */
export function listActiveDays(db: Db, guildId: string, userId: string): string[] {
  return statements(db)
    .days.all({ guildId, userId })
    .map((row) => row.day);
}

/** Points of all time in one server. */
export function findPoints(db: Db, guildId: string, userId: string): number {
  return statements(db).points.get({ guildId, userId })?.points ?? 0;
}
