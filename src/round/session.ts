/** What members do in a round: start it, join, answer, go on, stop it. What it does by itself is in advance.ts. */
import type { App } from '../app.ts';
import { type Db, transaction } from '../db/open.ts';
import { UserError } from '../errors.ts';
import type { QuestionContent } from '../content/pack.ts';
import { REPEAT_AFTER_DAYS, REPEAT_AFTER_MS, chooseQuestion } from '../daily/choose.ts';
import { listPosted } from '../daily/store/delivery.ts';
import { listPostable, listTopicRecords } from '../daily/store/pool.ts';
import { findTimeZone, setLocale } from '../guild/store.ts';
import type { Locale } from '../language.ts';
import { optionOrder, optionsAt } from '../question/answering.ts';
import { kindOf } from '../question/kinds/index.ts';
import { getQuestionContent } from '../question/store.ts';
import { randomId } from '../random.ts';
import { addDays, localDate } from '../time/local-day.ts';
import type { Subject } from '../topic/subject.ts';
import { findAnswer, listTeamChoices, saveAnswer } from './answer-store.ts';
import { GRACE_MS, LOBBY_MS, type Mode, majority, smallestTeam } from './rules.ts';
import * as store from './store.ts';
import type { Round, RoundQuestion } from './store.ts';
import { roundWords } from './words.ts';

export interface Wanted {
  guildId: string;
  channelId: string;
  /** in which language the channel reads */
  locale: Locale;
  hostId: string;
  subject: Subject;
  /** of these topics alone, where they are given */
  topics?: ReadonlySet<number> | undefined;
  questions: number;
  /** for each question; null: by its difficulty and length */
  seconds: number | null;
  mode: Mode;
  /** 0: none */
  teams: number;
  discusses: boolean;
}

/**
 * Opens a round. Its first question comes when people have gathered.
 * @throws UserError when one is on in this channel, or there is nothing to ask
 */
export function startRound({ db, now, random }: App, wanted: Wanted): Round {
  const {
    guildId,
    channelId,
    locale,
    hostId,
    subject,
    topics,
    questions: count,
    seconds,
    mode,
    teams,
    discusses,
  } = wanted;
  return transaction(db, () => {
    if (store.findRoundIn(db, channelId)) throw new UserError((reader) => roundWords(reader).oneIsOn);
    const questions = chooseQuestions(db, { guildId, subject, topics, count }, now(), random);
    if (questions.length === 0) throw new UserError((reader) => roundWords(reader).nothingToAsk);
    const id = randomId(random);
    store.insertRound(
      db,
      {
        id,
        guildId,
        channelId,
        hostId,
        subject: subject.key,
        seconds,
        mode,
        teams,
        discusses,
        questions: questions.length,
        createdAt: now(),
        phase: 'lobby',
        position: -1,
        dueAt: now() + LOBBY_MS,
        isShown: true,
      },
      questions,
    );
    setLocale(db, guildId, locale);
    store.addPlayer(db, id, hostId, null);
    return getRound(db, guildId, id);
  });
}

/** Questions that the server has not had lately, of topics that go badly more often; each once. */
function chooseQuestions(
  db: Db,
  { guildId, subject, topics, count }: Pick<Wanted, 'guildId' | 'subject' | 'topics'> & { count: number },
  now: number,
  random: () => number,
): Pick<RoundQuestion, 'questionKey' | 'revision' | 'optionOrder'>[] {
  const today = localDate(now, findTimeZone(db, guildId));
  const had = listPosted(db, guildId, addDays(today, -REPEAT_AFTER_DAYS - 1));
  for (const [key, at] of store.listAskedInRounds(db, guildId, now - REPEAT_AFTER_MS)) {
    had.set(key, Math.max(at, had.get(key) ?? at));
  }
  const records = listTopicRecords(db, guildId);
  const pool = listPostable(db, subject).filter(({ topicId }) => topics?.has(topicId) ?? true);
  const chosen: Pick<RoundQuestion, 'questionKey' | 'revision' | 'optionOrder'>[] = [];
  const taken = new Set<number>();
  while (chosen.length < count) {
    const one = chooseQuestion(
      pool.filter(({ key }) => !taken.has(key)),
      had,
      records,
      now,
      random,
    );
    if (!one) break;
    taken.add(one.key);
    const { key: questionKey, revision } = one;
    const order = optionOrder(getQuestionContent(db, questionKey, revision), random);
    chosen.push({ questionKey, revision, optionOrder: order });
  }
  return chosen;
}

