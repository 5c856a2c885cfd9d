/** The sealed answers of a round. */
import { and, asc, eq, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { roundAnswer } from '../db/schema.ts';

export type RoundAnswer = typeof roundAnswer.$inferSelect;
type Key = Pick<RoundAnswer, 'roundId' | 'position' | 'vote' | 'userId'>;

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  one: db
    .select()
    .from(roundAnswer)
    .where(
      and(
        eq(roundAnswer.roundId, p('roundId')),
        eq(roundAnswer.position, p('position')),
        eq(roundAnswer.vote, p('vote')),
        eq(roundAnswer.userId, p('userId')),
      ),
    )
    .prepare(),
  seal: db
    .insert(roundAnswer)
    .values({
      roundId: p('roundId'),
      position: p('position'),
      vote: p('vote'),
      userId: p('userId'),
      choice: p('choice'),
      sure: p('sure'),
      answeredAt: p('answeredAt'),
    })
    .onConflictDoUpdate({
      target: [roundAnswer.roundId, roundAnswer.position, roundAnswer.vote, roundAnswer.userId],
      set: { choice: sql`excluded.choice`, sure: sql`excluded.sure`, answeredAt: sql`excluded.answered_at` },
    })
    .prepare(),
  ofVote: db
    .select()
    .from(roundAnswer)
    .where(
      and(
        eq(roundAnswer.roundId, p('roundId')),
        eq(roundAnswer.position, p('position')),
        eq(roundAnswer.vote, p('vote')),
      ),
    )
    .orderBy(asc(roundAnswer.answeredAt), asc(roundAnswer.userId))
    .prepare(),
  ofTeam: db.$client
    .prepare<{ roundId: string; position: number; vote: number; team: number }, string>(
      `select a.choice from round_player m join round_answer a
         on a.round_id = m.round_id and a.position = @position and a.vote = @vote and a.user_id = m.user_id
       where m.round_id = @roundId and m.team = @team order by a.answered_at, a.user_id`,
    )
    .pluck(),
}));

export function findAnswer(db: Db, key: Key): RoundAnswer | undefined {
  return statements(db).one.get(key);
}

/** Keeps a member's answer, in place of the one before. */
export function saveAnswer(db: Db, row: RoundAnswer): void {
  statements(db).seal.run(row);
}

/** The answers of one vote, in the order in which they were given. */
export function listVote(db: Db, roundId: string, position: number, vote: number): RoundAnswer[] {
  return statements(db).ofVote.all({ roundId, position, vote });
}

/** What a team's members have chosen, in the order in which they did. */
export function listTeamChoices(
  db: Db,
  { roundId, position, vote, team }: Omit<Key, 'userId'> & { team: number },
): number[][] {
  return statements(db)
    .ofTeam.all({ roundId, position, vote, team })
    .map((choice) => JSON.parse(choice) as number[]);
}
