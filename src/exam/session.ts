/**
 * One member's mock exam, from the first question to the last. All of it is in the database, so that it goes on after a
 * restart of the bot. What is answered goes into the log when the exam is finished, all at once: until then nothing tells
 * the member, or a leaderboard, what was right.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '../app.ts';
import { isBusy } from '../db/busy.ts';
import { type Db, transaction } from '../db/open.ts';
import { UserError } from '../errors.ts';
import type { QuestionContent } from '../content/pack.ts';
import { optionsAt } from '../question/answering.ts';
import { kindOf } from '../question/kinds/index.ts';
import { isRightOneByOne } from '../question/one-by-one.ts';
import { getQuestionContent } from '../question/store.ts';
import { recordAnswer } from '../score/record.ts';
import * as store from './store.ts';
import { examWords } from './words.ts';

/** The question at which a running exam stands. */
export interface OpenQuestion {
  exam: store.Exam;
  position: number;
  format: store.ExamQuestion['format'];
  content: QuestionContent;
  /** the options in the order shown: indices into `content.options` */
  order: number[];
  /** `domc`: how many options have been judged; the next in `order` is the one on show */
  judged: number;
  /** `choice`: the options chosen so far, where one press does not make an answer: indices into `content.options` */
  chosen: number[];
}

/**
 * Where an exam stands after a member did something.
 * `counted`: whether what they did counted; it does not where the question was decided before, or the exam was over.
 */
export type Standing =
  | { state: 'open'; question: OpenQuestion; counted: boolean }
  | { state: 'finished'; exam: store.Exam; by: 'last-answer' | 'hand-in' | 'time' | 'before' };

/** Where the member's running exam stands; nothing when none runs. One whose time is over is closed by this. */
export function findStanding(db: Db, userId: string, now: number): Standing | undefined {
  const exam = store.findRunningExam(db, userId);
  return exam && proceed(db, userId, exam.id, now, () => false);
}

/** Where one exam stands. @throws UserError when it is gone or is somebody else's */
export function getStanding(db: Db, userId: string, examId: string, now: number): Standing {
  return proceed(db, userId, examId, now, () => false);
}

/**
 * Judges the option on show of a question whose options come one at a time.
 * @param place which option it was, by its place in the order shown: a second press on the same one finds another
 * @throws UserError when the exam is gone or is somebody else's
 */
export function judgeOption(
  db: Db,
  userId: string,
  examId: string,
  { position, place, isYes }: { position: number; place: number; isYes: boolean },
  now: number,
): Standing {
  return proceed(db, userId, examId, now, (open) => {
    const judged = open.judged ?? [];
    if (open.format !== 'domc' || open.position !== position || judged.length !== place) return false;
    const nowJudged = [...judged, isYes];
    const { shown, yes } = judgedOptions({ ...open, judged: nowJudged });
    const { options } = getQuestionContent(db, open.questionKey, open.revision);
    const verdict = isRightOneByOne(options, shown, yes);
    store.saveAnswer(db, {
      ...open,
      judged: nowJudged,
      answeredAt: verdict === undefined ? null : now,
      correct: verdict ?? null,
    });
    return true;
  });
}

/**
 * Answers a question that shows all its options; where more has to be pressed, nothing is kept.
 * @param places the options chosen, as places in the order shown
 * @throws UserError when the exam is gone or is somebody else's
 */
export function chooseOptions(
  db: Db,
  userId: string,
  examId: string,
  { position, places }: { position: number; places: readonly number[] },
  now: number,
): Standing {
  let chosen: number[] = [];
  const standing = proceed(db, userId, examId, now, (open) => {
    if (open.format !== 'choice' || open.position !== position) return false;
    const choice = optionsAt(open.optionOrder, places);
    const content = getQuestionContent(db, open.questionKey, open.revision);
    const kind = kindOf(content);
    if (!kind.isWhole(content, choice)) {
      chosen = choice;
      return true;
    }
    if (choice.length === 0) return false;
    store.saveAnswer(db, { ...open, choice, answeredAt: now, correct: kind.isRight(content, choice) });
    return true;
  });
  return standing.state === 'open' ? { ...standing, question: { ...standing.question, chosen } } : standing;
}

/** Ends an exam before its time. @throws UserError when it is gone or is somebody else's */
export function handIn(db: Db, userId: string, examId: string, now: number): Standing {
  return transaction(db, () => {
    const standing = proceed(db, userId, examId, now, () => false);
    return standing.state === 'open' ? finish(db, standing.question.exam, now, 'hand-in') : standing;
  });
}

