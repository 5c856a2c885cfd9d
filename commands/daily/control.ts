/** /daily status, pause, resume, now and pin. */
import type { App } from '../../src/app.ts';
import type { Choice, CommandInput, Reply } from '../../src/command.ts';
import { DISCORD_LIMITS, clip, inert } from '../../src/components.ts';
import { deliver } from '../../src/daily/deliver.ts';
import { REASONS, duesUntil, nextOpenDue, owe, planDue, skipDate, timingOf } from '../../src/daily/plan.ts';
import { messageLink } from '../../src/daily/status-view.ts';
import { excusePending, findDeliveryOn, unskip } from '../../src/daily/store/delivery.ts';
import { findPostable } from '../../src/daily/store/pool.ts';
import { type Schedule, updateSchedule } from '../../src/daily/store/schedule.ts';
import { durable } from '../../src/db/durable.ts';
import { transaction } from '../../src/db/open.ts';
import { UserError } from '../../src/errors.ts';
import { findQuestion } from '../../src/question/store.ts';
import { DAY_MS, localDate } from '../../src/time/local-day.ts';
import { getSchedule, showStatus } from './schedule.ts';

/** Dates of a longer pause are not written down one by one: nobody's streak is that old. */
const ACCOUNTED_MS = 400 * DAY_MS;
const MAX_CHOICES = 25;
/** Takes a pinned question back. */
const NOTHING = 'nothing';

export function status(input: CommandInput, app: App): Promise<Reply> {
  return showStatus(input, app);
}

export async function pause(input: CommandInput, app: App): Promise<Reply> {
  // What came due a moment ago is owed, and waits for the end of the pause.
  await planDue(app);
  const { guildId, pausedAt } = getSchedule(input, app);
  if (pausedAt === null) updateSchedule(app.db, guildId, { pausedAt: app.now(), pausedBy: 'organiser' });
  await durable(app.db);
  return showStatus(input, app, 'Paused');
}

export async function resume(input: CommandInput, app: App): Promise<Reply> {
  const { db, now } = app;
  const schedule = getSchedule(input, app);
  const { guildId, pausedAt, nextDueAt: firstMissed } = schedule;
  if (pausedAt === null) return showStatus(input, app, 'It is running already');
  const timing = timingOf(db, schedule);
  transaction(db, () => {
    // The dates of the pause, so that they break nobody's streak later; from the first one that was not planned.
    const since = Math.max(firstMissed - 1, now() - ACCOUNTED_MS);
    for (const due of duesUntil(timing, since, now()).passed) skipDate(db, schedule, due, REASONS.paused);
    excusePending(db, guildId, REASONS.paused);
    const nextDueAt = nextOpenDue(db, guildId, timing, now()).at;
    updateSchedule(db, guildId, { pausedAt: null, pausedBy: null, failedDays: 0, toldAt: null, nextDueAt });
  });
  await durable(db);
  return showStatus(input, app, 'Running again');
}

/** Today's question, unless today has had one; the time of day waits for tomorrow then. */
export async function postNow(input: CommandInput, app: App): Promise<Reply> {
  const { db, now } = app;
  const schedule = getSchedule(input, app);
  const { guildId } = schedule;
  if (schedule.pausedAt !== null)
    throw new UserError('The question of the day is paused. `/daily resume` starts it again; then try this once more.');
  const isNew = oweToday(app, schedule);
  const owed = findDeliveryOn(db, guildId, localDate(now(), timingOf(db, schedule).zone));
  if (!owed) throw new Error(`server ${guildId} is owed nothing today`);
  if (owed.state === 'pending') await deliver(app, owed.id);
  const result = findDeliveryOn(db, guildId, owed.localDate) ?? owed;
  switch (result.state) {
    case 'sent':
      return notice(
        isNew || owed.state === 'pending'
          ? `Today's question [is posted](${messageLink(result)}).`
          : `Today's question [was posted already](${messageLink(result)}). There is one a day.`,
      );
    case 'pending':
      throw new UserError(
        result.lastError
          ? `Today's question could not be posted: ${result.lastError}. I keep trying; \`/daily status\` shows how it goes.`
          : "Today's question is just being posted.",
      );
    case 'skipped':
      return notice(`Today goes without a question: ${result.lastError}. The next one comes at its time.`);
  }
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
  const { guildId } = getSchedule(input, app);
  const question = String(input.options.question);
  if (question === NOTHING) {
    updateSchedule(db, guildId, { pinnedQuestionKey: null });
    await durable(db);
    return showStatus(input, app, 'I choose the next question again');
  }
  const key = keyOf(app, question);
  updateSchedule(db, guildId, { pinnedQuestionKey: key });
  await durable(db);
  return showStatus(input, app, `Pinned: the next question is on ${findQuestion(db, key).topicTitle}`);
}

/** The question chosen from the list, or the only one that what was typed fits. */
function keyOf({ db, questionSearch }: App, text: string): number {
  if (/^\d+$/.test(text) && findPostable(db, Number(text))) return Number(text);
  const [found, ...more] = questionSearch.find(text, 2);
  if (found && more.length === 0) return found.key;
  throw new UserError(
    found
      ? `Several questions fit ${inert(text)}. Pick one from the list that appears as you type.`
      : `No question fits ${inert(text)}. Type a word or two of it and pick from the list.`,
  );
}

export function suggestQuestions({ questionSearch }: App, text: string): Choice[] {
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
  const nothing = { name: 'Nothing: let the bot choose', value: NOTHING };
  return nothing.name.toLowerCase().includes(text.trim().toLowerCase()) ? [nothing, ...found] : found;
}

function notice(text: string): Reply {
  return { private: true, content: text };
}
