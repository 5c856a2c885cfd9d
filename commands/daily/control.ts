/** /daily status, pause, resume, now and pin. */
import type { App } from '../../src/app.ts';
import type { CommandInput } from '../../src/command.ts';
import type { Choice, Reply } from '../../src/message.ts';
import { DISCORD_LIMITS, clip, inert } from '../../src/components.ts';
import { deliver } from '../../src/daily/deliver.ts';
import { duesUntil, nextOpenDue, owe, planDue, skipDate, timingOf } from '../../src/daily/plan.ts';
import { type Reason, readReason } from '../../src/daily/reason.ts';
import { setupWords } from '../../src/daily/setup/words.ts';
import { messageLink } from '../../src/daily/message-link.ts';
import { statusWords } from '../../src/daily/status-words.ts';
import { excusePending, findDeliveryOn, unskip } from '../../src/daily/store/delivery.ts';
import { findPostable } from '../../src/daily/store/pool.ts';
import { type Schedule, updateSchedule } from '../../src/daily/store/schedule.ts';
import { durable } from '../../src/db/durable.ts';
import { transaction } from '../../src/db/open.ts';
import { UserError } from '../../src/errors.ts';
import type { Locale } from '../../src/language.ts';
import { valuesOf } from '../../src/options.ts';
import { PIN } from './options.ts';
import { plain } from '../../src/question/kinds/options.ts';
import { listFound } from '../../src/question/search-store.ts';
import { findQuestion } from '../../src/question/store.ts';
import { DAY_MS, localDate } from '../../src/time/local-day.ts';
import { getSchedule, showStatus } from './schedule.ts';

/** Dates of a longer pause are not written down one by one: nobody's streak is that old. */
const ACCOUNTED_MS = 400 * DAY_MS;
const MAX_CHOICES = 25;
/** Characters of a pinned question in the heading. */
const LONGEST_PINNED = 120;
/** Takes a pinned question back. */
const NOTHING = 'nothing';
const PAUSED: Reason = { key: 'paused' };

export function status(input: CommandInput, app: App): Promise<Reply> {
  return showStatus(input, app);
}

export async function pause(input: CommandInput, app: App): Promise<Reply> {
  // What came due a moment ago is owed, and waits for the end of the pause.
  await planDue(app);
  const { guildId, pausedAt } = getSchedule(input, app);
  if (pausedAt === null) updateSchedule(app.db, guildId, { pausedAt: app.now(), pausedBy: 'organiser' });
  await durable(app.db);
  return showStatus(input, app, { heading: setupWords(input.locale).paused });
}

export async function resume(input: CommandInput, app: App): Promise<Reply> {
  const { db, now } = app;
  const words = setupWords(input.locale);
  const schedule = getSchedule(input, app);
  const { guildId, pausedAt, nextDueAt: firstMissed } = schedule;
  if (pausedAt === null) return showStatus(input, app, { heading: words.runningAlready });
  const timing = timingOf(db, schedule);
  transaction(db, () => {
    // The dates of the pause, so that they break nobody's streak later; from the first one that was not planned.
    const since = Math.max(firstMissed - 1, now() - ACCOUNTED_MS);
    for (const due of duesUntil(timing, since, now()).passed) skipDate(db, schedule, due, PAUSED);
    excusePending(db, guildId, PAUSED);
    const nextDueAt = nextOpenDue(db, guildId, timing, now()).at;
    updateSchedule(db, guildId, { pausedAt: null, pausedBy: null, failedDays: 0, toldAt: null, nextDueAt });
  });
  await durable(db);
  return showStatus(input, app, { heading: words.runningAgain });
}

