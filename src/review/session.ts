/**
 * A member's review, one question at a time: it is asked, answered, and recorded once the member has said how sure they were,
 * before they hear whether it was right. All of it is in the database: it goes on after a restart, and what is pressed twice
 * finds that it is done. A member has one open turn at most, the latest.
 */
import type { App } from '../app.ts';
import type { Grammars } from '../command-line/grammars.ts';
import { type Db, transaction } from '../db/open.ts';
import { UserError } from '../errors.ts';
import type { Sentence } from '../language.ts';
import type { QuestionContent } from '../content/pack.ts';
import { judgeTyped, optionOrder, optionsAt, parseTyped, slipIn } from '../question/answering.ts';
import { kindOf } from '../question/kinds/index.ts';
import { type QuestionFacts, findQuestion, getQuestionContent } from '../question/store.ts';
import type { Random } from '../random.ts';
import { type Recorded, recordAnswer } from '../score/record.ts';
import { withdrawAnswer } from '../score/withdraw.ts';
import { isWithdrawn } from '../score/withdraw-store.ts';
import { DAY_MS } from '../time/local-day.ts';
import { cardByLog, listDue } from './due.ts';
import { orderQueue } from './queue.ts';
import type { Confidence } from './schedule.ts';
import { type DueCard, countNewLeft } from './store.ts';
import * as turns from './turn-store.ts';
import { reviewWords } from './words.ts';

/** How long an answer can be taken back. */
export const UNDO_MS = 60 * 60 * 1000;

/** Who reviews, where and when. */
export interface Reviewer {
  userId: string;
  guildId: string;
  /** UTC milliseconds */
  now: number;
}

/** One question as it is asked in a review. */
export interface AskedCard {
  turnId: number;
  facts: QuestionFacts;
  content: QuestionContent;
  /** the options in the order shown: indices into `content.options` */
  order: number[];
  /** what was answered; null while nothing was. It is recorded once the member has said how sure they were */
  given: Given | null;
  /** chosen so far, where one press does not make an answer: indices into `content.options` */
  chosen: number[];
  /** what was typed and handed back, since it was no answer yet */
  draft: string | null;
}

/** A question whose typed answer is handed back: it cannot be taken as one. */
export interface HandedBack extends AskedCard {
  slip: Sentence;
}

export interface Given {
  /** indices into `content.options`; empty where the answer is typed */
  choice: number[];
  typed: string | null;
}

/** A question with its recorded answer. */
export interface AnsweredCard extends Omit<AskedCard, 'given' | 'chosen' | 'draft'>, Recorded {
  /** when the question comes again (UTC ms), and in how many days */
  due: number;
  waitDays: number;
}

/** What is asked next, and how many questions are due with it. */
export interface Step {
  asked: AskedCard | undefined;
  left: number;
}

/** Asks the question that is open, or puts the next one that is due. */
export function nextStep(db: Db, reviewer: Reviewer, random: Random, grammarOf: Grammars): Step {
  return transaction(db, () => {
    const queue = listQueue(db, reviewer, grammarOf);
    const open = turns.findLatestTurn(db, reviewer.userId);
    if (open && isStillOpen(open, queue, reviewer))
      return { asked: toAsked(db, open), left: Math.max(1, queue.length) };
    const [next] = queue;
    if (!next) return { asked: undefined, left: 0 };
    return { asked: put(db, reviewer, next.questionKey, next.revision, random), left: queue.length };
  });
}

/** How many questions are due. */
export function countLeft(db: Db, reviewer: Reviewer, grammarOf: Grammars): number {
  return listQueue(db, reviewer, grammarOf).length;
}

function listQueue(db: Db, { userId, guildId, now }: Reviewer, grammarOf: Grammars): DueCard[] {
  const due = listDue(db, userId, now).filter(isAskable(grammarOf));
  return orderQueue(due, countNewLeft(db, userId, guildId, now), now);
}

