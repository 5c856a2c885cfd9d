import { and, asc, desc, eq, isNotNull, isNull, lte, min, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { exam, examQuestion, question, topic } from '../db/schema.ts';
import { questionFacts } from '../question/store.ts';

export type Exam = typeof exam.$inferSelect;
export type ExamQuestion = typeof examQuestion.$inferSelect;

/** An exam that is over. */
export interface FinishedExam {
  id: string;
  packId: string;
  /** the blueprint's id */
  blueprint: string;
  /** the one domain it was about; null: all */
  domain: string | null;
  startedAt: number;
  finishedAt: number;
  /** questions answered right */
  correct: number;
  questions: number;
}

/** A question as SQLite gives it. */
interface OpenRow extends Omit<ExamQuestion, 'optionOrder' | 'choice' | 'judged' | 'correct'> {
  optionOrder: string;
  choice: string | null;
  judged: string | null;
  correct: 0 | 1 | null;
}

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  exam: db
    .select()
    .from(exam)
    .where(eq(exam.id, p('id')))
    .prepare(),
  running: db
    .select()
    .from(exam)
    .where(and(eq(exam.userId, p('userId')), isNull(exam.finishedAt)))
    .prepare(),
  runningQuestions: db.$client
    .prepare<{ userId: string }, number>(
      `select question_key from exam join exam_question on exam_id = exam.id where user_id = @userId and finished_at is null`,
    )
    .pluck(),
  overdue: db
    .select()
    .from(exam)
    .where(and(isNull(exam.finishedAt), lte(exam.endsAt, p('now'))))
    .orderBy(asc(exam.endsAt))
    .prepare(),
  finished: db
    .select({
      id: exam.id,
      packId: exam.packId,
      blueprint: exam.blueprint,
      domain: exam.domain,
      startedAt: exam.startedAt,
      finishedAt: sql<number>`${exam.finishedAt}`,
      correct: sql<number>`${exam.correct}`,
      questions: exam.questions,
    })
    .from(exam)
    .where(and(eq(exam.userId, p('userId')), isNotNull(exam.finishedAt)))
    .orderBy(desc(exam.startedAt))
    .limit(p('limit'))
    .prepare(),
  // Asked at each press of an exam, and so without drizzle, whose making of a row takes longer than all else.
  firstOpen: db.$client.prepare<{ examId: string }, OpenRow>(
    `select exam_id as examId, position, question_key as questionKey, revision, format, option_order as optionOrder, choice, judged,
            answered_at as answeredAt, correct, review_at as reviewAt
     from exam_question where exam_id = @examId and answered_at is null order by position limit 1`,
  ),
  questions: db
    .select({ asked: examQuestion, facts: questionFacts, currentRevision: question.revision })
    .from(examQuestion)
    .innerJoin(question, eq(question.key, examQuestion.questionKey))
    .innerJoin(topic, eq(topic.id, question.topicId))
    .where(eq(examQuestion.examId, p('examId')))
    .orderBy(asc(examQuestion.position))
    .prepare(),
  answer: db
    .update(examQuestion)
    .set({
      choice: sql`${sql.param(p('choice'), examQuestion.choice)}`,
      judged: sql`${sql.param(p('judged'), examQuestion.judged)}`,
      answeredAt: sql`${p('answeredAt')}`,
      correct: sql`${sql.param(p('correct'), examQuestion.correct)}`,
    })
    .where(and(eq(examQuestion.examId, p('examId')), eq(examQuestion.position, p('position'))))
    .prepare(),
  finish: db
    .update(exam)
    .set({ finishedAt: sql`${p('finishedAt')}`, correct: sql`${p('correct')}` })
    .where(and(eq(exam.id, p('id')), isNull(exam.finishedAt)))
    .prepare(),
  leftOpen: db
    .select({ position: examQuestion.position, questionKey: examQuestion.questionKey })
    .from(examQuestion)
    .innerJoin(question, eq(question.key, examQuestion.questionKey))
    .where(and(eq(examQuestion.examId, p('examId')), isNull(examQuestion.answeredAt), isNull(question.retiredAt)))
    .prepare(),
  putIntoReviews: db
    .update(examQuestion)
    .set({ reviewAt: sql`${p('now')}` })
    .where(and(eq(examQuestion.examId, p('examId')), eq(examQuestion.position, p('position'))))
    .prepare(),
  putAt: db
    .select({ at: min(examQuestion.reviewAt) })
    .from(examQuestion)
    .innerJoin(exam, eq(exam.id, examQuestion.examId))
    .where(
      and(
        eq(examQuestion.questionKey, p('questionKey')),
        isNotNull(examQuestion.reviewAt),
        eq(exam.userId, p('userId')),
      ),
    )
    .prepare(),
  allPut: db
    .select({
      userId: exam.userId,
      questionKey: examQuestion.questionKey,
      at: sql<number>`min(${examQuestion.reviewAt})`,
    })
    .from(examQuestion)
    .innerJoin(exam, eq(exam.id, examQuestion.examId))
    .where(isNotNull(examQuestion.reviewAt))
    .groupBy(exam.userId, examQuestion.questionKey)
    .prepare(),
  takeVerdicts: db.$client.prepare<[]>(
    `update exam_question set correct = a.correct
     from exam e join answer a on a.user_id = e.user_id
     where e.id = exam_question.exam_id and a.source = 'exam:' || exam_question.exam_id || ':' || exam_question.position`,
  ),
  recount: db.$client.prepare<[]>(
    `update exam set correct = (select count(*) from exam_question where exam_id = exam.id and correct)
     where finished_at is not null`,
  ),
  insert: db
    .insert(exam)
    .values({
      id: p('id'),
      userId: p('userId'),
      guildId: p('guildId'),
      packId: p('packId'),
      blueprint: p('blueprint'),
      domain: p('domain'),
      startedAt: p('startedAt'),
      endsAt: p('endsAt'),
      finishedAt: p('finishedAt'),
      correct: p('correct'),
      questions: p('questions'),
    })
    .prepare(),
  // One statement, prepared once, for any number of questions.
  insertQuestions: db.$client.prepare<{ examId: string; questions: string }>(
    `insert into exam_question (exam_id, position, question_key, revision, format, option_order)
     select @examId, key, value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(@questions)`,
  ),
  // A question seen counts as met: every one in a recent exam, the one at which a recent quiz was left, the recent questions
  // of the day in this server, and in other servers those that the member has answered, even if still sealed.
  met: db.$client
    .prepare<{ userId: string; guildId: string; since: number }, [number, number]>(
      `select question_key, max(at) from (
         select question_key, last_answered_at as at from member_question
         where user_id = @userId and last_answered_at >= @since
         union all
         select question_key, started_at from exam join exam_question on exam_id = exam.id
         where user_id = @userId and started_at >= @since
         union all
         select question_key, created_at from quiz join quiz_question on quiz_id = quiz.id
         where user_id = @userId and created_at >= @since
           and position = (select min(position) from quiz_question where quiz_id = quiz.id and answer_id is null)
         union all
         select question_key, sent_at from daily_delivery
         where guild_id = @guildId and state = 'sent' and sent_at >= @since
         union all
         select question_key, answered_at from daily_answer join daily_delivery on daily_delivery.id = delivery_id
         where user_id = @userId and answered_at >= @since
       ) group by question_key`,
    )
    .raw(),
}));

