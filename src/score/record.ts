/** Writing an answer down, with what it is worth. What is derived follows: see follow.ts. */
import { and, eq, sql } from 'drizzle-orm';
import { type Db, perDatabase, transaction } from '../db/open.ts';
import { answer, memberQuestion } from '../db/schema.ts';
import type { Difficulty, QuestionContent } from '../content/pack.ts';
import { kindOf } from '../question/kinds/index.ts';
import { PRIVATE_MODES } from './privacy.ts';
import { type Rule, scoreAnswer } from '../question/points.ts';

export type NewAnswer = Omit<typeof answer.$inferInsert, 'id' | 'correct' | 'points' | 'rule'>;

export interface Recorded {
  answerId: number;
  correct: boolean;
  points: number;
  rule: Rule;
  /** the options chosen, of the first answer: indices into the question's own list */
  choice: number[];
  /** what was typed, where the answer is typed */
  typed: string | null;
  /** false: this had been answered before, and the values are those of the first answer */
  isNew: boolean;
}

const p = sql.placeholder;

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
  lastPaid: db
    .select({ lastPaidAt: memberQuestion.lastPaidAt })
    .from(memberQuestion)
    .where(
      and(
        eq(memberQuestion.userId, p('userId')),
        eq(memberQuestion.questionKey, p('questionKey')),
        eq(memberQuestion.guildId, p('guildId')),
      ),
    )
    .prepare(),
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

/**
 * Records one answer and what it earns. The same source and member a second time changes nothing and returns what the
 * first answer earned, so that a double press can be called twice.
 * @param correct by the options chosen, unless the answer was typed and judged
 */
export function recordAnswer(
  db: Db,
  given: NewAnswer,
  content: QuestionContent,
  correct = kindOf(content).isRight(content, given.choice),
): Recorded {
  return transaction(db, () => {
    const { points, rule } = scoreFor(db, given, correct, content.difficulty);
    const [inserted] = statements(db).insert.all({
      typed: null,
      format: null,
      confidence: null,
      ...given,
      correct,
      points,
      rule,
    });
    if (!inserted) {
      const before = statements(db).recorded.get({ source: given.source, userId: given.userId });
      if (!before) throw new Error(`the answer to ${given.source} was not taken into the log`);
      return { ...before, isNew: false };
    }
    addToQuestion(db, given, correct, points);
    return {
      answerId: inserted.id,
      choice: given.choice,
      typed: given.typed ?? null,
      correct,
      points,
      rule,
      isNew: true,
    };
  });
}

/** What an answer is worth, by what this member has earned with its question before. */
export function scoreFor(
  db: Db,
  { userId, guildId, questionKey, answeredAt, mode }: NewAnswer,
  correct: boolean,
  difficulty: Difficulty,
): { points: number; rule: Rule } {
  // Whoever reviews has just seen the answer, or may take theirs back and give the right one: that is for themselves.
  if (mode === 'review') return { points: 0, rule: correct ? 'practice' : 'wrong' };
  const lastPaidAt = statements(db).lastPaid.get({ userId, guildId, questionKey })?.lastPaidAt ?? null;
  return scoreAnswer(correct, difficulty, lastPaidAt, answeredAt);
}

/** Keeps how the member stands with the question. */
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
