/** Writing an answer down: the log, what it was worth, and the totals kept from it, in one transaction. */
import { and, desc, eq, sql } from 'drizzle-orm';
import { findTimeZone } from '../guild/settings.ts';
import type { QuestionContent } from '../pack/schema.ts';
import { type Db, perDatabase, transaction } from '../db/open.ts';
import { answer, answerScore, memberDay, memberDomain, memberQuestion, pointsTotal } from '../db/schema.ts';
import { type QuestionFacts, findQuestion } from '../question/store.ts';
import { localDate } from '../time/local-day.ts';
import { periodKeys } from '../time/period.ts';
import { subjectKeys } from '../topic/subject.ts';
import { type Rule, isRight, scoreAnswer } from './rules.ts';

export type NewAnswer = Omit<typeof answer.$inferInsert, 'id'>;

export interface Recorded {
  answerId: number;
  correct: boolean;
  points: number;
  rule: Rule;
  /** the options chosen, of the first answer: indices into the question's own list */
  choice: number[];
  /** false: this had been answered before, and the values are those of the first answer */
  isNew: boolean;
}

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  insertAnswer: db
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
      answeredAt: p('answeredAt'),
    })
    .onConflictDoNothing()
    .returning({ id: answer.id })
    .prepare(),
  recorded: db
    .select({
      answerId: answer.id,
      choice: answer.choice,
      correct: answerScore.correct,
      points: answerScore.points,
      rule: answerScore.rule,
    })
    .from(answer)
    .innerJoin(answerScore, eq(answerScore.answerId, answer.id))
    .where(and(eq(answer.source, p('source')), eq(answer.userId, p('userId'))))
    .prepare(),
  insertScore: db
    .insert(answerScore)
    .values({ answerId: p('answerId'), correct: p('correct'), points: p('points'), rule: p('rule') })
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
        lastAnsweredAt: sql`excluded.last_answered_at`,
        lastCorrect: sql`excluded.last_correct`,
        lastPaidAt: sql`coalesce(excluded.last_paid_at, ${memberQuestion.lastPaidAt})`,
      },
    })
    .prepare(),
  addToDomain: db
    .insert(memberDomain)
    .values({
      userId: p('userId'),
      guildId: p('guildId'),
      packId: p('packId'),
      domain: p('domain'),
      answers: 1,
      correct: p('right'),
    })
    .onConflictDoUpdate({
      target: [memberDomain.userId, memberDomain.guildId, memberDomain.packId, memberDomain.domain],
      set: { answers: sql`${memberDomain.answers} + 1`, correct: sql`${memberDomain.correct} + excluded.correct` },
    })
    .prepare(),
  addToDay: db
    .insert(memberDay)
    .values({
      userId: p('userId'),
      guildId: p('guildId'),
      day: p('day'),
      answers: 1,
      correct: p('right'),
      points: p('points'),
    })
    .onConflictDoUpdate({
      target: [memberDay.userId, memberDay.guildId, memberDay.day],
      set: {
        answers: sql`${memberDay.answers} + 1`,
        correct: sql`${memberDay.correct} + excluded.correct`,
        points: sql`${memberDay.points} + excluded.points`,
      },
    })
    .prepare(),
  addPoints: db
    .insert(pointsTotal)
    .values({
      guildId: p('guildId'),
      period: p('period'),
      subject: p('subject'),
      userId: p('userId'),
      points: p('points'),
    })
    .onConflictDoUpdate({
      target: [pointsTotal.guildId, pointsTotal.period, pointsTotal.subject, pointsTotal.userId],
      set: { points: sql`${pointsTotal.points} + excluded.points` },
    })
    .prepare(),
  lastAnswers: db
    .select({
      answeredAt: answer.answeredAt,
      mode: answer.mode,
      questionKey: answer.questionKey,
      revision: answer.revision,
      correct: answerScore.correct,
      points: answerScore.points,
      rule: answerScore.rule,
    })
    .from(answer)
    .innerJoin(answerScore, eq(answerScore.answerId, answer.id))
    .where(and(eq(answer.guildId, p('guildId')), eq(answer.userId, p('userId'))))
    .orderBy(desc(answer.id))
    .limit(p('limit'))
    .prepare(),
}));

/**
 * Records one answer and what it earns. The same source and member a second time changes nothing and returns what the
 * first answer earned, so that a double press can be called twice.
 */
export function recordAnswer(db: Db, given: NewAnswer, content: QuestionContent): Recorded {
  return transaction(db, () => {
    const [inserted] = statements(db).insertAnswer.all(given);
    if (!inserted) {
      const before = statements(db).recorded.get({ source: given.source, userId: given.userId });
      if (!before) throw new Error(`the answer to ${given.source} is in the log without a score`);
      return { ...before, isNew: false };
    }
    const correct = isRight(content.options, given.choice);
    const earned = deriveFrom(db, { ...given, id: inserted.id }, correct);
    return { answerId: inserted.id, choice: given.choice, correct, ...earned, isNew: true };
  });
}

/** Writes everything that is derived from one logged answer: its score and the kept totals. Also used by a rebuild. */
export function deriveFrom(
  db: Db,
  logged: NewAnswer & { id: number },
  correct: boolean,
): { points: number; rule: Rule } {
  const { userId, guildId, questionKey, answeredAt } = logged;
  const question = findQuestion(db, questionKey);
  const member = { userId, guildId };
  const lastPaidAt = statements(db).lastPaid.get({ ...member, questionKey })?.lastPaidAt ?? null;
  const { points, rule } = scoreAnswer(correct, question.difficulty, lastPaidAt, answeredAt);
  const right = correct ? 1 : 0;
  const day = localDate(answeredAt, findTimeZone(db, guildId));

  statements(db).insertScore.run({ answerId: logged.id, correct: right, points, rule });
  statements(db).addToQuestion.run({
    ...member,
    questionKey,
    right,
    correct: right,
    answeredAt,
    paidAt: points > 0 ? answeredAt : null,
  });
  statements(db).addToDomain.run({ ...member, packId: question.packId, domain: question.domain ?? '', right });
  addToCalendar(db, member, question, day, right, points, periodKeys(day));
  return { points, rule };
}

/** Adds one answer to the totals that go by the calendar. */
export function addToCalendar(
  db: Db,
  member: { userId: string; guildId: string },
  question: QuestionFacts,
  day: string,
  right: 0 | 1,
  points: number,
  periods: readonly string[],
): void {
  statements(db).addToDay.run({ ...member, day, right, points });
  if (points === 0) return;
  for (const period of periods) {
    for (const subject of subjectKeys(question)) statements(db).addPoints.run({ ...member, period, subject, points });
  }
}

export type PastAnswer = ReturnType<typeof lastAnswers>[number];

/** A member's latest answers in one server, newest first. */
export function lastAnswers(db: Db, guildId: string, userId: string, limit: number) {
  return statements(db).lastAnswers.all({ guildId, userId, limit });
}
