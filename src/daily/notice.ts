/** Telling the organiser, once, that something keeps the question of the day from its channel. */
import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import { COLOURS } from '../components.ts';
import { durable } from '../db/durable.ts';
import { findLocale } from '../guild/store.ts';
import { SendError } from '../messenger.ts';
import { statusWords } from './status-words.ts';
import type { Delivery } from './store/delivery.ts';
import { findSchedule, updateSchedule } from './store/schedule.ts';

type Words = ReturnType<typeof statusWords>;

/**
 * Tells the organiser in the channel where the question was set up, or directly where that does not work, in the server's
 * language. Said once until a question arrives again; where a passing fault got in the way, it is said at the next failure.
 * @param again says it even if something was said before
 */
export async function tellOrganiser(
  app: App,
  delivery: Delivery,
  say: (words: Words) => string,
  { again = false } = {},
): Promise<void> {
  const { db, log, messenger } = app;
  const schedule = findSchedule(db, delivery.guildId);
  if (!schedule || (schedule.toldAt !== null && !again)) return;
  // Before it is said: after a crash in between, better never said than said twice.
  updateSchedule(db, delivery.guildId, { toldAt: app.now() });
  await durable(db);

  const { setupChannelId, setupUserId, channelId } = schedule;
  const words = statusWords(findLocale(db, delivery.guildId));
  const message = { embeds: [{ title: words.noticeTitle, description: say(words), color: COLOURS.notice }] };
  const nonce = createHash('sha256').update(`notice/${delivery.id}/${again}`).digest('base64url').slice(0, 22);
  const ways = [
    ...(setupChannelId !== null && setupChannelId !== channelId
      ? [() => messenger.send(setupChannelId, message, nonce)]
      : []),
    ...(setupUserId !== null ? [() => messenger.sendDirect(setupUserId, message, nonce)] : []),
  ];
  let mayWorkLater = false;
  for (const tell of ways) {
    try {
      await tell();
      return;
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      log.warn({ guild: delivery.guildId, reason: error.message }, 'the organiser could not be told here');
      // They may have been told: the other way would tell them twice.
      if (error.failure === 'unknown') return;
      mayWorkLater ||= error.failure === 'unavailable';
    }
  }
  if (mayWorkLater) return updateSchedule(db, delivery.guildId, { toldAt: null });
  log.warn({ guild: delivery.guildId }, 'nobody could be told that the question of the day fails');
}
