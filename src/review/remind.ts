/**
 * The reminders that members asked for. A reminder is moved on before it is sent, so that a crash in between costs one rather
 * than sends two. One that certainly did not reach Discord is tried again, as long as it would not be too late.
 */
import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import { isBusy } from '../db/busy.ts';
import { durable } from '../db/durable.ts';
import { ENGLISH } from '../language.ts';
import { SendError } from '../messenger.ts';
import { addDays, instantOf, localDate, nextInstantOf } from '../time/local-day.ts';
import { countDue } from './due.ts';
import * as store from './settings-store.ts';
import { reminderMessage } from './settings-view.ts';

/** A reminder later than this is left out: it was meant to come at a convenient time. */
export const LATEST_MS = 6 * 60 * 60 * 1000;
const AT_ONCE = 8;
/** Reminders sent in one turn of the clock; the rest come with the next. */
const BATCH = 500;
/** How long they wait at most until what was answered is in the cards. */
const SETTLE_MS = 5000;

/**
 * Sends every reminder that has come due. Call it every minute.
 * @param signal ends it between two of them
 */
export async function sendReminders(app: App, signal?: AbortSignal): Promise<void> {
  const due = store.listDueReminders(app.db, app.now(), BATCH);
  if (due.length === 0) return;
  await app.following.settle(SETTLE_MS);
  const waiting = due.values();
  let held: unknown;
  const sendRest = async () => {
    for (const reminder of waiting) {
      if (signal?.aborted || held) return;
      try {
        await remind(app, reminder);
      } catch (error) {
        // While another program holds the database each try blocks the thread: the rest waits for the next turn.
        if (isBusy(error)) held = error;
        // A fault of ours with one member's reminder must not keep the others from theirs.
        else app.log.error({ err: error, user: reminder.userId }, 'a reminder failed');
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendRest));
  if (held) throw held as Error;
}

async function remind(app: App, reminder: store.DueReminder): Promise<void> {
  const { userId, remindTime, timeZone, nextRemindAt, locale } = reminder;
  const { db, log } = app;
  const now = app.now();
  const isTooLate = now - nextRemindAt > LATEST_MS;
  // Left out for good, once Discord's clock says so, too.
  if (isTooLate && app.clock.trust() !== 'full') return;
  const tomorrow = nextInstantOf(now, remindTime, timeZone);
  if (!store.moveReminder(db, userId, nextRemindAt, tomorrow)) return;
  if (isTooLate) {
    log.info({ user: userId }, 'reminder left out: too late');
    return;
  }
  const due = countDue(db, userId, now);
  if (due === 0) return;
  await durable(db);
  try {
    const message = reminderMessage(locale ?? ENGLISH, due);
    await app.messenger.sendDirect(userId, message, nonceOf(userId, localDate(nextRemindAt, timeZone)));
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    log.warn({ user: userId, failure: error.failure, reason: error.message }, 'reminder not sent');
    if (error.failure === 'refused' || error.failure === 'gone') stop(app, userId, error.failure);
    else if (error.failure === 'unavailable') store.moveReminder(db, userId, tomorrow, nextRemindAt);
  }
}

/** Stops somebody's reminder by itself; what they had chosen is kept until they have been told. */
function stop({ db }: App, userId: string, reason: string): void {
  const settings = store.findSettings(db, userId);
  store.saveSettings(db, { ...settings, nextRemindAt: null, stoppedReason: reason });
}

/** At most 25 characters, as Discord takes; the same for the same member and date in any database. */
function nonceOf(userId: string, date: string): string {
  return createHash('sha256').update(`review/${userId}/${date}`).digest('base64url').slice(0, 22);
}

/**
 * When a member's reminder first comes after they chose its time. They get one a day at most: where the one they had for
 * today is over, the new one begins tomorrow.
 * @param before what they had chosen until now
 */
export function firstReminderAt(before: store.ReviewSettings, time: string, zone: string, now: number): number {
  const today = localDate(now, zone);
  const isOverToday = before.nextRemindAt !== null && localDate(before.nextRemindAt, zone) > today;
  // The instant before midnight, so that a reminder at midnight counts as tomorrow's.
  const from = isOverToday ? instantOf(addDays(today, 1), '00:00', zone) - 1 : now;
  return nextInstantOf(from, time, zone);
}