/**
 * Closes and scores the exams whose time is over; other work gets its turn after each.
 * @param signal ends it between two of them
 * @returns how many
 */
export async function closeOverdueExams(
  { db, log }: Pick<App, 'db' | 'log'>,
  now: number,
  signal?: AbortSignal,
): Promise<number> {
  let closed = 0;
  for (const exam of store.listOverdueExams(db, now)) {
    await nextTurn();
    if (signal?.aborted) break;
    try {
      transaction(db, () => finish(db, exam, exam.endsAt, 'time'));
      closed++;
    } catch (error) {
      // While another program holds the database each try blocks the thread: the rest waits for the next turn.
      if (isBusy(error)) throw error;
      // A fault of ours with one exam must not keep the others open; it is tried again at the next turn of the clock.
      log.error({ err: error, exam: exam.id }, 'an exam could not be closed');
    }
  }
  return closed;
}

/** The options of a `domc` question that were shown, and those judged Yes: indices into the question's own list. */
export function judgedOptions({ optionOrder: order, judged }: Pick<store.ExamQuestion, 'optionOrder' | 'judged'>) {
  const shown = order.slice(0, judged?.length ?? 0);
  return { shown, yes: shown.filter((_, place) => judged?.[place]) };
}

/** Does something to the question at which an exam stands, if its time is not over, and says where it stands then. */
function proceed(
  db: Db,
  userId: string,
  examId: string,
  now: number,
  act: (open: store.ExamQuestion) => boolean,
): Standing {
  return transaction(db, () => {
    const exam = getOwnExam(db, userId, examId);
    if (exam.finishedAt !== null) return { state: 'finished', exam, by: 'before' };
    if (now >= exam.endsAt) return finish(db, exam, exam.endsAt, 'time');
    const open = store.findOpenQuestion(db, examId);
    const counted = open !== undefined && act(open);
    const question = findOpenQuestion(db, exam);
    return question ? { state: 'open', question, counted } : finish(db, exam, now, 'last-answer');
  });
}

/** Scores an exam and takes its answers into the log. Changes nothing when that has been done. */
function finish(db: Db, { id }: store.Exam, at: number, by: 'last-answer' | 'hand-in' | 'time'): Standing {
  const exam = getExam(db, id);
  if (exam.finishedAt !== null) return { state: 'finished', exam, by: 'before' };
  let right = 0;
  for (const { asked } of store.listExamQuestions(db, id)) {
    const { questionKey, revision, position, format, answeredAt, correct } = asked;
    if (answeredAt === null) continue;
    const { shown, yes } = judgedOptions(asked);
    const isCorrect = correct ?? false;
    recordAnswer(
      db,
      {
        guildId: exam.guildId,
        userId: exam.userId,
        questionKey,
        revision,
        mode: 'exam',
        source: `exam:${id}:${position}`,
        optionOrder: format === 'domc' ? shown : asked.optionOrder,
        choice: format === 'domc' ? yes : (asked.choice ?? []),
        format: format === 'domc' ? 'domc' : null,
        answeredAt,
      },
      getQuestionContent(db, questionKey, revision),
      isCorrect,
    );
    if (isCorrect) right++;
  }
  store.finishExam(db, id, at, right);
  return { state: 'finished', exam: { ...exam, finishedAt: at, correct: right }, by };
}

/** The question at which an exam stands; nothing when all are decided. */
export function findOpenQuestion(db: Db, exam: store.Exam): OpenQuestion | undefined {
  const open = store.findOpenQuestion(db, exam.id);
  if (!open) return undefined;
  const { position, format, optionOrder: order, judged } = open;
  const content = getQuestionContent(db, open.questionKey, open.revision);
  return { exam, position, format, content, order, judged: judged?.length ?? 0, chosen: [] };
}

function getExam(db: Db, examId: string): store.Exam {
  const exam = store.findExam(db, examId);
  if (!exam) throw new UserError((reader) => examWords(reader).gone);
  return exam;
}

/** @throws UserError when there is no such exam, or it is somebody else's */
export function getOwnExam(db: Db, userId: string, examId: string): store.Exam {
  const exam = getExam(db, examId);
  if (exam.userId === userId) return exam;
  throw new UserError((reader) => examWords(reader).somebodyElses);
}
