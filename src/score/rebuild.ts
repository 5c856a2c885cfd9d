/** Making what is derived from the log of answers again. */
import { type Db, transaction } from '../db/open.ts';
import type { answer } from '../db/schema.ts';
import type { QuestionContent } from '../content/pack.ts';
import { asCorrected } from '../question/corrected.ts';
import { kindOf } from '../question/kinds/index.ts';
import { isRightOneByOne } from '../question/one-by-one.ts';
import { findQuestion, getQuestionContent } from '../question/store.ts';
import { scoreFor } from './record.ts';
import { addToQuestion } from './record-store.ts';
import { type SetAside, followAll } from './follow.ts';
import type { Follower } from './logged-answer.ts';
import * as store from './rebuild-store.ts';

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
    store.empty(
      db,
      followers.flatMap(({ tables }) => tables),
    );
    let answers = 0;
    for (const logged of store.eachAnswer(db)) {
      const correct = isRightToday(db, logged, judgeTyped);
      const { points, rule } = scoreFor(db, logged, correct, findQuestion(db, logged.questionKey).difficulty);
      store.setVerdict(db, logged.id, { correct, points, rule });
      addToQuestion(db, logged, correct, points);
      answers++;
    }
    for (const follower of followers) follower.begin?.(db);
    return { answers, setAside: followAll(db, followers, now) };
  });
}

/**
 * Whether an answer is right by the question's present wording. Where an option of that time is not among today's,
 * the wording of that time decides. Where the options came one at a time and those that were shown decide nothing,
 * the verdict stays.
 */
function isRightToday(db: Db, logged: typeof answer.$inferSelect, judgeTyped: TypedJudge): boolean {
  const { questionKey, revision, typed } = logged;
  const then = getQuestionContent(db, questionKey, revision);
  const current = store.findCurrent(db, questionKey);
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
