/**
 * One member's quiz, from the first question to the summary. All of it is in the database, so it goes on after a restart
 * of the bot, and a button pressed twice finds that its question has been answered.
 */
import type { App } from '../app.ts';
import type { Grammars } from '../command-line/grammars.ts';
import { type Db, transaction } from '../db/open.ts';
import { UserError } from '../errors.ts';
import type { Sentence } from '../language.ts';
import { listRunningQuestions } from '../exam/store.ts';
import type { Difficulty, QuestionContent } from '../content/pack.ts';
import { judgeTyped, optionsAt, parseTyped, slipIn } from '../question/answering.ts';
import type { BankQuestion } from '../question/bank.ts';
import { followDifficulties } from '../question/bank-store.ts';
import { kindOf } from '../question/kinds/index.ts';
import { type QuestionFacts, getQuestionContent, listKnown, listLastAnswers } from '../question/store.ts';
import { type Random, randomId } from '../random.ts';
import { abilitiesOf } from '../readiness/level.ts';
import type { Rule } from '../question/points.ts';
import { recordAnswer } from '../score/record.ts';
import { type Subject, isWhole } from '../topic/subject.ts';
import { drawQuiz } from './draw.ts';
import * as store from './store.ts';
import { quizWords } from './words.ts';

export const MAX_QUESTIONS = 20;
export const DEFAULT_QUESTIONS = 5;

/** One question as it is asked in a quiz. */
export interface Asked {
  quizId: string;
  position: number;
  total: number;
  facts: QuestionFacts;
  content: QuestionContent;
  /** the options in the order shown: indices into `content.options` */
  order: number[];
  /** what was typed and handed back before */
  draft: string | null;
}

/** A question whose typed answer is handed back: it cannot be taken as one. */
export interface HandedBack extends Asked {
  slip: Sentence;
}

/** A question whose answer takes more presses than there have been so far. */
export interface Begun extends Asked {
  /** indices into `content.options`, in the order pressed */
  chosen: number[];
}

/** A question with its answer. */
export interface Answered extends Omit<Asked, 'draft'> {
  choice: number[];
  /** what was typed, where the answer is typed */
  typed: string | null;
  correct: boolean;
  points: number;
  rule: Rule;
  /** false when it had been answered before: the first answer counts */
  isNew: boolean;
  isLast: boolean;
}

export interface StartQuiz {
  userId: string;
  guildId: string;
  subject: Subject;
  difficulty?: Difficulty | undefined;
  count: number;
}

/**
 * Chooses the questions, shuffles their options and writes the quiz down. Those of the member's running mock exam are left
 * out, since a quiz tells what is right.
 * @returns the first question
 * @throws UserError when no question fits
 */
export function startQuiz(
  { db, bank }: Pick<App, 'db' | 'bank'>,
  { userId, guildId, subject, difficulty, count }: StartQuiz,
  now: number,
  random: Random,
): Asked {
  followDifficulties(db, bank);
  const standing = {
    known: listKnown(db, userId),
    barred: listRunningQuestions(db, userId),
    lastAnswers: () => listLastAnswers(db, userId),
  };
  // About everything, or a whole pack, a quiz is at the member's level; about a part it is what the member asked for.
  const abilities = isWhole(subject) ? abilitiesOf(db, userId) : undefined;
  const { questions, anyFits } = drawQuiz(bank, { subject, difficulty, count }, standing, random, abilities);
  if (questions.length === 0) {
    throw new UserError((reader) => {
      const words = quizWords(reader);
      if (anyFits) return words.allInExam(subject.name);
      return difficulty ? words.noneSoHard(subject.name) : words.none(subject.name);
    });
  }
  return startQuizOf(db, { userId, guildId, questions }, now, random);
}

export interface StartQuizOf extends Pick<StartQuiz, 'userId' | 'guildId'> {
  questions: readonly BankQuestion[];
}

/** Asks these questions, whatever else the member does. @returns the first one */
export function startQuizOf(db: Db, { userId, guildId, questions }: StartQuizOf, now: number, random: Random): Asked {
  const quizId = randomId(random);
  transaction(db, () =>
    store.insertQuiz(
      db,
      { id: quizId, userId, guildId, createdAt: now },
      questions.map(({ key, revision, kind, options }) => ({
        questionKey: key,
        revision,
        optionOrder: kindOf({ kind }).order(options, random),
      })),
    ),
  );
  return getAsked(db, userId, quizId, 0);
}

/**
 * Answers one question of a quiz, or says what is chosen so far where more has to be pressed: that is not kept. A second
 * answer to the same question changes nothing and returns the first.
 * @param shown the options chosen, as positions in the order shown
 * @throws UserError when the quiz is gone or is somebody else's
 */
