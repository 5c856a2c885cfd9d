/**
 * Telling an answer in a message of its own. An edited message of yesterday is seen by nobody: what no later question tells
 * comes into the channel so. As with a question, the row says before a send that the message may be there, and the next try
 * looks for it first.
 */
import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import { durable } from '../db/durable.ts';
import { transaction } from '../db/open.ts';
import { findLocale } from '../guild/store.ts';
import { SendError } from '../messenger.ts';
import { localDate } from '../time/local-day.ts';
import { CLAIM_MS, LOOK_BACK_MS, keepTrying } from './deliver.ts';
import { timingOf } from './plan.ts';
import { recapFor } from './recap.ts';
import { announcementMessage, announcementPrefix } from './recap-view.ts';
import { type Delivery, claim, updateDelivery } from './store/delivery.ts';
import { findSchedule } from './store/schedule.ts';
import { findCarrier, isCarrierComing } from './store/telling.ts';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
/** After so long nobody waits for the answer any more. */
export const TELL_WITHIN_MS = 48 * HOUR_MS;

/** `told`: by a later question, or too late to be told at all; `wait`: a later question is about to tell it */
type Way = 'told' | 'wait' | 'send' | 'look';

/** Tells the answer to one question, if nothing else does. It stays due when that fails, for two days. */
export async function announce(app: App, id: number): Promise<void> {
  const { db, log, now } = app;
  const delivery = claim(db, id, now(), now() + CLAIM_MS);
  if (!delivery || delivery.announceAt === null) return;
  const way = decide(app, delivery);
  const isOver = { announceAt: null, announceUnsureSince: null, claimedUntil: 0 };
  if (way === 'told') return updateDelivery(db, id, isOver);
  const later = { announceAt: now() + waitOf(delivery, now()), claimedUntil: 0 };
  if (way === 'wait') return updateDelivery(db, id, later);
  try {
    const isThere = way === 'look' && (await isFound(app, delivery));
    if (!isThere) await send(app, delivery);
    await keepTrying(db, () => updateDelivery(db, id, isOver));
  } catch (error) {
    if (!(error instanceof SendError)) log.error({ err: error, delivery: id }, 'telling an answer failed');
    const failure = error instanceof SendError ? error.failure : 'unknown';
    // Discord did nothing, and nobody had tried before: a later question may tell it.
    const isNotThere = failure !== 'unknown' && delivery.announceUnsureSince === null;
    updateDelivery(
      db,
      id,
      failure === 'gone' ? isOver : { ...later, ...(isNotThere && { announceUnsureSince: null }) },
    );
    const reason = error instanceof SendError ? error.message : 'fault';
    log.warn({ delivery: id, guild: delivery.guildId, reason }, 'an answer was not told in a message of its own');
  }
}

/** What to do is decided, and written down, where nobody else can decide something else meanwhile. */
function decide({ db, now }: App, delivery: Delivery): Way {
  return transaction(db, (): Way => {
    if (now() - (delivery.revealedAt ?? now()) > TELL_WITHIN_MS) return 'told';
    if (delivery.announceUnsureSince !== null) return 'look';
    const schedule = findSchedule(db, delivery.guildId);
    const isRunning = schedule?.pausedAt === null;
    const carrier = findCarrier(db, delivery);
    if (carrier?.state === 'sent') return 'told';
    // What may have arrived, or is about to, tells it; what waits for the end of a pause does not.
    if (carrier && (isRunning || carrier.unsureSince !== null)) return 'wait';
    if (carrier) updateDelivery(db, carrier.id, { recapOf: null });
    else if (isRunning && isCarrierComing(db, delivery)) return 'wait';
    updateDelivery(db, delivery.id, { announceUnsureSince: now() });
    return 'send';
  });
}

/** As long as it has been waiting: a minute at first, an hour at most. */
function waitOf({ revealedAt }: Delivery, now: number): number {
  return Math.min(HOUR_MS, Math.max(MINUTE_MS, now - (revealedAt ?? now)));
}

async function isFound({ messenger }: App, delivery: Delivery): Promise<boolean> {
  const since = (delivery.announceUnsureSince ?? 0) - LOOK_BACK_MS;
  return (await messenger.findOwn(delivery.channelId, since, announcementPrefix(delivery))) !== undefined;
}

async function send({ db, messenger, now }: App, delivery: Delivery): Promise<void> {
  const { guildId, channelId, localDate: date } = delivery;
  const schedule = findSchedule(db, guildId);
  const today = schedule ? localDate(now(), timingOf(db, schedule).zone) : date;
  const message = announcementMessage(findLocale(db, guildId), recapFor(db, delivery, today));
  // The row must outlive a power cut before the message is out.
  await durable(db);
  const nonce = createHash('sha256').update(`answer/${guildId}/${date}`).digest('base64url').slice(0, 22);
  await messenger.send(channelId, message, nonce);
}
