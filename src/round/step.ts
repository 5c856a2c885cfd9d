/**
 * One step of a round: what is due, and the message that shows it. A phase is a row before it is a message; a message that
 * may have arrived is looked for before it is sent again, so each comes once, whatever stops the bot in between.
 */
import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import { retryWhileBusy } from '../db/busy.ts';
import { durable } from '../db/durable.ts';
import type { Message } from '../message.ts';
import { findLocale } from '../guild/store.ts';
import { SendError } from '../messenger.ts';
import { drawn } from '../picture/picture.ts';
import { findQuestion } from '../question/store.ts';
import { backoff } from '../time/backoff.ts';
import { advance } from './advance.ts';
import { resultMessage, resultPrefix, toldMessage, toldPicture } from './told-view.ts';
import { findOpenQuestion, findResult, findTold } from './outcome.ts';
import { DISCUSSION_MS, PAUSE_MS, secondsFor } from './rules.ts';
import * as store from './store.ts';
import type { Round } from './store.ts';
import { answerPrefix, questionMessage } from './view.ts';
import { roundWords } from './words.ts';

/** For so long nobody else takes up what one has in hand. */
const CLAIM_MS = 20_000;
/** A step that is in hand already is kept for so long while another program holds the database; well within the claim. */
const KEEP_TRYING_MS = 10_000;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;
/** Some two minutes of tries: people wait in front of their screens. */
const MOST_ATTEMPTS = 12;
/** The clocks of two machines differ; a message is looked for from so much earlier. */
const LOOK_BACK_MS = 60_000;

/** Goes on with a round whose time has come, unless somebody else is about it. */
export async function step(app: App, id: string): Promise<void> {
  const { db, now } = app;
  if (!store.claim(db, id, now(), now() + CLAIM_MS)) return;
  try {
    advance(app, id);
    const round = store.findRound(db, id);
    if (round && !round.isShown && round.phase !== 'over') await show(app, round);
  } finally {
    await retryWhileBusy(db, () => store.updateRound(db, id, { claimedUntil: 0 }), {
      untilMs: performance.now() + KEEP_TRYING_MS,
    });
  }
}

async function show(app: App, round: Round): Promise<void> {
  const { db } = app;
  // What is about to be told must outlive a power cut.
  await durable(db);
  let change: Partial<Round>;
  try {
    change = await showPhase(app, round);
  } catch (error) {
    return failed(app, round, error);
  }
  const shown = { ...change, isShown: true, unsureSince: null, attempts: 0 };
  await retryWhileBusy(db, () => store.updateRound(db, round.id, shown), {
    untilMs: performance.now() + KEEP_TRYING_MS,
  });
}

/** Brings the phase onto the screen. @returns what the round is then */
async function showPhase(app: App, round: Round): Promise<Partial<Round>> {
  const { db, now } = app;
  const locale = findLocale(db, round.guildId);
  switch (round.phase) {
    case 'asking': {
      const open = findOpenQuestion(app, round);
      const endsAt = now() + 1000 * (round.seconds ?? secondsFor(open.content));
      store.updateRound(db, round.id, { endsAt });
      const message = questionMessage(locale, { ...round, endsAt }, open);
      const messageId = await postOnce(app, round, message, answerPrefix(round));
      return { messageId, dueAt: endsAt };
    }
    case 'discussing': {
      const open = findOpenQuestion(app, round);
      const endsAt = now() + DISCUSSION_MS;
      store.updateRound(db, round.id, { endsAt });
      const message = questionMessage(locale, { ...round, endsAt }, open);
      const messageId = await editOrPost(app, round, message, answerPrefix(round));
      const title = findQuestion(db, open.question.questionKey).topicTitle;
      await openThread(app, round, messageId, roundWords(locale).discussionThread(title));
      return { messageId, endsAt, dueAt: endsAt };
    }
    case 'told': {
      const told = findTold(app, round);
      // One that was stopped has no more to wait for.
      const next = now() + (round.endedBecause === null ? PAUSE_MS : 0);
      const files = await drawn(app.pictures, toldPicture(locale, told));
      const message = { ...toldMessage(locale, told, files.length > 0), files };
      const messageId = await editOrPost(app, round, message, `round:go:${round.id}:${round.position}`);
      return { messageId, dueAt: next };
    }
    case 'ending': {
      const message = resultMessage(locale, findResult(app, round));
      return { messageId: await postOnce(app, round, message, resultPrefix(round.id)), phase: 'over' };
    }
    case 'lobby':
    case 'over':
      return {};
  }
}

