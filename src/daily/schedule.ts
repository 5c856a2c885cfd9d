/** When a server's next question of the day is due, and what is owed when that moment comes. */
import { type Db, transaction } from '../db/open.ts';
import { findTimeZone } from '../guild/settings.ts';
import { getQuestionContent } from '../question/store.ts';
import { chooseQuestions } from '../quiz/choose.ts';
import { optionOrder } from '../quiz/session.ts';
import type { Random } from '../random.ts';
import { localDate, nextInstantOf } from '../time/local-day.ts';
import * as store from './store.ts';

/** The next instant at which a server is to get a question: dates that have had theirs are passed over. */
export function nextDue(db: Db, guildId: string, time: string, zone: string, after: number): number {
  let due = nextInstantOf(after, time, zone);
  while (store.findDeliveryOn(db, guildId, localDate(due, zone))) due = nextInstantOf(due, time, zone);
  return due;
}

/**
 * Turns every schedule that has come due into a delivery and moves it on. After a stop of the bot only the latest date
 * is owed: several questions at once would be noise.
 */
export function planDeliveries(db: Db, now: number, random: Random): void {
  for (const schedule of store.listDueSchedules(db, now)) {
    transaction(db, () => {
      const zone = findTimeZone(db, schedule.guildId);
      let due = schedule.nextDueAt;
      let next = nextInstantOf(due, schedule.time, zone);
      while (next <= now) {
        due = next;
        next = nextInstantOf(due, schedule.time, zone);
      }
      oweQuestion(db, schedule, zone, due, random);
      store.setNextDue(db, schedule.guildId, next);
    });
  }
}

/** Records the question owed for the local date of `due`, unless that date has one. False when there is nothing to ask. */
export function oweQuestion(db: Db, schedule: store.Schedule, zone: string, due: number, random: Random): boolean {
  const [chosen] = chooseQuestions(store.listPostableQuestions(db, schedule.guildId), 1, random);
  if (!chosen) return false;
  return store.insertDelivery(db, {
    guildId: schedule.guildId,
    localDate: localDate(due, zone),
    dueAt: due,
    retryAt: due,
    channelId: schedule.channelId,
    roleId: schedule.roleId,
    questionKey: chosen.key,
    revision: chosen.revision,
    optionOrder: optionOrder(getQuestionContent(db, chosen.key, chosen.revision), random),
    state: 'pending',
  });
}