/** @throws UserError when there is no such round in this server */
export function getRound(db: Db, guildId: string | null, id: string): Round {
  const found = store.findRound(db, id);
  if (!found || found.guildId !== guildId) throw new UserError((reader) => roundWords(reader).gone);
  return found;
}

/** Puts a member into a round that gathers or is on. Again changes nothing. @throws UserError when it is over */
export function joinRound(
  db: Db,
  guildId: string | null,
  id: string,
  userId: string,
): { round: Round; isNew: boolean } {
  return transaction(db, () => {
    const round = getRound(db, guildId, id);
    if (isOver(round)) throw new UserError((reader) => roundWords(reader).isOver);
    return { round, isNew: enter(db, round, userId) };
  });
}

function isOver({ phase }: Round): boolean {
  return phase === 'ending' || phase === 'over';
}

/** Once teams are drawn, whoever comes later fills the smallest. */
function enter(db: Db, round: Round, userId: string): boolean {
  const areDrawn = round.teams > 0 && round.phase !== 'lobby';
  return store.addPlayer(
    db,
    round.id,
    userId,
    areDrawn ? smallestTeam(store.teamSizes(db, round.id, round.teams)) : null,
  );
}

interface OfQuestion {
  round: Round;
  content: QuestionContent;
  question: RoundQuestion;
  choice: number[];
}

export type RoundAnswered = OfQuestion &
  (
    | { outcome: 'begun' }
    | {
        outcome: 'sealed';
        /** the answer that it replaces */
        before: number[] | null;
        sure: boolean;
        /** what most of the member's team has chosen */
        leaning: { team: number; choice: readonly number[]; votes: number; members: number } | undefined;
      }
  );

export interface Press {
  guildId: string | null;
  roundId: string;
  position: number;
  userId: string;
  /** when Discord says that the press happened, UTC ms */
  pressedAt: number;
}

/**
 * A member's answer to the present question, in place of the one before. It is told to nobody until the question is over.
 * @param places the options chosen, in the order shown
 * @throws UserError when the question cannot be answered any more
 */
export function answerRound(db: Db, press: Press, places: readonly number[], clock: () => number): RoundAnswered {
  return transaction(db, () => {
    const { roundId, position, userId, pressedAt } = press;
    const round = getOpen(db, press);
    const question = store.getQuestion(db, roundId, position);
    const content = getQuestionContent(db, question.questionKey, question.revision);
    const choice = optionsAt(question.optionOrder, places);
    if (!kindOf(content).isWhole(content, choice)) return { round, content, question, choice, outcome: 'begun' };
    if (choice.length === 0) throw new Error(`round ${roundId} has no such options: ${places.join()}`);
    const vote = voteOf(round);
    const before = findAnswer(db, { roundId, position, vote, userId });
    const sure = before?.sure ?? false;
    enter(db, round, userId);
    saveAnswer(db, { roundId, position, vote, userId, choice, sure, answeredAt: pressedAt });
    if (!before) countAnswer(db, round, userId, clock());
    const leaning = teamLeaning(db, round, userId);
    return { round, content, question, choice, outcome: 'sealed', before: before?.choice ?? null, sure, leaning };
  });
}