/**
 * When a member last met each question (UTC ms), by its key.
 * @param guildId the server in which they ask
 * @param since what was met before is left out, UTC ms
 */
export function listMet(
  db: Db,
  { userId, guildId }: Pick<Exam, 'userId' | 'guildId'>,
  since: number,
): Map<number, number> {
  return new Map(statements(db).met.all({ userId, guildId, since }));
}

/** @param questions in the order in which they are asked */
export function insertExam(
  db: Db,
  row: Exam,
  questions: readonly Pick<ExamQuestion, 'questionKey' | 'revision' | 'format' | 'optionOrder'>[],
): void {
  statements(db).insert.run(row);
  const rows = questions.map(({ questionKey, revision, format, optionOrder }) => [
    questionKey,
    revision,
    format,
    JSON.stringify(optionOrder),
  ]);
  statements(db).insertQuestions.run({ examId: row.id, questions: JSON.stringify(rows) });
}

export function findExam(db: Db, id: string): Exam | undefined {
  return statements(db).exam.get({ id });
}

/** The exam that a member has begun and not finished, overdue or not. */
export function findRunningExam(db: Db, userId: string): Exam | undefined {
  return statements(db).running.get({ userId });
}

/** The keys of all questions of the member's running exam: asked elsewhere meanwhile, they would be given away there. */
export function listRunningQuestions(db: Db, userId: string): Set<number> {
  return new Set(statements(db).runningQuestions.all({ userId }));
}