/** Without its grammar a typed command cannot be judged, and the queue would stop there. */
export function isAskable(grammarOf: Grammars): (card: DueCard) => boolean {
  return ({ kind, packId }) => !kindOf({ kind }).typing?.needsGrammar || grammarOf(packId) !== undefined;
}

/** Whether a turn goes on: not after a day, nor when its question was changed or answered elsewhere meanwhile. */
function isStillOpen(turn: turns.Turn, queue: readonly DueCard[], { guildId, now }: Reviewer): boolean {
  if (turn.answerId !== null || turn.guildId !== guildId || now - turn.askedAt > DAY_MS) return false;
  return queue.some(({ questionKey, revision }) => questionKey === turn.facts.key && revision === turn.revision);
}

function put(
  db: Db,
  { userId, guildId, now }: Reviewer,
  questionKey: number,
  revision: string,
  random: Random,
): AskedCard {
  const content = getQuestionContent(db, questionKey, revision);
  const order = optionOrder(content, random);
  const turnId = turns.insertTurn(db, { userId, guildId, questionKey, revision, optionOrder: order, askedAt: now });
  return { turnId, facts: findQuestion(db, questionKey), content, order, given: null, chosen: [], draft: null };
}

/**
 * Keeps the options chosen until the member has said how sure they are; where more has to be pressed, `given` is null, and
 * nothing is kept. A second answer changes nothing.
 * @param shown positions in the order shown
 * @throws UserError when the turn is over, is somebody else's, or its question is gone
 */
export function chooseOptions(db: Db, userId: string, turnId: number, shown: readonly number[]): AskedCard {
  return keep(db, userId, turnId, ({ content, order }) => {
    const choice = optionsAt(order, shown);
    if (!kindOf(content).isWhole(content, choice)) return { chosen: choice };
    if (choice.length === 0) throw new Error(`turn ${turnId} has no such options: ${shown.join()}`);
    return { choice, typed: null };
  });
}

/**
 * As `chooseOptions`, for a question whose answer is typed; what is no answer at all is handed back, and kept for the form.
 * @throws UserError also when nothing was typed
 */
export function typeAnswer(
  db: Db,
  userId: string,
  turnId: number,
  text: string,
  grammarOf: Grammars,
): AskedCard | HandedBack {
  const typed = parseTyped(text);
  return keep(db, userId, turnId, ({ facts, content }) => {
    const slip = slipIn(content, typed, grammarOf(facts.packId));
    if (!slip) return { choice: [], typed };
    turns.setDraft(db, turnId, typed);
    return { chosen: [], slip };
  });
}

function keep<Unfinished extends Pick<AskedCard, 'chosen'>>(
  db: Db,
  userId: string,
  turnId: number,
  given: (asked: AskedCard) => Given | Unfinished,
): AskedCard | (AskedCard & Unfinished) {
  return transaction(db, () => {
    const turn = getOwnTurn(db, userId, turnId);
    if (turn.answerId !== null) throw new UserError((reader) => reviewWords(reader).answered);
    checkOpen(db, turn);
    const asked = toAsked(db, turn);
    if (asked.given) return asked;
    const kept = given(asked);
    if ('chosen' in kept) return { ...asked, ...kept };
    turns.setChoice(db, turnId, kept.choice, kept.typed);
    return { ...asked, given: kept };
  });
}

/**
 * Records the answer of a turn. A second time changes nothing and returns what the first recorded.
 * @throws UserError when the turn is over, is somebody else's, or its question is gone
 */
