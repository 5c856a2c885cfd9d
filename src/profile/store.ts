import { type Db, perDatabase } from '../db/open.ts';

const statements = perDatabase((db) => ({
  domains: db.$client.prepare<
    { userId: string; guildId: string },
    DomainTotal & { privateAnswers: number; privateCorrect: number }
  >(
    `select pack_id as packId, domain, answers, correct, private_answers as privateAnswers, private_correct as privateCorrect
     from member_domain where user_id = @userId and guild_id = @guildId`,
  ),
  days: db.$client
    .prepare<{ userId: string; guildId: string }, number>(
      'select count(*) from member_day where user_id = @userId and guild_id = @guildId and answers > 0',
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

/** All-time points in one server. */
export function findPoints(db: Db, guildId: string, userId: string): number {
  return statements(db).points.get({ guildId, userId }) ?? 0;
}

/** On how many local days a member has answered something in one server. */
export function countDays(db: Db, guildId: string, userId: string): number {
  return statements(db).days.get({ guildId, userId }) ?? 0;
}
