/**
 * The number of answers that a question's message shows. It is updated after a moment, so that several
 * answers share one edit.
 */
import type { App } from '../app.ts';
import { SendError } from '../messenger.ts';
import { findLocale } from '../guild/store.ts';
import { findQuestion, getQuestionContent } from '../question/store.ts';
import { isClosed } from './answer.ts';
import { CLAIM_MS } from './deliver.ts';
import { findRecap } from './recap.ts';
import { claim, findDelivery, updateDelivery } from './store/delivery.ts';
import { countAnswers, listStaleCounts } from './store/sealed.ts';
import { dailyQuestionMessage } from './view.ts';

const DELAY_MS = 3000;

const waiting = new WeakMap<App['db'], Set<number>>();

/** Has the message show the present number soon. */
export function countSoon(app: App, deliveryId: number): void {
  let ids = waiting.get(app.db);
  if (!ids) waiting.set(app.db, (ids = new Set()));
  if (ids.has(deliveryId)) return;
  ids.add(deliveryId);
  const timer = setTimeout(() => {
    ids.delete(deliveryId);
    if (!app.db.$client.open) return;
    showCount(app, deliveryId).catch((error: unknown) =>
      app.log.error({ err: error, delivery: deliveryId }, 'a count was not shown'),
    );
  }, DELAY_MS);
  timer.unref();
}

/** After a start: what was answered just before the stop. */
export function catchUpCounts(app: App): void {
  for (const id of listStaleCounts(app.db)) countSoon(app, id);
}

/** Edits the message if its number is not the present one. What fails is made good by the next answer or the reveal. */
export async function showCount(app: App, deliveryId: number): Promise<void> {
  const { db, catalogue, messenger, now } = app;
  const delivery = findDelivery(db, deliveryId);
  const answers = countAnswers(db, deliveryId);
  if (!delivery?.messageId || isClosed(delivery, now()) || delivery.shownAnswers === answers) return;
  const { guildId, channelId, messageId, questionKey, revision, revealAt, sentAt, dueAt } = delivery;
  const facts = findQuestion(db, questionKey);
  const locale = findLocale(db, guildId);
  const message = dailyQuestionMessage(locale, delivery, {
    facts,
    content: getQuestionContent(db, questionKey, revision),
    domainName: catalogue.domainName(facts.packId, facts.domain, locale),
    answers,
    revealAt,
    sentAt: sentAt ?? dueAt,
    recap: findRecap(db, delivery),
  });
  // Claimed for the edit, so that no reveal, perhaps by another process, is made meanwhile and then overwritten.
  let isTaken = false;
  const isWanted = () => {
    const taken = claim(db, deliveryId, now(), now() + CLAIM_MS);
    isTaken = taken !== undefined;
    return taken !== undefined && !isClosed(taken, now());
  };
  let wasShown = false;
  try {
    wasShown = await messenger.edit(channelId, messageId, message, { urgency: 'idle', isWanted });
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    // It may still be on its way: the reveal waits until the claim is over.
    if (error.failure === 'unknown') return;
  }
  if (isTaken) updateDelivery(db, deliveryId, { claimedUntil: 0, ...(wasShown && { shownAnswers: answers }) });
}
