/** The log of answers, and how a member has done on a question. */
import { and, eq, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { answer, memberQuestion } from '../db/schema.ts';
import type { Rule } from '../question/points.ts';
import { PRIVATE_MODES } from './privacy.ts';

export type NewAnswer = Omit<typeof answer.$inferInsert, 'id' | 'correct' | 'points' | 'rule'>;

const p = sql.placeholder;

const standing = and(
  eq(memberQuestion.userId, p('userId')),
  eq(memberQuestion.questionKey, p('questionKey')),
  eq(memberQuestion.guildId, p('guildId')),
);

const statements = perDatabase((db) => ({
  insert: db
    .insert(answer)
    .values({
      guildId: p('guildId'),
      userId: p('userId'),
      questionKey: p('questionKey'),
      revision: p('revision'),
      mode: p('mode'),
      source: p('source'),
      optionOrder: p('optionOrder'),
      choice: p('choice'),
      typed: p('typed'),
      format: p('format'),
      confidence: p('confidence'),
      answeredAt: p('answeredAt'),
      correct: p('correct'),
      points: p('points'),
      rule: p('rule'),
    })
    .onConflictDoNothing()
    .returning({ id: answer.id })
    .prepare(),
  recorded: db
    .select({
      answerId: answer.id,
      choice: answer.choice,
      typed: answer.typed,
      correct: answer.correct,
      points: answer.points,
      rule: answer.rule,
    })
    .from(answer)
    .where(and(eq(answer.source, p('source')), eq(answer.userId, p('userId'))))
    .prepare(),
  lastPaid: db.select({ lastPaidAt: memberQuestion.lastPaidAt }).from(memberQuestion).where(standing).prepare(),
  forgetQuestion: db.delete(memberQuestion).where(standing).prepare(),
  addToQuestion: db
    .insert(memberQuestion)
    .values({
      userId: p('userId'),
      questionKey: p('questionKey'),
      guildId: p('guildId'),
      answers: 1,
      correct: p('right'),
      lastAnsweredAt: p('answeredAt'),
      lastCorrect: p('correct'),
      lastPaidAt: p('paidAt'),
    })
    .onConflictDoUpdate({
      target: [memberQuestion.userId, memberQuestion.questionKey, memberQuestion.guildId],
      set: {
        answers: sql`${memberQuestion.answers} + 1`,
        correct: sql`${memberQuestion.correct} + excluded.correct`,
        // A sealed answer reaches the log after later ones: the last is the one given last.
        lastAnsweredAt: sql`max(${memberQuestion.lastAnsweredAt}, excluded.last_answered_at)`,
        lastCorrect: sql`iif(excluded.last_answered_at >= ${memberQuestion.lastAnsweredAt}, excluded.last_correct, ${memberQuestion.lastCorrect})`,
        lastPaidAt: sql`coalesce(excluded.last_paid_at, ${memberQuestion.lastPaidAt})`,
      },
    })
    .prepare(),
  lastAnswers: db.$client.prepare<
    { guildId: string; userId: string; withPrivate: 0 | 1; limit: number },
    Pick<typeof answer.$inferSelect, 'answeredAt' | 'mode' | 'questionKey' | 'points' | 'rule'> & { correct: 0 | 1 }
  >(
    `select a.answered_at as answeredAt, a.mode, a.question_key as questionKey, a.correct, a.points, a.rule
     from answer a left join answer_withdrawn w on w.answer_id = a.id
     where a.guild_id = @guildId and a.user_id = @userId and w.answer_id is null
       and (@withPrivate or a.mode not in (${PRIVATE_MODES.map((mode) => `'${mode}'`).join()}))
     order by a.id desc limit @limit`,
  ),
}));

/** @returns the new answer's id; undefined when this member has answered from this source before */
export function insertAnswer(
  db: Db,
  given: NewAnswer,
  worth: { correct: boolean; points: number; rule: Rule },
): number | undefined {
  const [inserted] = statements(db).insert.all({ typed: null, format: null, confidence: null, ...given, ...worth });
  return inserted?.id;
}

/** What a member answered from one source. */
export function findRecorded(db: Db, { source, userId }: Pick<NewAnswer, 'source' | 'userId'>) {
  return statements(db).recorded.get({ source, userId });
}

/** When a question last paid a member in one server (UTC ms); null: it never has. */
export function lastPaidAt(db: Db, key: Pick<NewAnswer, 'userId' | 'guildId' | 'questionKey'>): number | null {
  return statements(db).lastPaid.get(key)?.lastPaidAt ?? null;
}

/** Keeps how the member has done on the question. */
export function addToQuestion(
  db: Db,
  { userId, guildId, questionKey, answeredAt }: NewAnswer,
  correct: boolean,
  points: number,
): void {
  const paidAt = points > 0 ? answeredAt : null;
  statements(db).addToQuestion.run({
    userId,
    guildId,
    questionKey,
    answeredAt,
    correct,
    right: correct ? 1 : 0,
    paidAt,
  });
}

/** Forgets how a member has done on a question. */
export function forgetQuestion(db: Db, key: Pick<NewAnswer, 'userId' | 'guildId' | 'questionKey'>): void {
  statements(db).forgetQuestion.run(key);
}

/**
 * A member's latest answers in one server that count, newest first.
 * @param withPrivate whether those given in mock exams and reviews are among them
 */
export function lastAnswers(
  db: Db,
  guildId: string,
  userId: string,
  { limit, withPrivate }: { limit: number; withPrivate: boolean },
) {
  return statements(db)
    .lastAnswers.all({ guildId, userId, limit, withPrivate: withPrivate ? 1 : 0 })
    .map((row) => ({ ...row, correct: row.correct === 1 }));
}
