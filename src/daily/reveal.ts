/**
 * Telling the answers. The message is edited, which can be done twice without harm; the sealed answers go into the log
 * first, each under a name that the log takes once.
 */
import type { App } from '../app.ts';
import type { Db } from '../db/open.ts';
import { durable } from '../db/durable.ts';
import { findLocale } from '../guild/store.ts';
import { SendError } from '../messenger.ts';
import { drawn } from '../picture/picture.ts';
import { streakOf } from './streak-store.ts';
import { findQuestion, getQuestionContent } from '../question/store.ts';
import { openSealed } from './answer.ts';
import { CLAIM_MS } from './deliver.ts';
import { tellOrganiser } from './notice.ts';
import { keepReason, reasonOf } from './reason.ts';
import { revealMessage, revealPicture, threadName } from './reveal-view.ts';
import { spreadOf } from '../question/spread.ts';
import { type Delivery, claim, updateDelivery } from './store/delivery.ts';
import { listAnswers } from './store/sealed.ts';
import { findCarrier } from './store/telling.ts';
import { backoff } from '../time/backoff.ts';

const FIRST_RETRY_MS = 60 * 1000;
const LONGEST_RETRY_MS = 60 * 60 * 1000;
/** Tries, some two days' worth: after that nobody is waiting for the answer any more. */
export const MOST_ATTEMPTS = 53;
/** How many members are named as right; a longer list would not be read. */
export const NAMED = 15;
/** How long to wait at most until the answers count in the streaks. */
const SETTLE_MS = 5000;

/** Tries to tell the answers to one question. It stays due when that fails, for some two days of tries. */
export async function reveal(app: App, id: number): Promise<void> {
  const { db, log, now } = app;
  const delivery = claim(db, id, now(), now() + CLAIM_MS);
  if (!delivery || delivery.revealedAt !== null || delivery.messageId === null) return;
  openSealed(db, delivery);
  await durable(db);
  try {
    const answers = await show(app, delivery, delivery.messageId);
    updateDelivery(db, id, {
      revealedAt: now(),
      lastError: null,
      claimedUntil: 0,
      // Where nobody answered, nobody waits for it.
      announceAt: answers > 0 && !isTold(db, delivery) ? now() : null,
    });
  } catch (error) {
    if (!(error instanceof SendError)) log.error({ err: error, delivery: id }, 'a reveal failed');
    const failure = error instanceof SendError ? error.failure : 'unavailable';
    const revealAttempts = delivery.revealAttempts + 1;
    const isOver = failure === 'gone' || revealAttempts >= MOST_ATTEMPTS;
    const wait = backoff(revealAttempts, FIRST_RETRY_MS, LONGEST_RETRY_MS);
    const reason = reasonOf(error);
    const lastError = keepReason(reason);
    updateDelivery(db, id, {
      lastError,
      ...(isOver ? { revealedAt: now(), claimedUntil: 0 } : { revealAttempts, claimedUntil: now() + wait }),
    });
    log.warn(
      { delivery: id, guild: delivery.guildId, revealAttempts, reason: lastError, isOver },
      'the answers were not told',
    );
    if (failure === 'refused' || (isOver && failure !== 'gone')) {
      const channel = `<#${delivery.channelId}>`;
      await tellOrganiser(app, delivery, (words) =>
        (isOver ? words.neverTold : words.notTold)(channel, delivery.localDate, words.reason(reason)),
      );
    }
  }
}

/** Whether a later question has told the answer. */
function isTold(db: Db, delivery: Delivery): boolean {
  return findCarrier(db, delivery)?.state === 'sent';
}

/** @returns how many members had answered */
async function show(app: App, delivery: Delivery, messageId: string): Promise<number> {
  const { db, messenger, pictures, catalogue, log, now, following } = app;
  const { guildId, channelId, questionKey, revision } = delivery;
  const locale = findLocale(db, guildId);
  const facts = findQuestion(db, questionKey);
  const content = getQuestionContent(db, questionKey, revision);
  const spread = spreadOf(content, listAnswers(db, delivery.id));
  // The streaks of those who were right count what was opened just now.
  await following.settle(SETTLE_MS);
  const right = spread.right
    .slice(0, NAMED)
    .map((userId) => ({ userId, streak: streakOf(db, guildId, userId, now()).days }));
  const revealed = {
    facts,
    content,
    spread,
    right,
    packName: catalogue.manifest(facts.packId)?.name ?? '',
  };
  const files = await drawn(pictures, revealPicture(locale, delivery, revealed), 'soon');
  await messenger.edit(channelId, messageId, revealMessage(locale, delivery, revealed, files));
  // Nobody would have anything to talk about.
  if (!delivery.opensThread || spread.answers === 0) return spread.answers;
  try {
    await messenger.openThread(channelId, messageId, threadName(locale, facts));
  } catch (error) {
    // Nice to have: the answers are told all the same.
    if (!(error instanceof SendError) || error.failure === 'unknown') throw error;
    log.warn({ delivery: delivery.id, guild: guildId, reason: error.message }, 'no thread for the question of the day');
  }
  return spread.answers;
}
