/** What each server is owed when its time comes. A delivery is a row before it is a message. */
import { setImmediate } from 'node:timers/promises';
import type { App } from '../app.ts';
import { isBusy } from '../db/busy.ts';
import { type Db, transaction } from '../db/open.ts';
import { findTimeZone } from '../guild/store.ts';
import { getQuestionContent } from '../question/store.ts';
import { optionOrder } from '../question/answering.ts';
import { DAY_MS, addDays } from '../time/local-day.ts';
import { EVERYTHING, findSubject } from '../topic/subject.ts';
import { type Postable, REPEAT_AFTER_DAYS, chooseQuestion } from './choose.ts';
import { type Due, type Timing, nextDue } from './next-due.ts';
import { type Reason, keepReason } from './reason.ts';
import { findDeliveryOn, findLastDelivery, insertDelivery, listPosted } from './store/delivery.ts';
import { findPostable, listPostable, listTopicRecords } from './store/pool.ts';
import { type Schedule, listDueSchedules, moveOn } from './store/schedule.ts';

/** A question later than this is left out: yesterday's question at breakfast helps nobody. */
export const LATEST_MS = 6 * 60 * 60 * 1000;
/** How many are planned in one go; in between, the bot answers whoever asks. */
const CHUNK = 20;
/** After a longer absence older dates are not accounted for one by one. */
const ACCOUNTED_MS = 60 * DAY_MS;

/** How long before a schedule that could not be planned is tried again. */
const PUT_OFF_MS = 10 * 60 * 1000;
/** How long before one that has to wait for Discord's clock is looked at again. */
const NEXT_TICK_MS = 30 * 1000;
/** A new Node.js may change a zone's rules: a date may turn out to have been due this much earlier than planned. */
const ZONE_SHIFT_MS = 3 * 60 * 60 * 1000;

/** Until when servers that could not be planned are left alone (UTC ms); what they are owed stays owed. */
const putOff = new WeakMap<Db, Map<string, number>>();

type Pools = Map<string, readonly Postable[]>;

export function timingOf(db: Db, { guildId, time, days }: Pick<Schedule, 'guildId' | 'time' | 'days'>): Timing {
  return { time, days, zone: findTimeZone(db, guildId) };
}

/** The next due date of a server that has not had its question yet. */
export function nextOpenDue(db: Db, guildId: string, timing: Timing, after: number): Due {
  return openDue(db, guildId, timing, nextDue(timing, after));
}

function openDue(db: Db, guildId: string, timing: Timing, first: Due): Due {
  let due = first;
  while (findDeliveryOn(db, guildId, due.date)) due = nextDue(timing, due.at);
  return due;
}

/** Turns every schedule that has come due into deliveries, and moves it on. Nothing while nobody knows what time it is. */
export async function planDue(app: App): Promise<void> {
  if (app.clock.trust() === 'none') return;
  const pools: Pools = new Map();
  while (planSome(app, pools)) await setImmediate();
}

/**
 * The schedules are read in the transaction that moves them on: another process may have planned them a moment ago.
 * @returns whether there may be more
 */
function planSome(app: App, pools: Pools): boolean {
  const { db } = app;
  const now = app.now();
  const later = putOff.get(db) ?? new Map<string, number>();
  putOff.set(db, later);
  return transaction(db, () => {
    const due = listDueSchedules(db, now, CHUNK + later.size).filter(({ guildId }) => (later.get(guildId) ?? 0) <= now);
    for (const schedule of due) planOrPutOff(app, schedule, pools, later);
    return due.length > 0;
  });
}

/** A schedule that cannot be planned, such as one in a zone that this machine no longer knows, must not hold up the others. */
function planOrPutOff(app: App, schedule: Schedule, pools: Pools, later: Map<string, number>): void {
  const { db, log, now } = app;
  const { guildId } = schedule;
  try {
    const isPlanned = transaction(db, () => planSchedule(app, schedule, pools));
    if (isPlanned) later.delete(guildId);
    else later.set(guildId, now() + NEXT_TICK_MS);
  } catch (error) {
    // That another program holds the database says nothing about this schedule.
    if (isBusy(error)) throw error;
    log.error({ err: error, guild: guildId }, 'a question of the day could not be planned');
    later.set(guildId, now() + PUT_OFF_MS);
  }
}

