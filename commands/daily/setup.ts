/** /daily setup: what is named is changed, in a form or by options; what is missing or wrong is asked for, and the rest kept. */
import type { App } from '../../src/app.ts';
import type { CommandInput, ComponentInput, Input } from '../../src/command.ts';
import type { Reply } from '../../src/message.ts';
import { countSoon } from '../../src/daily/count.ts';
import { nextOpenDue, planDue } from '../../src/daily/plan.ts';
import { dueReveal } from '../../src/daily/reveal-time.ts';
import { changeLines } from '../../src/daily/setup/changes.ts';
import { cityForm, mendReply, setupForm, subjectReply, wishesOf, zoneReply } from '../../src/daily/setup/form.ts';
import { type Problem, type Settings, type Wishes, settingsOf, settle } from '../../src/daily/setup/wishes.ts';
import { setupWords } from '../../src/daily/setup/words.ts';
import { statusWords } from '../../src/daily/status-words.ts';
import { lackingText, silentText } from '../../src/daily/status-view.ts';
import { findOpen, redirectPending, updateDelivery } from '../../src/daily/store/delivery.ts';
import { findDraft, forgetDraft, saveDraft } from '../../src/daily/store/draft.ts';
import { listPostable } from '../../src/daily/store/pool.ts';
import { type Schedule, findSchedule, saveSchedule } from '../../src/daily/store/schedule.ts';
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
import { EVERYTHING, findSubject } from '../../src/topic/subject.ts';
import { showStatus } from './schedule.ts';

/** By its options; the form opens without any, and where it is set up for the first time and something is missing. */
export async function setUp(input: CommandInput, app: App): Promise<Reply> {
  const guildId = serverOf(input);
  const wishes: Wishes = valuesOf(SETUP, input);
  const isFirst = findSchedule(app.db, guildId) === undefined;
  const isWhole = wishes.channel !== undefined && wishes.time !== undefined;
  if (Object.keys(wishes).length > 0 && (isWhole || !isFirst)) return carryOut(input, app, wishes);
  saveDraft(app.db, guildId, input.userId, toDraft(wishes), app.now());
  return openForm(input, app, wishes);
}

/** The form, with what was filled in before or, where it is opened anew, with what is set. */
export function showForm(input: ComponentInput, app: App): Reply {
  const guildId = serverOf(input);
  if (input.args[0] === 'new') forgetDraft(app.db, guildId, input.userId);
  return openForm(input, app, findDraft(app.db, guildId, input.userId) ?? {});
}

/** What was filled into the form. */
export function fillIn(input: ComponentInput, app: App): Promise<Reply> {
  return carryOut(input, app, wishesOf(input.fields ?? {}, drafted(input, app)));
}

/** The zone that was chosen or typed, for what was filled in before. */
export function chooseClock(input: ComponentInput, app: App): Promise<Reply> {
  return carryOut(input, app, { ...drafted(input, app), timezone: input.values[0] });
}

export function chooseTopic(input: ComponentInput, app: App): Promise<Reply> {
  return carryOut(input, app, { ...drafted(input, app), topic: input.values[0] });
}

export function typeCity({ locale }: ComponentInput): Reply {
  return { form: cityForm(locale) };
}

function openForm(input: Input, { db, catalogue }: App, wishes: Wishes): Reply {
  const guildId = serverOf(input);
  const before = findSchedule(db, guildId);
  return { form: setupForm(input.locale, catalogue, { wishes, before, timeZone: knownZone(input, db, before) }) };
}

async function carryOut(input: Input & { onPrivateMessage?: boolean }, app: App, wishes: Wishes): Promise<Reply> {
  const { db, catalogue, now } = app;
  const { userId, locale, guildLocale } = input;
  const guildId = serverOf(input);
  const before = findSchedule(db, guildId);
  const settled = settle(catalogue, wishes, before);
  const problems = [...settled.problems, ...(await problemsWith(app, guildId, wishes, settled.settings, before))];
  const timeZone = settled.timeZone ?? knownZone(input, db, before);
  // What is asked in the organiser's own message is answered in it.
  const shown = (reply: Reply): Reply => (input.onPrivateMessage ? { ...reply, update: true } : reply);
  // Of several subjects, none goes without saying.
  const lacksSubject = !before && wishes.topic === undefined && catalogue.manifests.length > 1;
  if (problems.length > 0 || timeZone === undefined || lacksSubject) {
    saveDraft(db, guildId, userId, toDraft(wishes), now());
    if (problems.length > 0 || settled.settings.time === undefined)
      return shown(mendReply(locale, catalogue, problems, { serverLocale: guildLocale, now: now() }));
    if (timeZone === undefined) return shown(zoneReply(locale, guildLocale, settled.settings.time, now()));
    return shown(subjectReply(locale, catalogue));
  }
  return shown(await save(input, app, { settings: settled.settings as Settings, timeZone, before }));
}

interface Decided {
  settings: Settings;
  timeZone: string;
  before: Schedule | undefined;
}

