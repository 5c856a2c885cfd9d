/** Beginning a mock exam. */
import type { App } from '../app.ts';
import { transaction } from '../db/open.ts';
import { UserError } from '../errors.ts';
import type { ExamBlueprint } from '../content/pack.ts';
import type { Bank } from '../question/bank.ts';
import { kindOf } from '../question/kinds/index.ts';
import { type Random, randomId } from '../random.ts';
import { DAY_MS } from '../time/local-day.ts';
import { fitBlueprint, planExam } from '../content/exam-blueprint.ts';
import type { ExamChoice } from './choice.ts';
import { drawExam } from './draw-from-bank.ts';
import { type Standing, findOpenQuestion, findStanding } from './session.ts';
import * as store from './store.ts';
import { examWords } from './words.ts';

/** A question met within this time is not fresh. */
const FRESH_AFTER_MS = 14 * DAY_MS;
const MINUTE_MS = 60_000;

/**
 * The exam as members get it: smaller than its blueprint where a single domain has too few questions.
 * @throws UserError when there are none at all
 */
export function offerExam(bank: Bank, { manifest, blueprint, domain }: ExamChoice): ExamBlueprint {
  // A whole exam has been checked against its pack when that was imported.
  const offered = domain === null ? blueprint : fitBlueprint(blueprint, countAvailable(bank, manifest.id, domain));
  if (offered.multipleChoice + offered.domc > 0) return offered;
  throw new UserError((reader) => examWords(reader).noQuestions);
}

function countAvailable(bank: Bank, packId: string, domain: string): { questions: number; domc: number } {
  const available = { questions: 0, domc: 0 };
  for (const { examTopics } of bank.areas(packId, domain)) {
    for (const { questions, domc } of examTopics.values()) {
      available.questions += questions.length;
      available.domc += domc.length;
    }
  }
  return available;
}

type ExamRequest = ExamChoice & Pick<store.Exam, 'userId' | 'guildId'>;

/**
 * Draws an exam and starts its clock. A member who has one running gets that one instead, with `counted` false.
 * @throws UserError when there are no questions
 */
export function startExam(
  { db, bank }: Pick<App, 'db' | 'bank'>,
  request: ExamRequest,
  now: number,
  random: Random,
): Standing {
  const { userId, guildId, manifest, domain } = request;
  return transaction(db, () => {
    const running = findStanding(db, userId, now);
    if (running?.state === 'open') return running;
    const offered = offerExam(bank, request);
    const plan = planExam(offered, domain === null ? manifest.domains : []);
    const met = store.listMet(db, { userId, guildId }, now - FRESH_AFTER_MS);
    const drawn = drawExam(bank, { packId: manifest.id, domain }, plan, met, random);
    const exam: store.Exam = {
      id: randomId(random),
      userId,
      guildId,
      packId: manifest.id,
      blueprint: offered.id,
      domain,
      startedAt: now,
      endsAt: now + offered.minutes * MINUTE_MS,
      finishedAt: null,
      correct: null,
      questions: drawn.length,
    };
    store.insertExam(
      db,
      exam,
      drawn.map(({ question: { key, revision, kind, options }, format }) => ({
        questionKey: key,
        revision,
        format,
        optionOrder: kindOf({ kind }).order(options, random),
      })),
    );
    const question = findOpenQuestion(db, exam);
    if (!question) throw new Error(`exam ${exam.id} has no questions`);
    return { state: 'open', question, counted: true };
  });
}
