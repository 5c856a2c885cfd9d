import { eq } from 'drizzle-orm';
import { State } from 'ts-fsrs';
import { beforeEach, describe, expect, it } from 'vitest';
import { getExamResult, missedQuestions } from '../../src/exam/result.ts';
import {
  type Standing,
  chooseOptions,
  closeOverdueExams,
  findStanding,
  getStanding,
  handIn,
  judgeOption,
} from '../../src/exam/session.ts';
import { offerExam, startExam } from '../../src/exam/start.ts';
import { findRunningExam, listExamQuestions, listFinishedExams, listRunningQuestions } from '../../src/exam/store.ts';
import { loadBank } from '../../src/question/bank-store.ts';
import type { Db } from '../../src/db/open.ts';
import { examQuestion } from '../../src/db/schema.ts';
import { UserError } from '../../src/errors.ts';
import { importPack } from '../../src/pack/import.ts';
import { nextQuestion } from '../../src/quiz/session.ts';
import { quizResults } from '../../src/quiz/store.ts';
import { newCard } from '../../src/review/schedule.ts';
import { countDue, countInExam, listDue } from '../../src/review/due.ts';
import { findCard, saveCard } from '../../src/review/store.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { GUILD, NOON, type TestApp, createTestApp, questionNamed, seededRandom } from '../helpers/app.ts';
import { answer, begin, choiceOf, copyExamPack, isShownRight, judge, openIn, playOn } from '../helpers/exams.ts';
import { give as giveInQuiz, start as startQuiz } from '../helpers/quizzes.ts';
import { countRows, dump } from '../helpers/rows.ts';
import { followLog, rebuild } from '../helpers/follow.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const END = NOON + 30 * MINUTE;

let app: TestApp;
let db: Db;
beforeEach(async () => {
  app = await createTestApp({ packsFolder: copyExamPack().packsFolder });
  ({ db } = app);
});

const logged = () =>
  db.$client
    .prepare<[], Record<string, unknown>>(
      `select user_id, guild_id, mode, source, option_order, choice, format, answered_at, correct from answer order by id`,
    )
    .all();
const endOf = (standing: Standing) => {
  if (standing.state === 'open') throw new Error('the exam is open');
  return standing;
};
/** The place of the question whose options come one at a time. */
const domcPlace = (examId: string) => listExamQuestions(db, examId).findIndex(({ asked }) => asked.format === 'domc');

/** Begins an exam in which the question with options one at a time comes first, or last. */
function beginWithDomc(place: 0 | 2, at = NOON) {
  for (let seed = 1; ; seed++) {
    const question = begin(db, { seed, at });
    if (domcPlace(question.exam.id) === place) return question;
    db.$client.prepare('delete from exam').run();
  }
}