async function save(input: Input, app: App, { settings, timeZone, before }: Decided): Promise<Reply> {
  const { db, now } = app;
  const { userId, locale, channelId: setupChannelId } = input;
  const guildId = serverOf(input);
  const standing = (of: Settings) => ({
    settings: of,
    timeZone: findTimeZone(db, guildId),
    subjectName: nameOf(app, of),
  });
  const was = before && standing(settingsOf(before));
  // What came due a moment ago under the old settings is owed all the same.
  await planDue(app);
  const changed = transaction(db, () => {
    if (timeZone !== findTimeZone(db, guildId)) changeTimeZone(db, guildId, timeZone);
    setLocale(db, guildId, input.guildLocale);
    const { time, days } = settings;
    const isPaused = before !== undefined && before.pausedAt !== null;
    // The dates of a pause are accounted for from the first one that was not planned.
    const nextDueAt = isPaused ? before.nextDueAt : nextOpenDue(db, guildId, { time, days, zone: timeZone }, now()).at;
    const told = { setupChannelId, setupUserId: userId, failedDays: 0, toldAt: null };
    saveSchedule(db, { guildId, ...settings, ...told, nextDueAt });
    redirectPending(db, { guildId, ...settings }, now());
    forgetDraft(db, guildId, userId);
    return revealWithNext(app, guildId);
  });
  await durable(db);
  if (changed !== undefined) countSoon(app, changed);
  const words = setupWords(locale);
  if (!was) return showStatus(input, app, { heading: words.allSet });
  const changes = changeLines(locale, was, standing(settings));
  return showStatus(input, app, { heading: changes.length > 0 ? words.changed : words.nothingChanged, changes });
}

/** What Discord or the packs have against it. What stays as it is, is not looked at. */
async function problemsWith(
  { db, catalogue, messenger }: App,
  guildId: string,
  wishes: Wishes,
  { channelId, roleId, subject, opensThread }: Partial<Settings>,
  before: Schedule | undefined,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const isChannelNew = wishes.channel !== undefined || wishes.thread === true;
  const missing = channelId && isChannelNew ? await messenger.missingPermissions(guildId, channelId, opensThread) : [];
  if (channelId && missing.length > 0)
    problems.push({ wish: 'channel', say: (reader) => noChannelText(reader, channelId, missing) });
  if (roleId && roleId === guildId) {
    problems.push({ wish: 'role', say: (reader) => setupWords(reader).notEveryone });
  } else if (roleId && channelId && missing.length === 0 && (isChannelNew || wishes.role != null)) {
    const pinging = await messenger.canPing(guildId, channelId, roleId);
    if (pinging !== 'works') problems.push({ wish: 'role', say: (reader) => silentText(reader, pinging, roleId) });
  }
  if (!before || wishes.topic !== undefined) {
    const about = (subject && findSubject(catalogue, subject)) || EVERYTHING;
    if (listPostable(db, about).length === 0)
      problems.push({ wish: 'topic', say: (reader) => setupWords(reader).noQuestionOn(about.name) });
  }
  return problems;
}

function noChannelText(reader: Locale, channelId: string, missing: Missing): string {
  const words = setupWords(reader);
  if (missing === 'not-in-server') return statusWords(reader).notInServer;
  if (missing === 'gone') return words.channelGone;
  return missing === 'elsewhere' ? words.channelElsewhere : lackingText(reader, channelId, missing);
}

/** The zone of a server that has said it, or has lived with one; a new one is asked. */
function knownZone(input: Input, db: App['db'], before: Schedule | undefined): string | undefined {
  const zone = findTimeZone(db, serverOf(input));
  return before || zone !== 'UTC' ? zone : undefined;
}

function nameOf({ catalogue }: App, { subject }: Settings): string {
  return (subject !== null && findSubject(catalogue, subject)?.name) || '';
}

function drafted(input: Input, { db }: App): Wishes {
  return findDraft(db, serverOf(input), input.userId) ?? {};
}

function toDraft(wishes: Wishes) {
  return Object.fromEntries(
    Object.entries(wishes).filter((entry): entry is [string, string | boolean | null] => entry[1] !== undefined),
  );
}

/** @throws UserError outside of a server */
function serverOf({ guildId }: Pick<Input, 'guildId'>): string {
  if (guildId === null) throw new UserError((reader) => dailyWords(reader).serverOnly);
  return guildId;
}

/**
 * Where the open question is told with the next one, moves its reveal to when the next one is now due.
 * @returns its delivery, where its message has to be updated
 */
function revealWithNext({ db, now }: App, guildId: string): number | undefined {
  const schedule = findSchedule(db, guildId);
  const open = findOpen(db, guildId, now());
  if (!schedule || !open || schedule.revealAfterHours !== null) return undefined;
  const revealAt = dueReveal(db, schedule, open, open.sentAt ?? open.dueAt);
  if (revealAt === open.revealAt) return undefined;
  // Its message says when; it is edited because -1 never matches the number of answers.
  updateDelivery(db, open.id, { revealAt, shownAnswers: -1 });
  return open.id;
}
