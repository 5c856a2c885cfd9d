/** The end of a quiz: what came of it, and what was missed, to be looked at or asked again. */
import type { App } from '../app.ts';
import { type Db, transaction } from '../db/open.ts';
import { UserError } from '../errors.ts';
import { listRunningQuestions } from '../exam/store.ts';
import type { Rule } from '../question/points.ts';
import { type QuestionFacts, findQuestion, getQuestionContent } from '../question/store.ts';
import type { Random } from '../random.ts';
import { findRecorded } from '../score/record-store.ts';
import { type Answered, type Asked, getAsked, getOwnQuiz, sourceOf, startQuizOf } from './session.ts';
import * as store from './store.ts';
import { quizWords } from './words.ts';

/** A question of a quiz with what came of it; null where it was not answered. */
export interface QuizResult {
  position: number;
  facts: QuestionFacts;
  prompt: string;
  correct: boolean | null;
  points: number;
  rule: Rule | null;
}

export interface QuizSummary {
  quizId: string;
  /** in the order asked */
  results: QuizResult[];
}

/** Ends a quiz, answered to the end or not, and sums it up. */
export function endQuiz(db: Db, userId: string, quizId: string, now: number): QuizSummary {
  return transaction(db, () => {
    const summary = getSummary(db, userId, quizId);
    store.finishQuiz(db, quizId, now);
    return summary;
  });
}

/** What came of a quiz so far. @throws UserError when it is gone or is somebody else's */
export function getSummary(db: Db, userId: string, quizId: string): QuizSummary {
  getOwnQuiz(db, userId, quizId);
  const results = store.quizResults(db, quizId).map(({ position, questionKey, revision, correct, points, rule }) => ({
    position,
    facts: findQuestion(db, questionKey),
    prompt: getQuestionContent(db, questionKey, revision).prompt,
    correct,
    points: points ?? 0,
    rule,
  }));
  return { quizId, results };
}

/** What was answered wrong; what was left open was not missed. */
export function missedIn({ results }: QuizSummary): QuizResult[] {
  return results.filter(({ correct }) => correct === false);
}

/**
 * Starts a quiz of what was answered wrong in another, as its questions are asked now. Those of the member's running mock exam
 * are left out, since a quiz tells what is right.
 * @returns the first question
 * @throws UserError when none is left, or the other quiz is gone or is somebody else's
 */
export function startMissed(
  { db, bank }: Pick<App, 'db' | 'bank'>,
  { userId, guildId, quizId }: { userId: string; guildId: string; quizId: string },
  now: number,
  random: Random,
): Asked {
  const barred = listRunningQuestions(db, userId);
  const asked = missedIn(getSummary(db, userId, quizId)).flatMap(({ facts }) => bank.find(facts.key) ?? []);
  const questions = asked.filter(({ key }) => !barred.has(key));
  if (questions.length === 0) {
    const isInExam = asked.length > 0;
    throw new UserError((reader) => (isInExam ? quizWords(reader).allInExam('') : quizWords(reader).missedGone));
  }
  return startQuizOf(db, { userId, guildId, questions }, now, random);
}

/** A question of a quiz with its answer, to be read once more. */
export interface LookedAt extends Pick<Answered, 'facts' | 'content' | 'order' | 'choice' | 'typed' | 'correct'> {
  summary: QuizSummary;
  position: number;
}

/** @throws UserError when the quiz is gone or is somebody else's, or the question was not answered in it */
export function lookAt(db: Db, userId: string, quizId: string, position: number): LookedAt {
  return transaction(db, () => {
    const { facts, content, order } = getAsked(db, userId, quizId, position);
    const answer = findRecorded(db, { userId, source: sourceOf(quizId, position) });
    if (!answer) throw new UserError((reader) => quizWords(reader).notAnswered);
    const { choice, typed, correct } = answer;
    return { summary: getSummary(db, userId, quizId), position, facts, content, order, choice, typed, correct };
  });
}