describe('an exam that begins', () => {
  it('has the questions, the formats and the time of its blueprint', () => {
    const { exam } = begin(db);
    expect(exam).toMatchObject({
      userId: 'ada',
      guildId: GUILD,
      packId: 'git',
      blueprint: 'full',
      domain: null,
      startedAt: NOON,
      endsAt: END,
      questions: 3,
    });
    const asked = listExamQuestions(db, exam.id);
    expect(asked.map(({ facts }) => facts.domain).sort()).toEqual(['history', 'history', 'remotes']);
    expect(asked.map(({ asked: { format } }) => format).sort()).toEqual(['choice', 'choice', 'domc']);
  });

  it('is the one that runs, when another is asked for', () => {
    const { exam } = begin(db);
    const again = startExam(
      { db, bank: loadBank(db) },
      { ...choiceOf(db), userId: 'ada', guildId: '1001' },
      NOON + 1,
      seededRandom(9),
    );
    expect(again).toMatchObject({ state: 'open', counted: false, question: { exam: { id: exam.id } } });
    expect(countRows(db, 'exam')).toBe(1);
    expect(begin(db, { userId: 'ben' }).exam.id).not.toBe(exam.id);
  });

  it('closes one whose time is over', () => {
    const { exam } = begin(db);
    expect(begin(db, { at: END }).exam.id).not.toBe(exam.id);
    expect(listFinishedExams(db, 'ada', 9)).toMatchObject([{ id: exam.id, finishedAt: END, correct: 0 }]);
  });

  it('of one domain asks about nothing else, and shrinks to what there is', () => {
    const { exam } = begin(db, { exam: 'short', domain: 'history' });
    expect(listExamQuestions(db, exam.id).map(({ facts }) => facts.domain)).toEqual(['history', 'history']);
    // One question in place of two, in half of the time.
    expect(offerExam(loadBank(db), choiceOf(db, 'short', 'remotes'))).toMatchObject({
      multipleChoice: 1,
      domc: 0,
      minutes: 5,
    });
    expect(() => offerExam(loadBank(db), choiceOf(db, 'short', 'nothing'))).toThrow(UserError);
  });

  const mcOfHistory = (examId: string) =>
    listExamQuestions(db, examId).find(({ asked, facts }) => asked.format === 'choice' && facts.domain === 'history')
      ?.asked.questionKey;

  it('leaves out what was answered in any server in the last two weeks', () => {
    for (const [guildId, question] of [
      ['1001', 'commit-what'],
      ['', 'branch-is'],
    ] as const) {
      giveAnswer(db, { question, guildId, at: NOON - 13 * DAY });
    }
    giveAnswer(db, { question: 'commit-named-by-hash', at: NOON - 15 * DAY });
    for (let seed = 0; seed < 8; seed++) {
      const { exam } = begin(db, { seed });
      expect(mcOfHistory(exam.id)).toBe(questionNamed(db, 'commit-named-by-hash').key);
      db.$client.prepare('delete from exam').run();
    }
  });

  it("leaves out what the member's own exams of the last two weeks asked, answered or not", () => {
    const first = begin(db).exam;
    handIn(db, 'ada', first.id, NOON + 1);
    const second = begin(db, { at: NOON + DAY }).exam;
    handIn(db, 'ada', second.id, NOON + DAY + 1);
    const third = begin(db, { at: NOON + 2 * DAY }).exam;
    expect(new Set([first, second, third].map(({ id }) => mcOfHistory(id))).size).toBe(3);
  });
});

describe('a question', () => {
  it('with all options at once is answered once', () => {
    const question = beginWithDomc(2);
    const next = openIn(answer(db, question, true));
    expect(next.position).toBe(1);
    const { exam } = question;
    const again = chooseOptions(db, 'ada', exam.id, { position: 0, places: [0] }, NOON);
    expect(again).toMatchObject({ state: 'open', counted: false, question: { position: 1 } });
    expect(listExamQuestions(db, exam.id)[0]?.asked).toMatchObject({ correct: true, answeredAt: NOON });
  });

  it('with options one at a time goes on to the next option, and to the next question when it is decided', () => {
    let question = beginWithDomc(0);
    let judgements = 0;
    while (question.position === 0) {
      expect(question.judged).toBe(judgements++);
      question = openIn(judge(db, question));
    }
    const { asked, facts } = listExamQuestions(db, question.exam.id)[0] ?? {};
    expect(facts?.key).toBe(questionNamed(db, 'branch-facts').key);
    expect(asked).toMatchObject({ correct: true, answeredAt: NOON });
    expect(asked?.judged).toHaveLength(judgements);
  });

  it('with options one at a time is wrong with the first wrong judgement', () => {
    const question = beginWithDomc(0);
    expect(openIn(judge(db, question, false)).position).toBe(1);
    expect(listExamQuestions(db, question.exam.id)[0]?.asked).toMatchObject({
      judged: [!isShownRight(question)],
      correct: false,
    });
  });

  it('takes a second press on an option for that option, not for the next', () => {
    const question = beginWithDomc(0);
    judge(db, question);
    const again = judge(db, question, false);
    expect(again).toMatchObject({ state: 'open', counted: false, question: { position: 0, judged: 1 } });
  });

  it.each([
    { position: 1, place: 0 },
    { position: 0, place: 1 },
    { position: NaN, place: 0 },
    { position: 0, place: NaN },
  ])('does not take %j for the option on show', (where) => {
    const { exam } = beginWithDomc(0);
    expect(judgeOption(db, 'ada', exam.id, { ...where, isYes: true }, NOON)).toMatchObject({ counted: false });
    const { position } = where;
    expect(chooseOptions(db, 'ada', exam.id, { position, places: [0] }, NOON)).toMatchObject({ counted: false });
  });

  it('does not take places that were not offered', () => {
    const { exam } = beginWithDomc(2);
    for (const places of [[], [9], [NaN]]) {
      expect(chooseOptions(db, 'ada', exam.id, { position: 0, places }, NOON)).toMatchObject({ counted: false });
    }
  });

  it('of somebody else is refused', () => {
    const { exam } = begin(db);
    const presses = [
      () => judgeOption(db, 'ben', exam.id, { position: 0, place: 0, isYes: true }, NOON),
      () => chooseOptions(db, 'ben', exam.id, { position: 0, places: [0] }, NOON),
      () => handIn(db, 'ben', exam.id, NOON),
      () => getStanding(db, 'ben', exam.id, NOON),
      () => getExamResult(db, 'ben', exam.id),
    ];
    for (const press of presses) expect(press).toThrow('belongs to somebody else');
    expect(() => getStanding(db, 'ada', 'gone', NOON)).toThrow(UserError);
    expect(listExamQuestions(db, exam.id).every(({ asked }) => asked.answeredAt === null)).toBe(true);
  });
});