/**
 * After a stop of the bot the latest date is owed if it is not too late for it; the others are written down as skipped.
 * Several questions at once would be noise.
 * @returns false, and nothing is changed, where dates would be written off while Discord's clock cannot be asked
 */
function planSchedule(app: App, schedule: Schedule, pools: Pools): boolean {
  const { db } = app;
  const now = app.now();
  const timing = timingOf(db, schedule);
  const since = Math.max(schedule.nextDueAt - ZONE_SHIFT_MS, findLastDelivery(db, schedule.guildId)?.dueAt ?? 0);
  const { passed, next } = duesUntil(timing, Math.max(since, now - ACCOUNTED_MS), now);
  const latest = passed.pop();
  const isTooLate = latest !== undefined && now - latest.at > LATEST_MS;
  if ((isTooLate || passed.length > 0) && app.clock.trust() !== 'full') return false;
  for (const due of passed) skipDate(db, schedule, due, { key: 'away' });
  let { pinnedQuestionKey } = schedule;
  if (latest && isTooLate) skipDate(db, schedule, latest, { key: 'away' });
  else if (latest && owe(app, schedule, latest, pools)) pinnedQuestionKey = null;
  moveOn(db, schedule.guildId, openDue(db, schedule.guildId, timing, next).at, pinnedQuestionKey);
  return true;
}

/** Every due date after `after` and up to `until`, in order, and the one that comes next. */
export function duesUntil(timing: Timing, after: number, until: number): { passed: Due[]; next: Due } {
  const passed: Due[] = [];
  let next = nextDue(timing, after);
  for (; next.at <= until; next = nextDue(timing, next.at)) passed.push(next);
  return { passed, next };
}

/** Writes down that a date gets no question, and why. */
export function skipDate(db: Db, { guildId, channelId }: Schedule, due: Due, reason: Reason): void {
  insertDelivery(db, {
    guildId,
    localDate: due.date,
    dueAt: due.at,
    retryAt: due.at,
    channelId,
    questionKey: 0,
    revision: '',
    optionOrder: [],
    state: 'skipped',
    lastError: keepReason(reason),
  });
}

/**
 * Records the question that a server is owed for a date, unless that date has one: the one that the organiser pinned, or
 * one that is chosen. False when the date has its question already, or there is nothing to ask.
 */
export function owe(app: App, schedule: Schedule, due: Due, pools: Pools = new Map()): boolean {
  const { db, random } = app;
  const { guildId } = schedule;
  if (findDeliveryOn(db, guildId, due.date)) return false;
  const chosen = chooseFor(app, schedule, due, pools);
  if (!chosen) {
    skipDate(db, schedule, due, { key: 'nothing' });
    return false;
  }
  return insertDelivery(db, {
    guildId,
    localDate: due.date,
    dueAt: due.at,
    retryAt: due.at,
    channelId: schedule.channelId,
    roleId: schedule.roleId,
    questionKey: chosen.key,
    revision: chosen.revision,
    optionOrder: optionOrder(getQuestionContent(db, chosen.key, chosen.revision), random),
    state: 'pending',
    locksAnswers: schedule.locksAnswers,
    opensThread: schedule.opensThread,
  });
}

/** The question that a server gets on a date, as it looks now: the one that was pinned, or one that is chosen. */
export function chooseFor(app: App, schedule: Schedule, due: Due, pools: Pools = new Map()): Postable | undefined {
  const { db, random } = app;
  const { guildId, pinnedQuestionKey } = schedule;
  const pinned = pinnedQuestionKey === null ? undefined : findPostable(db, pinnedQuestionKey);
  return (
    pinned ??
    chooseQuestion(
      poolOf(app, schedule, pools),
      listPosted(db, guildId, addDays(due.date, -REPEAT_AFTER_DAYS - 1)),
      listTopicRecords(db, guildId),
      due.at,
      random,
    )
  );
}

/** A subject that left its pack is taken for everything: a question is better than none. */
function poolOf({ db, catalogue }: App, { subject }: Schedule, pools: Pools): readonly Postable[] {
  const found = (subject !== null && findSubject(catalogue, subject)) || EVERYTHING;
  let pool = pools.get(found.key);
  if (!pool) pools.set(found.key, (pool = listPostable(db, found)));
  return pool;
}