/** Posts a message, unless it is there already from a try whose outcome was not known. */
async function postOnce(app: App, round: Round, message: Message, prefix: string): Promise<string> {
  const { db, messenger, now } = app;
  if (round.unsureSince !== null) {
    const found = await messenger.findOwn(round.channelId, round.unsureSince - LOOK_BACK_MS, prefix);
    if (found) return found.messageId;
  } else {
    store.updateRound(db, round.id, { unsureSince: now() });
  }
  await durable(db);
  const { messageId } = await messenger.send(round.channelId, message, nonceOf(prefix));
  return messageId;
}

/** Changes the question's message; where somebody deleted it, what it would show comes as a new one. */
async function editOrPost(app: App, round: Round, message: Message, prefix: string): Promise<string> {
  if (round.messageId !== null && round.unsureSince === null) {
    try {
      await app.messenger.edit(round.channelId, round.messageId, message, { urgency: 'now' });
      return round.messageId;
    } catch (error) {
      if (!(error instanceof SendError) || error.why.key !== 'message-gone') throw error;
    }
  }
  return postOnce(app, round, message, prefix);
}

async function openThread({ messenger, log }: App, round: Round, messageId: string, name: string): Promise<void> {
  try {
    await messenger.openThread(round.channelId, messageId, name);
  } catch (error) {
    // They can talk in the channel, too.
    if (!(error instanceof SendError)) throw error;
    log.warn({ round: round.id, reason: error.message }, 'no thread for a discussion');
  }
}

/** Tried again soon; where that is of no use, or has failed for too long, the round ends and its host is told. */
async function failed(app: App, round: Round, error: unknown): Promise<void> {
  const { db, log, now } = app;
  const failure = error instanceof SendError ? error.failure : 'unknown';
  const attempts = round.attempts + 1;
  if (!(error instanceof SendError)) log.error({ err: error, round: round.id }, 'a round could not go on');
  else log.warn({ round: round.id, phase: round.phase, attempts, reason: error.message }, 'a round is held up');
  const isOver = failure === 'gone' || failure === 'refused' || attempts >= MOST_ATTEMPTS;
  // Discord said that it did nothing, and nobody had tried before.
  const isNotThere = failure !== 'unknown' && round.unsureSince === null;
  store.updateRound(db, round.id, {
    attempts,
    dueAt: now() + backoff(attempts, FIRST_RETRY_MS, LONGEST_RETRY_MS),
    ...(isNotThere && { unsureSince: null }),
    ...(isOver && { phase: 'over' as const, endedBecause: 'not-sent' as const }),
  });
  if (isOver) await tellHost(app, round);
}

async function tellHost({ db, messenger, log }: App, round: Round): Promise<void> {
  const words = roundWords(findLocale(db, round.guildId));
  try {
    const message = { content: words.notHere(`<#${round.channelId}>`) };
    await messenger.sendDirect(round.hostId, message, nonceOf(`notice/${round.id}`));
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    log.warn({ round: round.id, reason: error.message }, 'a host could not be told that a round ended');
  }
}

/** At most 25 characters, as Discord takes. */
function nonceOf(what: string): string {
  return createHash('sha256').update(what).digest('base64url').slice(0, 22);
}