describe('while an exam runs', () => {
  const EXAM_QUESTIONS = 3;
  const inExam = (examId: string) => listExamQuestions(db, examId).map(({ asked }) => asked.questionKey);

  it('knows its questions, and none of another member or of an exam that is over', () => {
    const { exam } = begin(db);
    expect([...listRunningQuestions(db, 'ada')].sort()).toEqual(inExam(exam.id).sort());
    expect(listRunningQuestions(db, 'ben').size).toBe(0);
    handIn(db, 'ada', exam.id, NOON);
    expect(listRunningQuestions(db, 'ada').size).toBe(0);
  });

  it('asks its questions in no quiz', () => {
    const { exam } = begin(db);
    const asked = (userId: string) => {
      const { quizId } = startQuiz(db, { userId, count: 20 });
      return quizResults(db, quizId).map(({ questionKey }) => questionKey);
    };
    const all = asked('ben');
    expect(asked('ada').sort()).toEqual(all.filter((key) => !inExam(exam.id).includes(key)).sort());
    expect(all).toHaveLength(asked('ada').length + EXAM_QUESTIONS);
    handIn(db, 'ada', exam.id, NOON);
    expect(asked('ada')).toHaveLength(all.length);
  });

  it('says so where there would be no others for a quiz', () => {
    const { exam } = begin(db);
    const { topicId, packId } = listExamQuestions(db, exam.id).find(({ facts }) => facts.domain === 'remotes')!.facts;
    const quiz = () => {
      const subject = { key: 'topic/git/push', name: 'Pushing', packId, topicId };
      return startQuiz(db, { subject });
    };
    expect(quiz).toThrow('All questions on “Pushing” that fit are in your mock exam, which is still running.');
    handIn(db, 'ada', exam.id, NOON);
    expect(quiz().total).toBe(1);
  });

  it('has a quiz that was begun before wait with them', () => {
    const first = startQuiz(db);
    giveInQuiz(db, first);
    const { exam } = begin(db, { at: NOON });
    const open = () => quizResults(db, first.quizId).find(({ correct }) => correct === null)?.questionKey ?? 0;
    const go = () => nextQuestion(db, 'ada', first.quizId);
    // The first is answered and the exam has three of the five: one at least of the others is in it.
    for (let asked = 1; !inExam(exam.id).includes(open()); asked++) {
      expect(asked).toBeLessThan(5);
      giveInQuiz(db, go()!);
    }
    expect(go).toThrow('The next question is in your mock exam, too, which is still running.');
    handIn(db, 'ada', exam.id, NOON);
    expect(go()?.facts.key).toBe(open());
  });

  it('asks its questions in no review', () => {
    const questions = ['commit-what', 'commit-named-by-hash', 'branch-is', 'branch-facts', 'push-refused'];
    for (const question of questions) giveAnswer(db, { question, right: false });
    followLog(db);
    const { exam } = begin(db);
    expect(listDue(db, 'ada', NOON).filter(({ questionKey }) => inExam(exam.id).includes(questionKey))).toEqual([]);
    expect([countDue(db, 'ada', NOON), countInExam(db, 'ada', NOON)]).toEqual([2, 3]);
    handIn(db, 'ada', exam.id, NOON);
    expect([countDue(db, 'ada', NOON), countInExam(db, 'ada', NOON)]).toEqual([5, 0]);
  });
});

