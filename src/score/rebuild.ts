/** Making what is derived from the log of answers again. */
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { type Db, transaction } from '../db/open.ts';
import {
  answer,
  answerSetAside,
  answerWithdrawn,
  logPosition,
  memberQuestion,
  question,
  zoneChange,
} from '../db/schema.ts';
import type { QuestionContent } from '../content/pack.ts';
import { asCorrected } from '../question/corrected.ts';
import { kindOf } from '../question/kinds/index.ts';
import { isRightOneByOne } from '../question/one-by-one.ts';
import { findQuestion, getQuestionContent } from '../question/store.ts';
import { addToQuestion, scoreFor } from './record.ts';
import { type SetAside, followAll } from './follow.ts';
import type { Follower } from './logged-answer.ts';

/** Whether a typed answer is right by the words of a question; undefined where it cannot be judged. */
export type TypedJudge = (packId: string, typed: string, content: QuestionContent) => boolean | undefined;

/**
 * Scores every logged answer anew, by the questions as they stand now, and has it followed from the start. A typed answer
 * that `judgeTyped` does not judge keeps its verdict.
 * @param now UTC milliseconds
 * @returns how many answers there are, and those that could not be taken into what is derived
 */
export function rebuild(
  db: Db,
  followers: readonly Follower[],
  now: number,
  judgeTyped: TypedJudge = () => undefined,
): { answers: number; setAside: SetAside[] } {
  return transaction(db, () => {
    const kept = followers.flatMap(({ tables }) => tables);
    for (const table of [memberQuestion, logPosition, answerSetAside, zoneChange, ...kept]) db.delete(table).run();
    const setScore = db
      .update(answer)
      .set({
        correct: sql`${sql.placeholder('correct')}`,
        points: sql`${sql.placeholder('points')}`,
        rule: sql`${sql.placeholder('rule')}`,
      })
      .where(eq(answer.id, sql.placeholder('id')))
      .prepare();
    let answers = 0;
    for (const logged of eachAnswer(db)) {
      const correct = isRightToday(db, logged, judgeTyped);
      const { points, rule } = scoreFor(db, logged, correct, findQuestion(db, logged.questionKey).difficulty);
      setScore.run({ id: logged.id, correct: correct ? 1 : 0, points, rule });
      addToQuestion(db, logged, correct, points);
      answers++;
    }
    for (const follower of followers) follower.begin?.(db);
    return { answers, setAside: followAll(db, followers, now) };
  });
}

/** All answers that count, in the order of the log, read in pages: a statement may not write while another reads. */
function* eachAnswer(db: Db) {
  const page = db
    .select(getTableColumns(answer))
    .from(answer)
    .leftJoin(answerWithdrawn, eq(answerWithdrawn.answerId, answer.id))
    .where(and(sql`${answer.id} > ${sql.placeholder('after')}`, isNull(answerWithdrawn.answerId)))
    .orderBy(answer.id)
    .limit(1000)
    .prepare();
  for (let after = 0; ;) {
    const rows = page.all({ after });
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/**
 * Whether an answer is right by the question's present wording. Where an option of then is not among the options of now,
 * the wording of then decides. Where the options came one at a time and those that were shown decide nothing, the verdict
 * stays.
 */
function isRightToday(db: Db, logged: typeof answer.$inferSelect, judgeTyped: TypedJudge): boolean {
  const { questionKey, revision, typed } = logged;
  const then = getQuestionContent(db, questionKey, revision);
  const current = db
    .select({ revision: question.revision, packId: question.packId })
    .from(question)
    .where(eq(question.key, questionKey))
    .get();
  if (typed !== null) {
    const content = current ? getQuestionContent(db, questionKey, current.revision) : then;
    return judgeTyped(current?.packId ?? '', typed, content) ?? logged.correct;
  }
  if (!current || current.revision === revision) return verdictBy(then, logged);
  const now = getQuestionContent(db, questionKey, current.revision);
  return verdictBy(asCorrected(then, now), logged);
}

function verdictBy(
  content: QuestionContent,
  { format, choice, optionOrder, correct }: typeof answer.$inferSelect,
): boolean {
  return format === 'domc'
    ? (isRightOneByOne(content.options, optionOrder, choice) ?? correct)
    : kindOf(content).isRight(content, choice);
}