/** Running exams whose time is over, the longest over first. */
export function listOverdueExams(db: Db, now: number): Exam[] {
  return statements(db).overdue.all({ now });
}

/** A member's finished exams, the one begun last first. */
export function listFinishedExams(db: Db, userId: string, limit: number): FinishedExam[] {
  return statements(db).finished.all({ userId, limit });
}

/** The question at which an exam stands: the first that is not decided. */
export function findOpenQuestion(db: Db, examId: string): ExamQuestion | undefined {
  const row = statements(db).firstOpen.get({ examId });
  return (
    row && {
      ...row,
      optionOrder: JSON.parse(row.optionOrder) as number[],
      choice: row.choice === null ? null : (JSON.parse(row.choice) as number[]),
      judged: row.judged === null ? null : (JSON.parse(row.judged) as boolean[]),
      correct: row.correct === null ? null : row.correct === 1,
    }
  );
}

/** Every question of an exam, in the order asked, with the wording that it has today. */
export function listExamQuestions(db: Db, examId: string) {
  return statements(db).questions.all({ examId });
}

/** Keeps what was answered so far to one question; it is decided when `answeredAt` is set. */
export function saveAnswer(
  db: Db,
  {
    examId,
    position,
    choice,
    judged,
    answeredAt,
    correct,
  }: Pick<ExamQuestion, 'examId' | 'position' | 'choice' | 'judged' | 'answeredAt' | 'correct'>,
): void {
  statements(db).answer.run({ examId, position, choice, judged, answeredAt, correct });
}

export function finishExam(db: Db, id: string, finishedAt: number, correct: number): void {
  statements(db).finish.run({ id, finishedAt, correct });
}

/** The questions that an exam left open and that are still in their pack. */
export function listLeftOpen(db: Db, examId: string): Pick<ExamQuestion, 'position' | 'questionKey'>[] {
  return statements(db).leftOpen.all({ examId });
}

/** Notes that a question left open has a card from `now` on. */
export function setReviewAt(db: Db, examId: string, position: number, now: number): void {
  statements(db).putIntoReviews.run({ examId, position, now });
}

/** When a member put a question, left open, into their reviews (UTC ms); undefined: never, or they had its card before. */
export function findReviewAt(db: Db, userId: string, questionKey: number): number | undefined {
  return statements(db).putAt.get({ userId, questionKey })?.at ?? undefined;
}

/** The same of everybody and every question. */
export function listReviewAt(db: Db): { userId: string; questionKey: number; at: number }[] {
  return statements(db).allPut.all();
}

/** Takes the verdicts of the log over into all finished exams: their answers were scored anew. */
export function takeVerdictsOver(db: Db): void {
  statements(db).takeVerdicts.run();
  statements(db).recount.run();
}