describe('an exam that ends', () => {
  it('goes into the log as a whole, and not before', () => {
    const question = begin(db);
    const first = answer(db, question, true, NOON + MINUTE);
    const second = answer(db, openIn(first), false, NOON + 2 * MINUTE);
    expect(logged()).toEqual([]);
    followLog(db);
    expect(countRows(db, 'points_total')).toBe(0);
    const end = endOf(answer(db, openIn(second), true, NOON + 3 * MINUTE));
    expect(end).toMatchObject({ by: 'last-answer', exam: { correct: 2, finishedAt: NOON + 3 * MINUTE } });
    const { id } = question.exam;
    expect(logged()).toMatchObject([
      { source: `exam:${id}:0`, answered_at: NOON + MINUTE, correct: 1, mode: 'exam', user_id: 'ada', guild_id: GUILD },
      { source: `exam:${id}:1`, answered_at: NOON + 2 * MINUTE, correct: 0 },
      { source: `exam:${id}:2`, answered_at: NOON + 3 * MINUTE, correct: 1 },
    ]);
  });

  it('logs, of options one at a time, those that were shown and those judged Yes', () => {
    const question = beginWithDomc(0);
    const first = openIn(judge(db, question));
    judge(db, first, false);
    handIn(db, 'ada', question.exam.id, NOON + MINUTE);
    const shown = question.order.slice(0, 2);
    const said = [isShownRight(question), !isShownRight(first)];
    expect(logged()).toEqual([
      expect.objectContaining({
        format: 'domc',
        option_order: JSON.stringify(shown),
        choice: JSON.stringify(shown.filter((_, place) => said[place])),
        correct: 0,
      }),
    ]);
  });

  it('logs, of all options at once, every option in the order shown', () => {
    const question = beginWithDomc(2);
    answer(db, question, true);
    handIn(db, 'ada', question.exam.id, NOON + MINUTE);
    expect(logged()).toMatchObject([{ format: null, option_order: JSON.stringify(question.order), correct: 1 }]);
  });

  it('counts what is open as wrong, and leaves it out of the log', () => {
    const question = beginWithDomc(0);
    judge(db, question);
    const end = endOf(handIn(db, 'ada', question.exam.id, NOON + MINUTE));
    expect(end).toMatchObject({ by: 'hand-in', exam: { correct: 0, questions: 3, finishedAt: NOON + MINUTE } });
    expect(logged()).toEqual([]);
    const result = getExamResult(db, 'ada', question.exam.id);
    expect(missedQuestions(result).map(({ answered }) => answered)).toEqual([false, false, false]);
    expect(result.questions[0]?.shown).toHaveLength(1);
  });

  it('is scored once, whatever is pressed afterwards', async () => {
    const question = begin(db);
    endOf(playOn(db, question, () => true));
    const before = dump(db, ['answer', 'exam', 'exam_question']);
    const { id } = question.exam;
    for (const standing of [
      answer(db, question, false),
      handIn(db, 'ada', id, NOON + MINUTE),
      getStanding(db, 'ada', id, END),
    ]) {
      expect(standing).toMatchObject({ state: 'finished', by: 'before', exam: { correct: 3 } });
    }
    expect(await closeOverdueExams(app, END)).toBe(0);
    expect(dump(db, ['answer', 'exam', 'exam_question'])).toEqual(before);
  });

  it('leaves a card alone that was reviewed since the answer', () => {
    const question = begin(db);
    const { questionKey } = listExamQuestions(db, question.exam.id)[0]!.asked;
    const card = { ...newCard(NOON - DAY), state: State.Review, stability: 3, difficulty: 5, lastReview: NOON + 2 };
    saveCard(db, 'ada', questionKey, card);
    answer(db, question, false, NOON + 1);
    handIn(db, 'ada', question.exam.id, NOON + 3);
    followLog(db);
    expect(findCard(db, 'ada', questionKey)).toEqual(card);
  });

  it('is the same after a rebuild', () => {
    playOn(db, begin(db), (position) => position !== 1);
    followLog(db);
    const tables = ['answer', 'member_question', 'points_total', 'member_day'];
    const before = dump(db, tables);
    rebuild(db);
    expect(dump(db, tables)).toEqual(before);
  });

  it('keeps the words of its questions to its end when the pack changes them, or takes them out', async () => {
    const pack = copyExamPack();
    const question = beginWithDomc(2);
    pack.edit('questions/branch.yaml', 'Which of these are true of a branch?', 'What is true of a branch?');
    pack.edit('questions/push.yaml', 'A push is refused', 'A push is turned down');
    const commits = pack.read('questions/commit.yaml');
    pack.write('questions/commit.yaml', commits.replaceAll('id: commit-', 'id: commit-new-'));
    expect(await importPack(db, pack.folder, NOON)).toMatchObject({ outcome: 'imported' });
    expect(openIn(findStanding(db, 'ada', NOON)).content.prompt).toBe(question.content.prompt);
    expect(endOf(playOn(db, question, () => true)).exam.correct).toBe(3);
    // The result is explained by the words of today, where the options are the same.
    const prompts = getExamResult(db, 'ada', question.exam.id).questions.map(({ content }) => content.prompt);
    expect(prompts.join()).toMatch(/What is true/);
    expect(prompts.join()).toMatch(/A push is turned down/);
  });
});

