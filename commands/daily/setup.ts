/** /daily setup: the whole of the settings; what is left out is as usual. */
import type { App } from '../../src/app.ts';
import type { CommandInput } from '../../src/command.ts';
import type { Reply } from '../../src/message.ts';
import { countSoon } from '../../src/daily/count.ts';
import { nextOpenDue, planDue } from '../../src/daily/plan.ts';
import { dueReveal, parseReveal } from '../../src/daily/reveal-time.ts';
import { statusWords } from '../../src/daily/status-words.ts';
import { setupWords } from '../../src/daily/setup-words.ts';
import { lackingText, silentText } from '../../src/daily/status-view.ts';
import { findOpen, redirectPending, updateDelivery } from '../../src/daily/store/delivery.ts';
import { listPostable } from '../../src/daily/store/pool.ts';
import { findSchedule, saveSchedule } from '../../src/daily/store/schedule.ts';
import { parseTimeOfDay } from '../../src/daily/time-of-day.ts';
import { parseTimeZone } from '../../src/daily/time-zone.ts';
import { EVERY_DAY, parseDays } from '../../src/daily/weekdays.ts';
import { dailyWords } from '../../src/daily/words.ts';
import { durable } from '../../src/db/durable.ts';
import { transaction } from '../../src/db/open.ts';
import { UserError } from '../../src/errors.ts';
import { findTimeZone, setLocale } from '../../src/guild/store.ts';
import type { Locale } from '../../src/language.ts';
import type { Missing } from '../../src/messenger.ts';
import { valuesOf } from '../../src/options.ts';
import { SETUP } from './options.ts';
import { changeTimeZone } from '../../src/score/zone-change.ts';
import { EVERYTHING, parseSubject } from '../../src/topic/subject.ts';
import { showStatus } from './schedule.ts';

export async function setUp(input: CommandInput, app: App): Promise<Reply> {
  const { guildId, userId } = input;
  const { channel: channelId, role: roleId = null, thread: opensThread = false, ...given } = valuesOf(SETUP, input);
  const { db, catalogue, messenger, now } = app;
  if (guildId === null) throw new UserError((reader) => dailyWords(reader).serverOnly);
  const time = parseTimeOfDay(given.time);
  const timeZone = given.timezone === undefined ? findTimeZone(db, guildId) : parseTimeZone(given.timezone);
  const days = given.days === undefined ? EVERY_DAY : parseDays(given.days);
  const subject = parseSubject(catalogue, given.topic);
  const settings = {
    guildId,
    channelId,
    time,
    days,
    subject: subject.key === EVERYTHING.key ? null : subject.key,
    roleId,
    revealAfterHours: parseReveal(given.reveal),
    locksAnswers: given.answers === 'final',
    opensThread,
    pausedAt: null,
    pausedBy: null,
    setupChannelId: input.channelId,
    setupUserId: userId,
    failedDays: 0,
    toldAt: null,
  };

  const missing = await messenger.missingPermissions(guildId, channelId, opensThread);
  if (missing.length > 0) throw nothingChanged((reader) => noChannelText(reader, channelId, missing));
  if (roleId === guildId) throw new UserError((reader) => setupWords(reader).notEveryone);
  const pinging = roleId === null ? 'works' : await messenger.canPing(guildId, channelId, roleId);
  if (pinging !== 'works') throw nothingChanged((reader) => silentText(reader, pinging, roleId ?? ''));
  if (listPostable(db, subject).length === 0)
    throw new UserError((reader) => setupWords(reader).noQuestionOn(subject.name));

  // What came due a moment ago under the old settings is owed all the same.
  await planDue(app);
  const isNew = !findSchedule(db, guildId);
  const changed = transaction(db, () => {
    if (given.timezone !== undefined) changeTimeZone(db, guildId, timeZone);
    setLocale(db, guildId, input.guildLocale);
    const { at: nextDueAt } = nextOpenDue(db, guildId, { time, days, zone: timeZone }, now());
    saveSchedule(db, { ...settings, nextDueAt });
    redirectPending(db, settings, now());
    return revealWithNext(app, guildId);
  });
  await durable(db);
  if (changed !== undefined) countSoon(app, changed);
  const words = setupWords(input.locale);
  return showStatus(input, app, isNew ? words.allSet : words.changed);
}

/** @param why a whole sentence */
function nothingChanged(why: (reader: Locale) => string): UserError {
  return new UserError((reader) => setupWords(reader).nothingChanged(why(reader)));
}

function noChannelText(reader: Locale, channelId: string, missing: Missing): string {
  const words = setupWords(reader);
  if (missing === 'not-in-server') return statusWords(reader).notInServer;
  if (missing === 'gone') return words.channelGone;
  return missing === 'elsewhere' ? words.channelElsewhere : lackingText(reader, channelId, missing);
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