/** A member says to be sure of the answer given, or takes that back. @throws UserError as for an answer */
export function setSure(db: Db, press: Press, sure: boolean): RoundAnswered {
  return transaction(db, () => {
    const { roundId, position, userId } = press;
    const round = getOpen(db, press);
    const answer = findAnswer(db, { roundId, position, vote: voteOf(round), userId });
    if (!answer) throw new UserError((reader) => roundWords(reader).answerFirst);
    saveAnswer(db, { ...answer, sure });
    const question = store.getQuestion(db, roundId, position);
    const content = getQuestionContent(db, question.questionKey, question.revision);
    const { choice } = answer;
    const leaning = teamLeaning(db, round, userId);
    return { round, content, question, choice, outcome: 'sealed', before: choice, sure, leaning };
  });
}

/** 1, or 2 after a discussion. */
export function voteOf({ phase }: Pick<Round, 'phase'>): number {
  return phase === 'discussing' ? 2 : 1;
}

function getOpen(db: Db, { guildId, roundId, position, pressedAt }: Press): Round {
  const round = getRound(db, guildId, roundId);
  if (isOver(round)) throw new UserError((reader) => roundWords(reader).isOver);
  const isOpen = (round.phase === 'asking' || round.phase === 'discussing') && round.position === position;
  // A press counts from when it happened, so one that was made in time may come a moment after the end; not after the answer.
  if (!isOpen || (round.endsAt !== null && pressedAt > round.endsAt))
    throw new UserError((reader) => roundWords(reader).tooLate);
  return round;
}

/** One more has answered; when all who take part have, the question is over as soon as a slip can have been taken back. */
function countAnswer(db: Db, round: Round, userId: string, now: number): void {
  const { id, position } = round;
  store.noteAnswered(db, id, userId, position);
  const answered = round.answered + 1;
  const active = store.countActive(db, id, position - 1);
  const isComplete = answered >= active && (active > 1 || position > 0);
  const end = isComplete ? Math.min(round.dueAt, now + GRACE_MS) : round.dueAt;
  store.updateRound(db, id, { answered, ...(round.isShown && { dueAt: end }) });
}

function teamLeaning(db: Db, round: Round, userId: string) {
  const { id: roundId, position } = round;
  const team = store.findPlayer(db, roundId, userId)?.team ?? null;
  if (team === null) return undefined;
  const choices = listTeamChoices(db, { roundId, position, vote: voteOf(round), team });
  const choice = majority(choices);
  if (!choice) return undefined;
  const votes = choices.filter((other) => String(other) === String(choice)).length;
  return { team, choice, votes, members: choices.length };
}

/** Goes on at once from the gathering or from an answer that was told. @throws UserError when that is not the host's to do */
export function goOn(db: Db, guildId: string | null, id: string, userId: string, position: number, now: number): Round {
  return transaction(db, () => {
    const round = getRound(db, guildId, id);
    if (isOver(round)) throw new UserError((reader) => roundWords(reader).isOver);
    // The host who is gone holds nobody up: it goes on by itself.
    if (round.hostId !== userId) throw new UserError((reader) => roundWords(reader).hostGoesOn(`<@${round.hostId}>`));
    const waits = round.phase === 'lobby' || (round.phase === 'told' && round.isShown);
    if (round.position !== position) throw new UserError((reader) => roundWords(reader).hasGoneOn);
    if (waits) store.updateRound(db, id, { dueAt: Math.min(round.dueAt, now) });
    return round;
  });
}

/** Ends the round of a channel; what was answered counts. @throws UserError when none is on, or it is not the host's */
export function stopRound(db: Db, channelId: string, userId: string, isOrganiser: boolean, now: number): Round {
  return transaction(db, () => {
    const round = store.findRoundIn(db, channelId);
    if (!round || isOver(round)) throw new UserError((reader) => roundWords(reader).noneIsOn);
    if (round.hostId !== userId && !isOrganiser)
      throw new UserError((reader) => roundWords(reader).hostStops(`<@${round.hostId}>`));
    const isOpen = (round.phase === 'asking' || round.phase === 'discussing') && round.isShown;
    // A question that is open is told first: what was answered counts.
    const next = isOpen ? {} : { phase: 'ending' as const, messageId: null, isShown: false };
    store.updateRound(db, round.id, { ...next, endedBecause: 'stopped', dueAt: now });
    return round;
  });
}