export function answerQuestion(
  db: Db,
  userId: string,
  quizId: string,
  position: number,
  shown: readonly number[],
  now: number,
): Answered | Begun {
  return record(db, userId, quizId, position, now, ({ order }, content) => {
    const choice = optionsAt(order, shown);
    const kind = kindOf(content);
    if (!kind.isWhole(content, choice)) return { chosen: choice };
    if (choice.length === 0) throw new Error(`quiz ${quizId} has no such options: ${shown.join()}`);
    return { choice, typed: null, correct: kind.isRight(content, choice) };
  });
}

/**
 * Answers a question whose answer is typed, or hands back what is no answer at all and keeps it for the form: nothing is
 * counted then. Otherwise as `answerQuestion`.
 * @throws UserError also when nothing was typed
 */
export function typeAnswer(
  db: Db,
  userId: string,
  quizId: string,
  position: number,
  text: string,
  now: number,
  grammarOf: Grammars,
): Answered | HandedBack {
  const typed = parseTyped(text);
  return record<Pick<HandedBack, 'slip'> & { chosen: number[] }>(
    db,
    userId,
    quizId,
    position,
    now,
    ({ facts, answerId }, content) => {
      const grammar = grammarOf(facts.packId);
      const slip = slipIn(content, typed, grammar);
      if (!slip) return { choice: [], typed, correct: judgeTyped(content, typed, grammar).correct };
      if (answerId === null) store.setDraft(db, quizId, position, typed);
      return { chosen: [], slip };
    },
  );
}

/** By which the log knows the answer to one question of a quiz. */
export function sourceOf(quizId: string, position: number): string {
  return `quiz:${quizId}:${position}`;
}

interface Verdict {
  choice: number[];
  typed: string | null;
  correct: boolean;
}

function record<Unfinished extends { chosen: number[] }>(
  db: Db,
  userId: string,
  quizId: string,
  position: number,
  now: number,
  judged: (row: store.QuestionInQuiz, content: QuestionContent) => Verdict | Unfinished,
): Answered | (Asked & Unfinished) {
  return transaction(db, () => {
    const row = getQuestionInQuiz(db, userId, quizId, position);
    if (row.answerId === null && row.finishedAt !== null) throw new UserError((reader) => quizWords(reader).finished);
    const { facts, guildId, revision, order, total, draft } = row;
    const content = getQuestionContent(db, facts.key, revision);
    const verdict = judged(row, content);
    if ('chosen' in verdict && row.answerId === null)
      return { quizId, position, total, facts, content, order, draft, ...verdict };
    // Begun anew after it was answered: the log takes no second answer and gives back the first.
    const { choice, typed, correct } =
      'chosen' in verdict ? { choice: verdict.chosen, typed: null, correct: false } : verdict;
    const given = {
      guildId,
      userId,
      questionKey: facts.key,
      revision,
      mode: 'quiz' as const,
      source: sourceOf(quizId, position),
      optionOrder: order,
      choice,
      typed,
      answeredAt: now,
    };
    const recorded = recordAnswer(db, given, content, correct);
    const isLast = !row.openElsewhere;
    if (recorded.isNew) {
      store.setAnswer(db, quizId, position, recorded.answerId);
      if (isLast) store.finishQuiz(db, quizId, now);
    }
    return { quizId, position, total, facts, content, order, ...recorded, isLast };
  });
}

/**
 * The next question that is open, or nothing when the quiz is at its end.
 * @throws UserError when the quiz is gone or is somebody else's, or the member's running mock exam asks the question, too
 */
export function nextQuestion(db: Db, userId: string, quizId: string): Asked | undefined {
  const quiz = getOwnQuiz(db, userId, quizId);
  const position = quiz.finishedAt === null ? store.firstOpenPosition(db, quizId) : undefined;
  if (position === undefined) return undefined;
  const asked = getAsked(db, userId, quizId, position);
  if (listRunningQuestions(db, userId).has(asked.facts.key))
    throw new UserError((reader) => quizWords(reader).nextInExam);
  return asked;
}

/** @throws UserError when the quiz is gone or is somebody else's */
export function getOwnQuiz(db: Db, userId: string, quizId: string): store.Quiz {
  const quiz = store.findQuiz(db, quizId);
  if (!quiz) throw new UserError((reader) => quizWords(reader).gone);
  if (quiz.userId !== userId) throw new UserError((reader) => quizWords(reader).notYours);
  return quiz;
}

function getQuestionInQuiz(db: Db, userId: string, quizId: string, position: number): store.QuestionInQuiz {
  const row = store.findQuestionInQuiz(db, quizId, position);
  if (!row) throw new UserError((reader) => quizWords(reader).gone);
  if (row.userId !== userId) throw new UserError((reader) => quizWords(reader).notYours);
  return row;
}

/** One question of a quiz as it is put. @throws UserError when the quiz is gone or is somebody else's */
export function getAsked(db: Db, userId: string, quizId: string, position: number): Asked {
  const { facts, revision, order, total, draft } = getQuestionInQuiz(db, userId, quizId, position);
  return { quizId, position, total, facts, order, draft, content: getQuestionContent(db, facts.key, revision) };
}