export function stateConfidence(
  db: Db,
  userId: string,
  turnId: number,
  confidence: Confidence,
  now: number,
  grammarOf: Grammars,
): AnsweredCard {
  return transaction(db, () => {
    const turn = getOwnTurn(db, userId, turnId);
    if (turn.answerId === null) checkOpen(db, turn);
    else if (isWithdrawn(db, turn.answerId)) throw new UserError((reader) => reviewWords(reader).tookBack);
    const { facts, content, order, given } = toAsked(db, turn);
    if (!given) throw new UserError((reader) => reviewWords(reader).answerFirst);
    const answer = {
      guildId: turn.guildId,
      userId,
      questionKey: facts.key,
      revision: turn.revision,
      mode: 'review' as const,
      source: `review:${turnId}`,
      optionOrder: order,
      ...given,
      confidence,
      answeredAt: now,
    };
    const recorded = recordAnswer(db, answer, content, isCorrect(facts.packId, content, given, grammarOf));
    if (recorded.isNew) turns.setAnswer(db, turnId, recorded.answerId);
    const due = cardByLog(db, userId, facts.key)?.due ?? now;
    const waitDays = Math.max(0, Math.round((due - now) / DAY_MS));
    return { turnId, facts, content, order, ...recorded, due, waitDays };
  });
}

function isCorrect(packId: string, content: QuestionContent, { choice, typed }: Given, grammarOf: Grammars): boolean {
  if (typed === null) return kindOf(content).isRight(content, choice);
  return judgeTyped(content, typed, grammarOf(packId)).correct;
}

/**
 * Takes the member's latest review answer back and asks its question again. A second time changes nothing and goes on with
 * what is open.
 * @throws UserError when it is not the latest, or was given more than an hour ago
 */
export function undoAnswer(
  { db, followers, random, grammarOf }: Pick<App, 'db' | 'followers' | 'random' | 'grammarOf'>,
  reviewer: Reviewer,
  turnId: number,
): Step {
  return transaction(db, () => {
    const { userId, now } = reviewer;
    const turn = getOwnTurn(db, userId, turnId);
    if (turn.answerId === null) throw new UserError((reader) => reviewWords(reader).nothingToTakeBack);
    if (isWithdrawn(db, turn.answerId)) return nextStep(db, reviewer, random, grammarOf);
    if (turns.findLatestAnswered(db, userId)?.id !== turnId)
      throw new UserError((reader) => reviewWords(reader).notTheLatest);
    if (now - turns.answeredAt(db, turn.answerId) > UNDO_MS)
      throw new UserError((reader) => reviewWords(reader).tooOldToTakeBack);
    withdrawAnswer(db, followers, turn.answerId, now);
    if (turn.retiredAt !== null) return nextStep(db, reviewer, random, grammarOf);
    const asked = put(db, { ...reviewer, guildId: turn.guildId }, turn.facts.key, turn.currentRevision, random);
    return { asked, left: Math.max(1, countLeft(db, reviewer, grammarOf)) };
  });
}

function getOwnTurn(db: Db, userId: string, turnId: number): turns.Turn {
  const turn = turns.findTurn(db, turnId);
  if (!turn) throw new UserError((reader) => reviewWords(reader).gone);
  if (turn.userId !== userId) throw new UserError((reader) => reviewWords(reader).notYours);
  return turn;
}

function checkOpen(db: Db, turn: turns.Turn): void {
  if (turns.findLatestTurn(db, turn.userId)?.id !== turn.id)
    throw new UserError((reader) => reviewWords(reader).passed);
  if (turn.retiredAt !== null) throw new UserError((reader) => reviewWords(reader).retired);
}

/** One question as it was put. @throws UserError as `chooseOptions` does, also when it has been answered */
export function getAsked(db: Db, userId: string, turnId: number): AskedCard {
  const turn = getOwnTurn(db, userId, turnId);
  if (turn.answerId !== null) throw new UserError((reader) => reviewWords(reader).answered);
  checkOpen(db, turn);
  return toAsked(db, turn);
}

function toAsked(db: Db, { id, facts, revision, order, choice, typed }: turns.Turn): AskedCard {
  const content = getQuestionContent(db, facts.key, revision);
  const given = choice && { choice, typed };
  return { turnId: id, facts, content, order, given, chosen: [], draft: given ? null : typed };
}