/** Posts today's question, unless today has had one; the scheduled time is then skipped until tomorrow. */
export async function postNow(input: CommandInput, app: App): Promise<Reply> {
  const { db, now } = app;
  const schedule = getSchedule(input, app);
  const { guildId } = schedule;
  if (schedule.pausedAt !== null) throw new UserError((reader) => setupWords(reader).isPaused);
  const isNew = oweToday(app, schedule);
  const owed = findDeliveryOn(db, guildId, localDate(now(), timingOf(db, schedule).zone));
  if (!owed) throw new Error(`server ${guildId} is owed nothing today`);
  if (owed.state === 'pending') await deliver(app, owed.id);
  const result = findDeliveryOn(db, guildId, owed.localDate) ?? owed;
  const words = setupWords(input.locale);
  switch (result.state) {
    case 'sent': {
      const wasPostedNow = isNew || owed.state === 'pending';
      return notice((wasPostedNow ? words.posted : words.postedAlready)(messageLink(result)));
    }
    case 'pending':
      throw new UserError((reader) =>
        result.lastError === null
          ? setupWords(reader).beingPosted
          : setupWords(reader).notPosted(reasonText(reader, result.lastError)),
      );
    case 'skipped':
      return notice(words.skipped(reasonText(input.locale, result.lastError ?? '')));
  }
}

function reasonText(reader: Locale, kept: string): string {
  return statusWords(reader).reason(readReason(kept));
}

function oweToday(app: App, schedule: Schedule): boolean {
  const { db, now } = app;
  const timing = timingOf(db, schedule);
  const today = { date: localDate(now(), timing.zone), at: now() };
  return transaction(db, () => {
    // Whatever kept it away at its time, now it is wanted.
    unskip(db, schedule.guildId, today.date);
    const isNew = owe(app, schedule, today);
    if (isNew) {
      const nextDueAt = nextOpenDue(db, schedule.guildId, timing, now()).at;
      updateSchedule(db, schedule.guildId, { nextDueAt, pinnedQuestionKey: null });
    }
    return isNew;
  });
}

export async function pin(input: CommandInput, app: App): Promise<Reply> {
  const { db } = app;
  const words = setupWords(input.locale);
  const { guildId } = getSchedule(input, app);
  const { question } = valuesOf(PIN, input);
  if (question === NOTHING) {
    updateSchedule(db, guildId, { pinnedQuestionKey: null });
    await durable(db);
    return showStatus(input, app, { heading: words.unpinned });
  }
  const key = keyOf(app, question);
  updateSchedule(db, guildId, { pinnedQuestionKey: key });
  await durable(db);
  const { topicTitle } = findQuestion(db, key);
  const [{ prompt = '' } = {}] = listFound(db, [key]);
  return showStatus(input, app, {
    heading: words.pinned(topicTitle, clip(plain(prompt).replaceAll(/\s+/g, ' '), LONGEST_PINNED)),
  });
}

/** The question chosen from the list, or the only one that fits what was typed. */
function keyOf({ db, questionSearch }: App, text: string): number {
  if (/^\d+$/.test(text) && findPostable(db, Number(text))) return Number(text);
  const [found, ...more] = questionSearch.find(text, 2);
  if (found && more.length === 0) return found.key;
  const typed = inert(text);
  throw new UserError((reader) =>
    found ? setupWords(reader).manyQuestions(typed) : setupWords(reader).noQuestion(typed),
  );
}

export function suggestQuestions({ questionSearch }: App, locale: Locale, text: string): Choice[] {
  const found = questionSearch.find(text, MAX_CHOICES - 1).map(({ key, topicTitle, prompt }) => ({
    name: clip(
      `${prompt
        .replaceAll(/```\w*/g, '')
        .replaceAll(/[`*]/g, '')
        .replaceAll(/\s+/g, ' ')} (${topicTitle})`,
      DISCORD_LIMITS.choice,
    ),
    value: String(key),
  }));
  const nothing = { name: setupWords(locale).noPin, value: NOTHING };
  return nothing.name.toLowerCase().includes(text.trim().toLowerCase()) ? [nothing, ...found] : found;
}

function notice(text: string): Reply {
  return { private: true, content: text };
}
