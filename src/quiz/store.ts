import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { answerScore, quiz, quizQuestion } from '../db/schema.ts';

export type Quiz = typeof quiz.$inferSelect;
export type QuizQuestion = typeof quizQuestion.$inferSelect;

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  quiz: db
    .select()
    .from(quiz)
    .where(eq(quiz.id, p('id')))
    .prepare(),
  question: db
    .select()
    .from(quizQuestion)
    .where(and(eq(quizQuestion.quizId, p('quizId')), eq(quizQuestion.position, p('position'))))
    .prepare(),
  count: db
    .select({ count: sql<number>`count(*)` })
    .from(quizQuestion)
    .where(eq(quizQuestion.quizId, p('quizId')))
    .prepare(),
  firstOpen: db
    .select({ position: quizQuestion.position })
    .from(quizQuestion)
    .where(and(eq(quizQuestion.quizId, p('quizId')), isNull(quizQuestion.answerId)))
    .orderBy(asc(quizQuestion.position))
    .limit(1)
    .prepare(),
  setAnswer: db
    .update(quizQuestion)
    .set({ answerId: sql`${p('answerId')}` })
    .where(and(eq(quizQuestion.quizId, p('quizId')), eq(quizQuestion.position, p('position'))))
    .prepare(),
  finish: db
    .update(quiz)
    .set({ finishedAt: sql`${p('now')}` })
    .where(and(eq(quiz.id, p('id')), isNull(quiz.finishedAt)))
    .prepare(),
  results: db
    .select({
      questionKey: quizQuestion.questionKey,
      revision: quizQuestion.revision,
      correct: answerScore.correct,
      points: answerScore.points,
      rule: answerScore.rule,
    })
    .from(quizQuestion)
    .leftJoin(answerScore, eq(answerScore.answerId, quizQuestion.answerId))
    .where(eq(quizQuestion.quizId, p('quizId')))
    .orderBy(asc(quizQuestion.position))
    .prepare(),
}));

export function insertQuiz(
  db: Db,
  row: typeof quiz.$inferInsert,
  questions: Omit<QuizQuestion, 'quizId' | 'answerId'>[],
): void {
  db.insert(quiz).values(row).run();
  db.insert(quizQuestion)
    .values(questions.map((question) => ({ ...question, quizId: row.id })))
    .run();
}

export function findQuiz(db: Db, id: string): Quiz | undefined {
  return statements(db).quiz.get({ id });
}

export function findQuizQuestion(db: Db, quizId: string, position: number): QuizQuestion | undefined {
  return statements(db).question.get({ quizId, position });
}

export function countQuestions(db: Db, quizId: string): number {
  return statements(db).count.get({ quizId })?.count ?? 0;
}

/** The position of the first question not answered yet. */
export function firstOpenPosition(db: Db, quizId: string): number | undefined {
  return statements(db).firstOpen.get({ quizId })?.position;
}

export function setAnswer(db: Db, quizId: string, position: number, answerId: number): void {
  statements(db).setAnswer.run({ quizId, position, answerId });
}

export function finishQuiz(db: Db, id: string, now: number): void {
  statements(db).finish.run({ id, now });
}

/** Every question of a quiz with what its answer was worth; nulls where it was not answered. */
export function quizResults(db: Db, quizId: string) {
  return statements(db).results.all({ quizId });
}

/** Forgets quizzes that began before `before`; their answers stay in the log. */
export function deleteOldQuizzes(db: Db, before: number): number {
  return db.delete(quiz).where(lt(quiz.createdAt, before)).run().changes;
}
