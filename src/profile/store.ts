import { type Db, perDatabase } from '../db/open.ts';

// A streak is read back day by day; nobody is told of one longer than this.
const LONGEST_STREAK_DAYS = 1000;

const statements = perDatabase((db) => ({
  domains: db.$client.prepare<
    { userId: string; guildId: string },
    DomainTotal & { privateAnswers: number; privateCorrect: number }
  >(
    `select pack_id as packId, domain, answers, correct, private_answers as privateAnswers, private_correct as privateCorrect
     from member_domain where user_id = @userId and guild_id = @guildId`,
  ),
  days: db.$client
    .prepare<{ userId: string; guildId: string }, string>(
      `select day from member_day where user_id = @userId and guild_id = @guildId order by day desc limit ${LONGEST_STREAK_DAYS}`,
    )
    .pluck(),
  points: db.$client
    .prepare<{ userId: string; guildId: string }, number>(
      `select points from points_total
       where guild_id = @guildId and period = 'all' and subject = 'all' and user_id = @userId`,
    )
    .pluck(),
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
  return statements(db).days.all({ guildId, userId });
}

/** Points of all time in one server. */
export function findPoints(db: Db, guildId: string, userId: string): number {
  return statements(db).points.get({ guildId, userId }) ?? 0;
}
