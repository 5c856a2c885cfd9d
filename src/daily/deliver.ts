/**
 * Sending what is owed. Before a send, the row says that the message may be there from now on. So whatever fails in between
 * (the answer is lost, the bot is killed, another process takes over), the next try first checks whether it arrived. And each
 * send carries a nonce made from the row's server and date: within a few minutes Discord itself treats two of them as one.
 */
import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import { retryWhileBusy } from '../db/busy.ts';
import { durable } from '../db/durable.ts';
import { type Db, transaction } from '../db/open.ts';
import { findLocale } from '../guild/store.ts';
import { type FoundMessage, SendError } from '../messenger.ts';
import { findQuestion, getQuestionContent } from '../question/store.ts';
import { backoff } from '../time/backoff.ts';
import { DAY_MS } from '../time/local-day.ts';
import { tellOrganiser } from './notice.ts';
import { LATEST_MS } from './plan.ts';
import { findRecap, takeRecap } from './recap.ts';
import { keepReason, readReason, reasonOf } from './reason.ts';
import { dueReveal } from './reveal-time.ts';
import * as store from './store/delivery.ts';
import type { Delivery } from './store/delivery.ts';
import { findSchedule, forgetFailures, updateSchedule } from './store/schedule.ts';
import { answerPrefix, dailyQuestionMessage } from './view.ts';

const FIRST_RETRY_MS = 60 * 1000;
const LONGEST_RETRY_MS = 30 * 60 * 1000;
/** How long nobody else takes up what has been claimed; the messenger gives up on a request well within this time. */
export const CLAIM_MS = 2 * 60 * 1000;
/** How long this is tried while another program holds the database; well within the claim. */
const KEEP_TRYING_MS = 20 * 1000;
/** After this many failed days in a row a schedule pauses itself. */
export const FAILED_DAYS = 7;
/**
 * The clocks of two machines differ, so the search for a message starts this much earlier. Its buttons say which one it is.
 */
export const LOOK_BACK_MS = 60 * 60 * 1000;
/** How long to keep looking for a message that may have arrived, where its channel cannot be read. */
const LOOK_FOR_MS = 7 * DAY_MS;

/**
 * Tries to send one delivery. It stays owed when that fails, until it is too late; and while Discord's clock cannot be asked
 * whether it is.
 */
export async function deliver(app: App, id: number): Promise<void> {
  const { db } = app;
  const owed = store.findDelivery(db, id);
  if (owed && app.now() - owed.dueAt > LATEST_MS && app.clock.trust() !== 'full') return;
  const delivery = store.claim(db, id, app.now(), app.now() + CLAIM_MS);
  if (delivery?.state !== 'pending') return;
  const late = app.now() - delivery.dueAt;
  let sent: FoundMessage | undefined;
  try {
    if (delivery.unsureSince !== null) sent = await findSent(app, delivery, delivery.unsureSince);
    if (!sent && late <= LATEST_MS) sent = await send(app, delivery);
  } catch (error) {
    if (late <= LATEST_MS + LOOK_FOR_MS) return keepFailure(app, delivery, error);
  }
  // Should this write fail, the row still says that the message may be there, and the next try finds it.
  const found = sent;
  if (found) await keepTrying(db, () => keepSent(app, delivery, found));
  else await giveUp(app, delivery);
}

/** For what is in hand already, and cannot be begun again from the start. */
export function keepTrying(db: Db, work: () => void): Promise<void> {
  return retryWhileBusy(db, work, { untilMs: performance.now() + KEEP_TRYING_MS });
}

function findSent({ messenger }: App, delivery: Delivery, since: number): Promise<FoundMessage | undefined> {
  return messenger.findOwn(delivery.channelId, since - LOOK_BACK_MS, answerPrefix(delivery));
}

async function send(app: App, delivery: Delivery): Promise<FoundMessage> {
  const { db, messenger, catalogue } = app;
  const facts = findQuestion(db, delivery.questionKey);
  const content = getQuestionContent(db, delivery.questionKey, delivery.revision);
  const schedule = findSchedule(db, delivery.guildId);
  const locale = findLocale(db, delivery.guildId);
  let owed = delivery;
  await keepTrying(db, () => {
    owed = transaction(db, () => {
      store.setUnsure(db, delivery.id, app.now());
      return takeRecap(db, delivery, schedule?.revealAfterHours === null, app.now());
    });
  });
  const message = dailyQuestionMessage(locale, owed, {
    facts,
    content,
    domainName: catalogue.domainName(facts.packId, facts.domain, locale),
    answers: 0,
    revealAt: schedule ? dueReveal(db, schedule, delivery, app.now()) : null,
    sentAt: app.now(),
    recap: findRecap(db, owed),
  });
  // The row must outlive a power cut before the message is out.
  await durable(db);
  const { messageId } = await messenger.send(delivery.channelId, message, nonceOf(delivery));
  return { messageId, sentAt: app.now() };
}

