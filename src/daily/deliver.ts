/**
 * Sending what is owed. A delivery is a row before it is a message, and the message carries a nonce made from the row's
 * server and date: whatever fails in between, trying again posts no second one.
 */
import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import { durable } from '../db/durable.ts';
import { SendError } from '../messenger.ts';
import { findQuestion, getQuestionContent } from '../question/store.ts';
import { planDeliveries } from './schedule.ts';
import type { Delivery } from './store.ts';
import * as store from './store.ts';
import { dailyQuestionMessage } from './view.ts';

/** A question later than this is left out: yesterday's question at breakfast helps nobody. */
export const LATEST_MS = 6 * 60 * 60 * 1000;
const FIRST_RETRY_MS = 60 * 1000;
const LONGEST_RETRY_MS = 30 * 60 * 1000;
const AT_ONCE = 8;

/** One turn of the clock: plans what has come due and sends what is owed. */
export async function tick(app: App): Promise<void> {
  planDeliveries(app.db, app.now(), app.random);
  const pending = store.listPending(app.db, app.now()).values();
  const sendRest = async () => {
    for (const delivery of pending) await deliver(app, delivery);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendRest));
}

/** Tries to send one delivery. It stays owed when that fails, until it is too late. */
export async function deliver(app: App, delivery: Delivery): Promise<Delivery> {
  const { db, log } = app;
  let change: Partial<Delivery>;
  if (app.now() - delivery.dueAt > LATEST_MS) {
    change = { state: 'skipped', lastError: delivery.lastError ?? 'the bot was not running' };
    log.warn(
      { delivery: delivery.id, guild: delivery.guildId, reason: change.lastError },
      'question of the day skipped: too late',
    );
  } else {
    change = await send(app, delivery);
  }
  store.updateDelivery(db, delivery.id, change);
  return { ...delivery, ...change };
}

async function send(app: App, delivery: Delivery): Promise<Partial<Delivery>> {
  const facts = findQuestion(app.db, delivery.questionKey);
  const content = getQuestionContent(app.db, delivery.questionKey, delivery.revision);
  const message = dailyQuestionMessage(delivery, facts, content, app.catalogue.domainName(facts.packId, facts.domain));
  // The row must outlive a power cut before the message is out.
  await durable(app.db);
  try {
    const { messageId } = await app.messenger.send(delivery.channelId, message, nonceOf(delivery));
    return { state: 'sent', messageId, sentAt: app.now(), lastError: null };
  } catch (error) {
    // A fault of ours with one server's question must not keep the others from theirs.
    if (!(error instanceof SendError)) app.log.error({ err: error, delivery: delivery.id }, 'sending failed');
    const reason = error instanceof SendError ? error.message : 'something went wrong on my side';
    const attempts = delivery.attempts + 1;
    const wait = Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS);
    app.log.warn({ delivery: delivery.id, guild: delivery.guildId, attempts, reason }, 'question of the day not sent');
    return { attempts, retryAt: app.now() + wait, lastError: reason };
  }
}

/** At most 25 characters, as Discord takes; the same for the same server and date in any database. */
function nonceOf({ guildId, localDate }: Delivery): string {
  return createHash('sha256').update(`${guildId}/${localDate}`).digest('base64url').slice(0, 22);
}
