/** Rounds, their questions and who plays them. */
import { and, asc, eq, lte, ne, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { round, roundPlayer, roundQuestion } from '../db/schema.ts';

export type Round = typeof round.$inferSelect;
export type NewRound = typeof round.$inferInsert;
export type RoundQuestion = typeof roundQuestion.$inferSelect;
export type Player = typeof roundPlayer.$inferSelect;

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  one: db
    .select()
    .from(round)
    .where(eq(round.id, p('id')))
    .prepare(),
  inChannel: db
    .select()
    .from(round)
    .where(and(eq(round.channelId, p('channelId')), ne(round.phase, sql`'over'`)))
    .prepare(),
  due: db
    .select({ id: round.id })
    .from(round)
    .where(and(ne(round.phase, sql`'over'`), lte(round.dueAt, p('now')), lte(round.claimedUntil, p('now'))))
    .orderBy(asc(round.dueAt))
    .limit(p('limit'))
    .prepare(),
  nextDue: db.$client.prepare<[], number | null>("select min(due_at) from round where phase <> 'over'").pluck(),
  // The first condition keeps it to the index of rounds that are on: this is asked every second.
  stale: db.$client
    .prepare<[], string>(
      `select id from round where phase <> 'over' and phase in ('asking', 'discussing') and is_shown and answered <> shown_answered`,
    )
    .pluck(),
  claim: db
    .update(round)
    .set({ claimedUntil: sql`${p('until')}` })
    .where(and(eq(round.id, p('id')), lte(round.claimedUntil, p('now'))))
    .returning()
    .prepare(),
  question: db
    .select()
    .from(roundQuestion)
    .where(and(eq(roundQuestion.roundId, p('roundId')), eq(roundQuestion.position, p('position'))))
    .prepare(),
  questions: db
    .select()
    .from(roundQuestion)
    .where(eq(roundQuestion.roundId, p('roundId')))
    .orderBy(asc(roundQuestion.position))
    .prepare(),
  player: db
    .select()
    .from(roundPlayer)
    .where(and(eq(roundPlayer.roundId, p('roundId')), eq(roundPlayer.userId, p('userId'))))
    .prepare(),
  join: db
    .insert(roundPlayer)
    .values({ roundId: p('roundId'), userId: p('userId'), team: p('team') })
    .onConflictDoNothing()
    .prepare(),
  setTeam: db
    .update(roundPlayer)
    .set({ team: sql`${p('team')}` })
    .where(and(eq(roundPlayer.roundId, p('roundId')), eq(roundPlayer.userId, p('userId'))))
    .prepare(),
  players: db
    .select()
    .from(roundPlayer)
    .where(eq(roundPlayer.roundId, p('roundId')))
    .prepare(),
  teamSizes: db.$client.prepare<{ roundId: string }, { team: number; size: number }>(
    'select team, count(*) as size from round_player where round_id = @roundId and team is not null group by team',
  ),
  // Whoever has answered one of the last two questions takes part in the next.
  countActive: db.$client
    .prepare<{ roundId: string; from: number }, number>(
      'select count(*) from round_player where round_id = @roundId and last_position >= @from',
    )
    .pluck(),
  score: db
    .update(roundPlayer)
    .set({ points: sql`${p('points')}`, right: sql`${roundPlayer.right} + ${p('right')}` })
    .where(and(eq(roundPlayer.roundId, p('roundId')), eq(roundPlayer.userId, p('userId'))))
    .prepare(),
  tookPart: db
    .update(roundPlayer)
    .set({ lastPosition: sql`${p('position')}` })
    .where(and(eq(roundPlayer.roundId, p('roundId')), eq(roundPlayer.userId, p('userId'))))
    .prepare(),
  asked: db.$client.prepare<{ guildId: string; since: number }, { key: number; at: number }>(
    `select q.question_key as key, r.created_at as at from round r join round_question q on q.round_id = r.id
     where r.guild_id = @guildId and r.created_at > @since`,
  ),
}));

export function findRound(db: Db, id: string): Round | undefined {
  return statements(db).one.get({ id });
}

