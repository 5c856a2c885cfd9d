import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { answer, question, quiz, quizQuestion, topic } from '../db/schema.ts';
import { questionFacts } from '../question/store.ts';

export type Quiz = typeof quiz.$inferSelect;
export type QuizQuestion = typeof quizQuestion.$inferSelect;

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  insert: db.$client.prepare<Omit<Quiz, 'finishedAt'>>(
    'insert into quiz (id, user_id, guild_id, created_at) values (@id, @userId, @guildId, @createdAt)',
  ),
  // One statement, prepared once, for any number of questions.
  insertQuestions: db.$client.prepare<{ quizId: string; questions: string }>(
    `insert into quiz_question (quiz_id, position, question_key, revision, option_order)
     select @quizId, key, value ->> 'questionKey', value ->> 'revision', value -> 'optionOrder' from json_each(@questions)`,
  ),
  quiz: db
    .select()
    .from(quiz)
    .where(eq(quiz.id, p('id')))
    .prepare(),
  // All that an answer has to know, in one read.
  question: db
    .select({
      userId: quiz.userId,
      guildId: quiz.guildId,
      finishedAt: quiz.finishedAt,
      revision: quizQuestion.revision,
      order: quizQuestion.optionOrder,
      answerId: quizQuestion.answerId,
      draft: quizQuestion.draft,
      total: sql<number>`(select count(*) from quiz_question where quiz_id = ${p('quizId')})`,
      openElsewhere: sql<number>`exists (select 1 from quiz_question
        where quiz_id = ${p('quizId')} and answer_id is null and position <> ${p('position')})`.mapWith(Boolean),
      facts: questionFacts,
    })
    .from(quizQuestion)
    .innerJoin(quiz, eq(quiz.id, quizQuestion.quizId))
    .innerJoin(question, eq(question.key, quizQuestion.questionKey))
    .innerJoin(topic, eq(topic.id, question.topicId))
    .where(and(eq(quizQuestion.quizId, p('quizId')), eq(quizQuestion.position, p('position'))))
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
  setDraft: db
    .update(quizQuestion)
    .set({ draft: sql`${p('draft')}` })
    .where(and(eq(quizQuestion.quizId, p('quizId')), eq(quizQuestion.position, p('position'))))
    .prepare(),
  finish: db
    .update(quiz)
    .set({ finishedAt: sql`${p('now')}` })
    .where(and(eq(quiz.id, p('id')), isNull(quiz.finishedAt)))
    .prepare(),
  results: db
    .select({
      position: quizQuestion.position,
      questionKey: quizQuestion.questionKey,
      revision: quizQuestion.revision,
      correct: answer.correct,
      points: answer.points,
      rule: answer.rule,
    })
    .from(quizQuestion)
    .leftJoin(answer, eq(answer.id, quizQuestion.answerId))
    .where(eq(quizQuestion.quizId, p('quizId')))
    .orderBy(asc(quizQuestion.position))
    .prepare(),
}));

/** @param questions in the order in which they are asked */
export function insertQuiz(
  db: Db,
  row: Omit<Quiz, 'finishedAt'>,
  questions: readonly Pick<QuizQuestion, 'questionKey' | 'revision' | 'optionOrder'>[],
): void {
  statements(db).insert.run(row);
  statements(db).insertQuestions.run({ quizId: row.id, questions: JSON.stringify(questions) });
}

export function findQuiz(db: Db, id: string): Quiz | undefined {
  return statements(db).quiz.get({ id });
}

export type QuestionInQuiz = NonNullable<ReturnType<typeof findQuestionInQuiz>>;

/** One question of a quiz with what belongs to it. */
export function findQuestionInQuiz(db: Db, quizId: string, position: number) {
  return statements(db).question.get({ quizId, position });
}

/** The position of the first question that is not answered yet. */
export function firstOpenPosition(db: Db, quizId: string): number | undefined {
  return statements(db).firstOpen.get({ quizId })?.position;
}

export function setAnswer(db: Db, quizId: string, position: number, answerId: number): void {
  statements(db).setAnswer.run({ quizId, position, answerId });
}

/** Keeps what was typed and was no answer yet. */
export function setDraft(db: Db, quizId: string, position: number, draft: string): void {
  statements(db).setDraft.run({ quizId, position, draft });
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