function keepSent({ db, now }: App, delivery: Delivery, { messageId, sentAt }: FoundMessage): void {
  transaction(db, () => {
    const schedule = findSchedule(db, delivery.guildId);
    store.updateDelivery(db, delivery.id, {
      state: 'sent',
      messageId,
      sentAt,
      lastError: null,
      unsureSince: null,
      claimedUntil: 0,
      revealAt: schedule ? dueReveal(db, schedule, delivery, sentAt) : null,
    });
    forgetFailures(db, delivery.guildId);
    if (schedule?.revealAfterHours === null) store.revealEarlier(db, delivery, now());
  });
}

async function keepFailure(app: App, delivery: Delivery, error: unknown): Promise<void> {
  const { db, log, now } = app;
  // A fault of ours with one server's question must not keep the others from theirs.
  if (!(error instanceof SendError)) log.error({ err: error, delivery: delivery.id }, 'sending failed');
  const failure = error instanceof SendError ? error.failure : 'unknown';
  const reason = reasonOf(error);
  const lastError = keepReason(reason);
  const attempts = delivery.attempts + 1;
  const wait = backoff(attempts, FIRST_RETRY_MS, LONGEST_RETRY_MS);
  const retryAt = now() + wait;
  // Discord said that it did nothing and nobody had tried before; or there is no channel for it to be in.
  const isNotThere = (failure !== 'unknown' && delivery.unsureSince === null) || failure === 'gone';
  transaction(db, () => {
    store.updateDelivery(db, delivery.id, {
      attempts,
      retryAt,
      lastError,
      claimedUntil: 0,
      ...(isNotThere && { unsureSince: null }),
    });
    // The organiser may have chosen another channel while the send was on its way.
    const schedule = isNotThere && findSchedule(db, delivery.guildId);
    if (schedule) store.redirectPending(db, schedule, retryAt);
  });
  log.warn(
    { delivery: delivery.id, guild: delivery.guildId, attempts, reason: lastError },
    'question of the day not sent',
  );
  if (failure === 'refused' || failure === 'gone') {
    await tellOrganiser(app, delivery, (words) => words.notPosted(`<#${delivery.channelId}>`, words.reason(reason)));
  }
}

/** Too late: this date goes without a question. A schedule that fails for a week pauses itself. */
async function giveUp(app: App, delivery: Delivery): Promise<void> {
  const { db, log } = app;
  const { guildId } = delivery;
  const lastError = delivery.lastError ?? keepReason({ key: 'away' });
  const reason = readReason(lastError);
  const failedDays = transaction(db, () => {
    store.updateDelivery(db, delivery.id, { state: 'skipped', lastError, claimedUntil: 0 });
    const before = findSchedule(db, guildId)?.failedDays ?? 0;
    const days = delivery.attempts > 0 ? before + 1 : before;
    updateSchedule(db, guildId, {
      failedDays: days,
      ...(days >= FAILED_DAYS && { pausedAt: app.now(), pausedBy: 'failures' as const }),
    });
    return days;
  });
  log.warn({ delivery: delivery.id, guild: guildId, reason: lastError }, 'question of the day skipped: too late');
  const channel = `<#${delivery.channelId}>`;
  if (failedDays >= FAILED_DAYS) {
    await tellOrganiser(app, delivery, (words) => words.pausedItself(channel, FAILED_DAYS, words.reason(reason)), {
      again: true,
    });
  } else if (delivery.attempts > 0) {
    await tellOrganiser(app, delivery, (words) =>
      words.notPostedInTime(channel, delivery.localDate, words.reason(reason)),
    );
  }
}

/** At most 25 characters, as Discord takes; the same for the same server and date in any database. */
function nonceOf({ guildId, localDate }: Delivery): string {
  return createHash('sha256').update(`${guildId}/${localDate}`).digest('base64url').slice(0, 22);
}