/** The round that is on in a channel. */
export function findRoundIn(db: Db, channelId: string): Round | undefined {
  return statements(db).inChannel.get({ channelId });
}

/** @param questions in the order in which they are asked */
export function insertRound(
  db: Db,
  row: NewRound,
  questions: readonly Pick<RoundQuestion, 'questionKey' | 'revision' | 'optionOrder'>[],
): void {
  db.insert(round).values(row).run();
  db.insert(roundQuestion)
    .values(questions.map((question, position) => ({ ...question, roundId: row.id, position })))
    .run();
}

export function updateRound(db: Db, id: string, change: Partial<Round>): void {
  db.update(round).set(change).where(eq(round.id, id)).run();
}

/** Rounds in which something is to be done now, the longest waiting first. */
export function listDue(db: Db, now: number, limit: number): string[] {
  return statements(db)
    .due.all({ now, limit })
    .map(({ id }) => id);
}

/** When something is to be done next (UTC ms), if anything is on. */
export function findNextDue(db: Db): number | undefined {
  return statements(db).nextDue.get() ?? undefined;
}

/** Rounds whose message speaks of another number of answers than there are. */
export function listStaleCounts(db: Db): string[] {
  return statements(db).stale.all();
}

/** Takes a round in hand until `until` (UTC ms), so that no other process does. Nothing when somebody has it already. */
export function claim(db: Db, id: string, now: number, until: number): Round | undefined {
  // Not get(): a statement that writes has to be run to its end.
  return statements(db).claim.all({ id, now, until })[0];
}

export function getQuestion(db: Db, roundId: string, position: number): RoundQuestion {
  const found = statements(db).question.get({ roundId, position });
  if (!found) throw new Error(`round ${roundId} has no question ${position}`);
  return found;
}

export function listQuestions(db: Db, roundId: string): RoundQuestion[] {
  return statements(db).questions.all({ roundId });
}

/** How many answered the question that was told, and how many of them rightly. */
export function keepOutcome(
  db: Db,
  roundId: string,
  position: number,
  outcome: Pick<RoundQuestion, 'answers' | 'right' | 'teamsRight'>,
): void {
  db.update(roundQuestion)
    .set(outcome)
    .where(and(eq(roundQuestion.roundId, roundId), eq(roundQuestion.position, position)))
    .run();
}

/** @returns whether the member was not in it before */
export function addPlayer(db: Db, roundId: string, userId: string, team: number | null): boolean {
  return statements(db).join.run({ roundId, userId, team }).changes > 0;
}

export function setTeam(db: Db, roundId: string, userId: string, team: number): void {
  statements(db).setTeam.run({ roundId, userId, team });
}

export function findPlayer(db: Db, roundId: string, userId: string): Player | undefined {
  return statements(db).player.get({ roundId, userId });
}

export function listPlayers(db: Db, roundId: string): Player[] {
  return statements(db).players.all({ roundId });
}

/** How many members each of `teams` teams has. */
export function teamSizes(db: Db, roundId: string, teams: number): number[] {
  const sizes = Array.from({ length: teams }, () => 0);
  for (const { team, size } of statements(db).teamSizes.all({ roundId })) sizes[team] = size;
  return sizes;
}

/** How many have answered a question at `from` or later. */
export function countActive(db: Db, roundId: string, from: number): number {
  return statements(db).countActive.get({ roundId, from }) ?? 0;
}

/** @param right 1 for one more right answer, 0 for none */
export function setScore(db: Db, { roundId, userId }: Player, points: number, right: 0 | 1): void {
  statements(db).score.run({ roundId, userId, points, right });
}

export function noteAnswered(db: Db, roundId: string, userId: string, position: number): void {
  statements(db).tookPart.run({ roundId, userId, position });
}

/** When a server's rounds since `since` (UTC ms) had each question. */
export function listAskedInRounds(db: Db, guildId: string, since: number): Map<number, number> {
  return new Map(
    statements(db)
      .asked.all({ guildId, since })
      .map(({ key, at }) => [key, at]),
  );
}
