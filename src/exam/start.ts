/** Beginning a mock exam. */
import { type Db, transaction } from '../db/open.ts';
import { NO_GUILD } from '../db/schema.ts';
import { UserError } from '../errors.ts';
import type { ExamBlueprint } from '../pack/content.ts';
import { getQuestionContent } from '../question/store.ts';
import { optionOrder } from '../quiz/session.ts';
import { type Random, randomId } from '../random.ts';
import { DAY_MS } from '../time/local-day.ts';
import { fitBlueprint, planExam } from './blueprint.ts';
import type { ExamChoice } from './choice.ts';
import { drawQuestions } from './draw.ts';
import { type Standing, findOpenQuestion, findStanding } from './session.ts';
import * as store from './store.ts';

/** A question met within this time is not fresh. */
const FRESH_AFTER_MS = 14 * DAY_MS;
const MINUTE_MS = 60_000;

/**
 * The exam as this member would get it: smaller than its blueprint where a single domain has too few questions.
 * @throws UserError when there are none at all
 */
export function offerExam(db: Db, userId: string, choice: ExamChoice, now: number): ExamBlueprint {
  // How many questions there are is the same in every server.
  return prepareExam(db, { ...choice, userId, guildId: NO_GUILD }, now).offered;
}

type ExamRequest = ExamChoice & Pick<store.Exam, 'userId' | 'guildId'>;

function prepareExam(db: Db, { userId, guildId, manifest, blueprint, domain }: ExamRequest, now: number) {
  const since = now - FRESH_AFTER_MS;
  const candidates = store.listExamCandidates(db, { userId, guildId, packId: manifest.id, domain }, since);
  // A whole exam has been checked against its pack when that was imported.
  const domc = candidates.filter((candidate) => candidate.domc).length;
  const offered = domain === null ? blueprint : fitBlueprint(blueprint, { questions: candidates.length, domc });
  if (offered.multipleChoice + offered.domc === 0) {
    throw new UserError('There are no questions for an exam on that yet. Leave the domain out to get them all.');
  }
  return { candidates, since, offered, plan: planExam(offered, domain === null ? manifest.domains : []) };
}

/**
 * Draws an exam and starts its clock. A member who has one running gets that one instead, with `counted` false.
 * @throws UserError when there are no questions
 */
export function startExam(db: Db, request: ExamRequest, now: number, random: Random): Standing {
  const { userId, guildId, manifest, domain } = request;
  return transaction(db, () => {
    const running = findStanding(db, userId, now);
    if (running?.state === 'open') return running;
    const { candidates, since, offered, plan } = prepareExam(db, request, now);
    const drawn = drawQuestions(candidates, plan, since, random);
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
      drawn.map(({ question: { key, revision }, format }) => ({
        questionKey: key,
        revision,
        format,
        optionOrder: optionOrder(getQuestionContent(db, key, revision), random),
      })),
    );
    const question = findOpenQuestion(db, exam);
    if (!question) throw new Error(`exam ${exam.id} has no questions`);
    return { state: 'open', question, counted: true };
  });
}
