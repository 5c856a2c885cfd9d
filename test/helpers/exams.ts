/** Sitting a mock exam by hand. */
import type { ExamChoice } from '../../src/exam/choice.ts';
import { type OpenQuestion, type Standing, chooseOptions, judgeOption } from '../../src/exam/session.ts';
import { startExam } from '../../src/exam/start.ts';
import { insertExam } from '../../src/exam/store.ts';
import type { Db } from '../../src/db/open.ts';
import { loadBank } from '../../src/question/bank-store.ts';
import { listManifests } from '../../src/topic/store.ts';
import { rightOptions } from './answers.ts';
import { GUILD, NOON, questionNamed, seededRandom } from './app.ts';
import { type PackCopy, copyPack } from './packs.ts';

/** Two exams for the fixture: their history has one question that can come one at a time, and their remotes one in all. */
const EXAMS = `
- id: full
  name: Full exam
  minutes: 30
  multipleChoice: 2
  domc: 1
- id: short
  name: Short exam
  minutes: 10
  multipleChoice: 1
  domc: 1
`.trimStart();

/** A copy of the fixture pack that has exams. */
export function copyExamPack(): PackCopy {
  const pack = copyPack();
  pack.write('exam.yaml', EXAMS);
  pack.write('questions/branch.yaml', `${pack.read('questions/branch.yaml')}  domc: true\n`);
  return pack;
}

let started = 0;

interface Begin {
  userId?: string;
  /** the blueprint's id; the fixture's `full` has three questions, one of them with options that come one at a time */
  exam?: string;
  domain?: string | null;
  at?: number;
  seed?: number;
}

export function choiceOf(db: Db, exam = 'full', domain: string | null = null): ExamChoice {
  const [manifest] = listManifests(db);
  const blueprint = manifest?.exams.find(({ id }) => id === exam);
  if (!manifest || !blueprint) throw new Error(`no exam ${exam}`);
  return { manifest, blueprint, domain };
}

/** Starts Ada's exam at noon and returns its first question, unless told otherwise. */
export function begin(db: Db, { userId = 'ada', exam, domain, at = NOON, seed = ++started }: Begin = {}): OpenQuestion {
  const request = { ...choiceOf(db, exam, domain ?? null), userId, guildId: GUILD };
  return openIn(startExam({ db, bank: loadBank(db) }, request, at, seededRandom(seed)));
}

/** Ends an exam of three questions of the fixture, or fewer, at which nothing was answered. @returns its id */
export function leaveOpen(db: Db, userId: string, questions: readonly string[], at: number): string {
  const id = `left-${++started}`;
  const row = {
    id,
    userId,
    guildId: GUILD,
    packId: 'git',
    blueprint: 'full',
    domain: null,
    startedAt: at,
    endsAt: at,
    finishedAt: at,
  };
  insertExam(
    db,
    { ...row, correct: 0, questions: questions.length },
    questions.map((name) => {
      const { key, revision } = questionNamed(db, name);
      return { questionKey: key, revision, format: 'choice', optionOrder: [0, 1] };
    }),
  );
  return id;
}

export function openIn(standing: Standing | undefined): OpenQuestion {
  if (standing?.state !== 'open') throw new Error('the exam is not open');
  return standing.question;
}

/** What the option on show is by the key. */
export function isShownRight({ content, order, judged }: OpenQuestion): boolean {
  return content.options[order[judged] ?? -1]?.correct ?? false;
}

/** Judges the option on show, truly or not. */
export function judge(db: Db, question: OpenQuestion, truly = true, at = NOON): Standing {
  const { exam, position, judged: place } = question;
  const isYes = isShownRight(question) === truly;
  return judgeOption(db, exam.userId, exam.id, { position, place, isYes }, at);
}

/** Answers one question to its end, right or wrong, and says where the exam stands then. */
export function answer(db: Db, question: OpenQuestion, right = true, at = NOON): Standing {
  const { exam, position, format, content, order } = question;
  if (format === 'choice') {
    const correct = rightOptions(content);
    const fitting = order.flatMap((index, place) => (correct.includes(index) === right ? [place] : []));
    const places = right ? fitting : fitting.slice(0, 1);
    return chooseOptions(db, exam.userId, exam.id, { position, places }, at);
  }
  const standing = judge(db, question, right, at);
  return standing.state === 'open' && standing.question.position === position
    ? answer(db, standing.question, right, at)
    : standing;
}

/** Answers what is open, each right or wrong as `isRight` says of its position, until the exam is over. */
export function playOn(db: Db, question: OpenQuestion, isRight: (position: number) => boolean, at = NOON): Standing {
  const standing = answer(db, question, isRight(question.position), at);
  return standing.state === 'open' ? playOn(db, standing.question, isRight, at) : standing;
}
