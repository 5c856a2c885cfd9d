/** Making what is derived from the log of answers again: all of it, or what hangs on a server's calendar. */
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { type Db, transaction } from '../db/open.ts';
import { answer, answerWithdrawn, logPosition, memberQuestion, question } from '../db/schema.ts';
import { takeVerdictsOver } from '../exam/store.ts';
import type { QuestionContent } from '../pack/content.ts';
import { findTimeZone } from '../guild/settings.ts';
import { asCorrected } from '../question/corrected.ts';
import { findQuestion, getQuestionContent } from '../question/store.ts';
import { DAY_MS, localDate, rememberingLocalDate } from '../time/local-day.ts';
import { oldestKeptKeys } from '../time/period.ts';
import { addToQuestion, scoreFor } from './record.ts';
import { isRight, isRightOneByOne } from './rules.ts';
import { FOLLOWERS, followLog } from './follow.ts';
import { sumCalendar } from './totals.ts';

// Longer than any period that a leaderboard asks for and that is still running.
const CALENDAR_MS = 40 * DAY_MS;

/** Whether a typed answer is right by the words of a question; undefined where it cannot be judged. */
export type TypedJudge = (packId: string, typed: string, content: QuestionContent) => boolean | undefined;

/**
 * Scores every logged answer anew, by the questions as they stand now, and sums everything up again, the results of mock
 * exams included. A typed answer that `judgeTyped` does not judge keeps its verdict.
 */
export function rebuild(db: Db, judgeTyped: TypedJudge = () => undefined): { answers: number } {
  return transaction(db, () => {
    const derived = [memberQuestion, logPosition, ...FOLLOWERS.flatMap(({ tables }) => tables)];
    for (const table of derived) db.delete(table).run();
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
    takeVerdictsOver(db);
    for (const follower of FOLLOWERS) follower.begin?.(db);
    followLog(db);
    return { answers };
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
  if (!current || current.revision === revision) return verdictBy(then.options, logged);
  const now = getQuestionContent(db, questionKey, current.revision);
  return verdictBy(asCorrected(then, now).options, logged);
}

function verdictBy(
  options: QuestionContent['options'],
  { format, choice, optionOrder, correct }: typeof answer.$inferSelect,
): boolean {
  return format === 'domc' ? (isRightOneByOne(options, optionOrder, choice) ?? correct) : isRight(options, choice);
}

/** Sums a server's days, and its running weeks and months, anew: its time zone changed, and with it what "today" is. */
export function resumPeriods(db: Db, guildId: string, now: number): void {
  transaction(db, () => {
    followLog(db);
    sumCalendar(db, guildId, rememberingLocalDate(findTimeZone(db, guildId)), now - CALENDAR_MS);
  });
}

/** Forgets the points of days, weeks and months that no leaderboard shows any more. */
export function prunePeriods(db: Db, now: number): number {
  // Goes from server to server through the primary key, so that nothing but what is deleted is read.
  const forget = db.$client.prepare<{ prefix: string; before: string }>(
    `with recursive server (id) as (
       select min(guild_id) from points_total
       union all
       select (select min(guild_id) from points_total where guild_id > server.id) from server where server.id is not null
     )
     delete from points_total
     where guild_id in (select id from server where id is not null) and period >= @prefix and period < @before`,
  );
  return oldestKeptKeys(localDate(now, 'UTC'))
    .map((range) => forget.run(range).changes)
    .reduce((sum, changes) => sum + changes, 0);
}
