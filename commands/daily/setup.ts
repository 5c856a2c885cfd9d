/** /daily setup: the whole of the settings; what is left out is as usual. */
import type { App } from '../../src/app.ts';
import type { CommandInput, Reply } from '../../src/command.ts';
import { countSoon } from '../../src/daily/count.ts';
import { nextOpenDue, planDue } from '../../src/daily/plan.ts';
import { dueReveal, parseReveal } from '../../src/daily/reveal-time.ts';
import { lackingText, silentText } from '../../src/daily/status-view.ts';
import { findOpen, redirectPending, updateDelivery } from '../../src/daily/store/delivery.ts';
import { listPostable } from '../../src/daily/store/pool.ts';
import { findSchedule, saveSchedule } from '../../src/daily/store/schedule.ts';
import { parseTimeOfDay } from '../../src/daily/time-of-day.ts';
import { parseTimeZone } from '../../src/daily/time-zone.ts';
import { parseDays } from '../../src/daily/weekdays.ts';
import { durable } from '../../src/db/durable.ts';
import { transaction } from '../../src/db/open.ts';
import { EVERY_DAY } from '../../src/db/schema.ts';
import { UserError } from '../../src/errors.ts';
import { findTimeZone } from '../../src/guild/settings.ts';
import { changeTimeZone } from '../../src/score/zone-change.ts';
import { EVERYTHING, parseSubject } from '../../src/topic/subject.ts';
import { SERVER_ONLY, showStatus } from './schedule.ts';

const NO_CHANNEL = {
  gone: 'That channel is gone.',
  elsewhere: 'That channel belongs to another server. Choose one of this server.',
} as const;

export async function setUp(input: CommandInput, app: App): Promise<Reply> {
  const { guildId, userId, options } = input;
  const { db, catalogue, messenger, now } = app;
  if (guildId === null) throw new UserError(SERVER_ONLY);
  const text = (name: string) => (options[name] === undefined ? undefined : String(options[name]));
  const channelId = text('channel') ?? '';
  const time = parseTimeOfDay(text('time') ?? '');
  const timeZone = options.timezone === undefined ? findTimeZone(db, guildId) : parseTimeZone(text('timezone') ?? '');
  const days = options.days === undefined ? EVERY_DAY : parseDays(text('days') ?? '');
  const subject = parseSubject(catalogue, text('topic'));
  const opensThread = options.thread === true;
  const settings = {
    guildId,
    channelId,
    time,
    days,
    subject: subject.key === EVERYTHING.key ? null : subject.key,
    roleId: text('role') ?? null,
    revealAfterHours: parseReveal(text('reveal')),
    locksAnswers: options.answers === 'final',
    opensThread,
    pausedAt: null,
    pausedBy: null,
    setupChannelId: input.channelId,
    setupUserId: userId,
    failedDays: 0,
    toldAt: null,
  };

  const missing = await messenger.missingPermissions(guildId, channelId, opensThread);
  if (missing.length > 0) {
    const why = missing === 'gone' || missing === 'elsewhere' ? NO_CHANNEL[missing] : lackingText(channelId, missing);
    throw new UserError(`${why} Then try \`/daily setup\` again; nothing was changed.`);
  }

  if (settings.roleId === guildId)
    throw new UserError('I ping a role, not everyone. Choose a role, or leave it out; nothing was changed.');
  const pinging = settings.roleId === null ? 'works' : await messenger.canPing(guildId, channelId, settings.roleId);
  if (pinging !== 'works')
    throw new UserError(
      `${silentText(pinging, settings.roleId ?? '')} Then try \`/daily setup\` again; nothing was changed.`,
    );
  if (listPostable(db, subject).length === 0)
    throw new UserError(
      `There is no question on ${subject.name || 'anything'} that a channel can answer with a press. Choose another topic; nothing was changed.`,
    );

  // What came due a moment ago under the old settings is owed all the same.
  await planDue(app);
  const isNew = !findSchedule(db, guildId);
  const changed = transaction(db, () => {
    if (options.timezone !== undefined) changeTimeZone(db, guildId, timeZone);
    const { at: nextDueAt } = nextOpenDue(db, guildId, { time, days, zone: timeZone }, now());
    saveSchedule(db, { ...settings, nextDueAt });
    redirectPending(db, settings, now());
    return revealWithNext(app, guildId);
  });
  await durable(db);
  if (changed !== undefined) countSoon(app, changed);
  return showStatus(input, app, isNew ? 'All set: the question of the day' : 'Changed: the question of the day');
}

/**
 * The open question, told with the next one, waits for that where it is now.
 * @returns its delivery, where its message is to say so
 */
function revealWithNext({ db, now }: App, guildId: string): number | undefined {
  const schedule = findSchedule(db, guildId);
  const open = findOpen(db, guildId, now());
  if (!schedule || !open || schedule.revealAfterHours !== null) return undefined;
  const revealAt = dueReveal(db, schedule, open, open.sentAt ?? open.dueAt);
  if (revealAt === open.revealAt) return undefined;
  // Its message says when; it is shown again because it speaks of no number of answers that there is.
  updateDelivery(db, open.id, { revealAt, shownAnswers: -1 });
  return open.id;
}