describe('the end of the time', () => {
  it('comes with the last millisecond: an answer before it counts, one at it does not', () => {
    const question = beginWithDomc(2);
    const second = openIn(answer(db, question, true, END - 1));
    const late = endOf(answer(db, second, true, END));
    expect(late).toMatchObject({ by: 'time', exam: { finishedAt: END, correct: 1 } });
    expect(logged()).toHaveLength(1);
  });

  it.each([
    ['a look', (id: string) => getStanding(db, 'ada', id, END + DAY)],
    ['a command', () => findStanding(db, 'ada', END + DAY)],
    ['handing in', (id: string) => handIn(db, 'ada', id, END + DAY)],
  ])('is kept when %s finds it later', (_, act) => {
    const question = begin(db);
    answer(db, question, true);
    expect(act(question.exam.id)).toMatchObject({ by: 'time', exam: { finishedAt: END, correct: 1 } });
  });

  it('closes every exam that is over, and none that is not', async () => {
    const first = begin(db).exam;
    const second = begin(db, { userId: 'ben', at: NOON - MINUTE }).exam;
    const third = begin(db, { userId: 'eve', at: NOON + 1 }).exam;
    expect(await closeOverdueExams(app, END - MINUTE - 1)).toBe(0);
    expect(await closeOverdueExams(app, END)).toBe(2);
    expect(await closeOverdueExams(app, END)).toBe(0);
    expect(listFinishedExams(db, 'ada', 9)).toMatchObject([{ id: first.id, finishedAt: END }]);
    expect(listFinishedExams(db, 'ben', 9)).toMatchObject([{ id: second.id, finishedAt: END - MINUTE }]);
    expect(findRunningExam(db, 'eve')?.id).toBe(third.id);
    expect(findRunningExam(db, 'ada')).toBeUndefined();
  });
});

describe('an exam that cannot be closed', () => {
  it('keeps no other open, and is closed once it can be', async () => {
    const broken = begin(db, { at: NOON - 1 });
    answer(db, broken);
    begin(db, { userId: 'ben' });
    const setRevision = (to: string) =>
      db.update(examQuestion).set({ revision: to }).where(eq(examQuestion.examId, broken.exam.id)).run();
    const { revision = '' } = listExamQuestions(db, broken.exam.id)[0]?.asked ?? {};
    setRevision('lost');
    expect(await closeOverdueExams(app, END)).toBe(1);
    expect(findRunningExam(db, 'ben')).toBeUndefined();
    expect(findRunningExam(db, 'ada')?.id).toBe(broken.exam.id);
    expect(logged()).toEqual([]);
    setRevision(revision);
    expect(await closeOverdueExams(app, END)).toBe(1);
    expect(listFinishedExams(db, 'ada', 9)).toMatchObject([{ id: broken.exam.id, finishedAt: END - 1, correct: 1 }]);
  });
});

describe('the finished exams of a member', () => {
  it('come newest first, without the one that runs', () => {
    for (const day of [0, 2, 1]) {
      const question = begin(db, { at: NOON + day * DAY, exam: 'short' });
      playOn(db, question, (position) => position < day, NOON + day * DAY + MINUTE);
    }
    begin(db, { at: NOON + 3 * DAY });
    begin(db, { userId: 'ben' });
    const facts = { packId: 'git', blueprint: 'short', domain: null, questions: 2 };
    expect(listFinishedExams(db, 'ada', 9)).toEqual(
      [2, 1, 0].map((day) => ({
        ...facts,
        id: expect.any(String) as string,
        startedAt: NOON + day * DAY,
        finishedAt: NOON + day * DAY + MINUTE,
        correct: day,
      })),
    );
    expect(listFinishedExams(db, 'ada', 1)).toHaveLength(1);
    expect(listFinishedExams(db, 'eve', 9)).toEqual([]);
  });
});
