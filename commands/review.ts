import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { App } from '../src/app.ts';
import { type Command, type CommandInput, EVERYWHERE, type Input } from '../src/command.ts';
import type { Reply } from '../src/message.ts';
import { parseTimeOfDay } from '../src/daily/time-of-day.ts';
import { parseTimeZone, suggestTimeZones } from '../src/daily/time-zone.ts';
import { durable } from '../src/db/durable.ts';
import { NO_GUILD } from '../src/guild/no-guild.ts';
import { described } from '../src/language.ts';
import { defineOptions, subcommand, valuesOf } from '../src/options.ts';
import { parsePlaces, remarksOn } from '../src/question/answering.ts';
import { questionWords } from '../src/question/words.ts';
import { findIdle } from '../src/review/idle.ts';
import { firstReminderAt } from '../src/review/remind.ts';
import { CONFIDENCES, type Confidence } from '../src/review/schedule.ts';
import {
  type AskedCard,
  type HandedBack,
  type Reviewer,
  type Step,
  chooseOptions,
  countLeft,
  getAsked,
  nextStep,
  stateConfidence,
  typeAnswer,
  undoAnswer,
} from '../src/review/session.ts';
import {
  DEFAULT_NEW_PER_DAY,
  MAX_NEW_PER_DAY,
  type ReviewSettings,
  findSettings,
  saveSettings,
  zoneOf,
} from '../src/review/settings-store.ts';
import { quietReply, settingsReply, stoppedText } from '../src/review/settings-view.ts';
import { answeredReply, askedReply, confidenceReply, idleReply, typingReply } from '../src/review/view.ts';
import { reviewWords } from '../src/review/words.ts';

const SETTINGS = defineOptions({
  'new-per-day': {
    type: ApplicationCommandOptionType.Integer,
    ...described(reviewWords, (words) => words.newPerDayOption(MAX_NEW_PER_DAY, DEFAULT_NEW_PER_DAY)),
    min_value: 0,
    max_value: MAX_NEW_PER_DAY,
  },
});

const REMIND = defineOptions({
  time: {
    type: ApplicationCommandOptionType.String,
    ...described(reviewWords, (words) => words.timeOption),
    max_length: 20,
  },
  timezone: {
    type: ApplicationCommandOptionType.String,
    ...described(reviewWords, (words) => words.timeZoneOption),
    autocomplete: true,
    max_length: 60,
  },
  off: {
    type: ApplicationCommandOptionType.Boolean,
    ...described(reviewWords, (words) => words.offOption),
  },
});

export const review: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'review',
    ...described(reviewWords, (words) => words.description),
    ...EVERYWHERE,
    options: [
      subcommand(
        'start',
        described(reviewWords, (words) => words.start),
      ),
      subcommand(
        'settings',
        described(reviewWords, (words) => words.settings),
        SETTINGS,
      ),
      subcommand(
        'remind',
        described(reviewWords, (words) => words.remind),
        REMIND,
      ),
    ],
  },
  example: '/review start',
  isPrivateByDefault: true,

  execute(input, app) {
    switch (input.subcommand) {
      case 'start':
        return start(input, app);
      case 'settings':
        return changeSettings(input, app);
      case 'remind':
        return changeReminder(input, app);
      default:
        throw new Error(`unknown subcommand ${input.subcommand}`);
    }
  },

  autocomplete: ({ focused }) => suggestTimeZones(focused.text),

  components: {
    feature: 'review',
    actions: {
      // "Review my misses" elsewhere, and the reminder's button
      start,
      answer(input, app) {
        const { userId, args } = input;
        const [turnId, places] = args;
        const asked = chooseOptions(app.db, userId, Number(turnId), parsePlaces(places));
        return asked.given ? askConfidence(input, app, asked) : goOn(input, app, asked);
      },
      choose(input, app) {
        const { userId, args, values } = input;
        return askConfidence(input, app, chooseOptions(app.db, userId, Number(args[0]), values.map(Number)));
      },
      // A typed answer: the button opens a form, and the form brings the text.
      type(input, app) {
        const asked = getAsked(app.db, input.userId, Number(input.args[0]));
        return asked.given ? askConfidence(input, app, asked) : typingReply(input.locale, asked);
      },
      typed(input, app) {
        const { userId, args, values } = input;
        const asked = typeAnswer(app.db, userId, Number(args[0]), values[0] ?? '', app.grammarOf);
        return 'slip' in asked ? handBack(input, app, asked) : askConfidence(input, app, asked);
      },
      async sure({ userId, locale, args: [turnId, stated] }, app) {
        const confidence = parseConfidence(stated);
        const answered = stateConfidence(app.db, userId, Number(turnId), confidence, app.now(), app.grammarOf);
        await durable(app.db);
        const { content, typed, facts, isNew } = answered;
        const remarks = remarksOn(locale, content, typed, app.grammarOf(facts.packId));
        const reply = answeredReply(locale, answered, remarks);
        // A second press gets its own private message: the one it came from may have gone on to the next question.
        return isNew ? { ...reply, update: true } : { ...reply, private: true };
      },
      async next(input, app) {
        return { ...(await showStep(input, app, next(input, app))), update: true };
      },
      async undo(input, app) {
        app.following.catchUp();
        const step = undoAnswer(app, toReviewer(input, app), Number(input.args[0]));
        const reply = await showStep(input, app, step);
        return { ...reply, content: `↩️ ${reviewWords(input.locale).takenBack}`, update: true };
      },
      stop(input, app) {
        app.following.catchUp();
        return { ...idle(input, app), update: true };
      },
      async quiet({ userId, locale }, app) {
        saveSettings(app.db, withoutReminder(findSettings(app.db, userId)));
        await durable(app.db);
        return quietReply(locale);
      },
    },
  },
};

async function start(input: Input, app: App): Promise<Reply> {
  const reply = await showStep(input, app, next(input, app));
  return { ...reply, ...tellStopped(input, app), private: true };
}

/** Tells once that the reminder has stopped by itself. */
function tellStopped({ userId, locale }: Input, { db }: App): Pick<Reply, 'content'> {
  const settings = findSettings(db, userId);
  if (settings.stoppedReason === null) return {};
  saveSettings(db, withoutReminder(settings));
  return { content: stoppedText(locale, settings.stoppedReason, settings.remindTime) };
}

function toReviewer({ userId, guildId }: Input, app: App): Reviewer {
  return { userId, guildId: guildId ?? NO_GUILD, now: app.now() };
}

function next(input: Input, app: App): Step {
  app.following.catchUp();
  return nextStep(app.db, toReviewer(input, app), app.random, app.grammarOf);
}

async function showStep(input: Input, app: App, { asked, left }: Step): Promise<Reply> {
  if (!asked) return idle(input, app);
  // A button must not name a turn that a power cut can undo: another question would get its number.
  await durable(app.db);
  if (asked.given) return confidenceReply(input.locale, asked, asked.given);
  return ask(input, app, asked, left);
}

function ask({ locale }: Input, app: App, asked: AskedCard, left: number, note?: string): Reply {
  const { packId, domain } = asked.facts;
  return askedReply(locale, asked, app.catalogue.domainName(packId, domain, locale), left, note);
}

function idle(input: Input, app: App): Reply {
  return idleReply(input.locale, findIdle(app.db, toReviewer(input, app), app.grammarOf));
}

/** Where more has to be pressed, or typed. */
function goOn(input: Input, app: App, asked: AskedCard, note?: string): Reply {
  const left = Math.max(1, countLeft(app.db, toReviewer(input, app), app.grammarOf));
  return { ...ask(input, app, asked, left, note), update: true };
}

async function handBack(input: Input, app: App, asked: HandedBack): Promise<Reply> {
  await durable(app.db);
  return goOn(input, app, asked, questionWords(input.locale).handedBack(asked.slip(input.locale)));
}

async function askConfidence({ locale }: Input, app: App, asked: AskedCard): Promise<Reply> {
  if (!asked.given) throw new Error(`turn ${asked.turnId} has no answer`);
  await durable(app.db);
  return { ...confidenceReply(locale, asked, asked.given), update: true };
}

function parseConfidence(stated: string | undefined): Confidence {
  const confidence = CONFIDENCES.find((one) => one === stated);
  if (!confidence) throw new Error(`unknown confidence ${stated}`);
  return confidence;
}

async function changeSettings(input: CommandInput, app: App): Promise<Reply> {
  const settings = findSettings(app.db, input.userId);
  const { 'new-per-day': newPerDay } = valuesOf(SETTINGS, input);
  return newPerDay === undefined ? showSettings(input, app, settings) : save(input, app, { ...settings, newPerDay });
}

async function changeReminder(input: CommandInput, app: App): Promise<Reply> {
  const { time, timezone, off } = valuesOf(REMIND, input);
  const settings = findSettings(app.db, input.userId);
  if (off === true) return save(input, app, withoutReminder(settings));
  if (time === undefined && timezone === undefined) return showSettings(input, app, settings);
  // The zone is kept also where it is the server's: a reminder is sent outside of any server.
  const timeZone = timezone === undefined ? ownZone(input, app, settings) : parseTimeZone(timezone);
  const remindTime = time === undefined ? settings.remindTime : parseTimeOfDay(time);
  if (remindTime === null) return save(input, app, { ...settings, timeZone });
  const nextRemindAt = firstReminderAt(settings, remindTime, timeZone, app.now());
  return save(input, app, { ...settings, timeZone, remindTime, nextRemindAt, stoppedReason: null });
}

function withoutReminder(settings: ReviewSettings): ReviewSettings {
  return { ...settings, remindTime: null, nextRemindAt: null, stoppedReason: null };
}

async function save(input: Input, app: App, settings: ReviewSettings): Promise<Reply> {
  // A reminder comes when nobody asks, so the language is kept with it.
  saveSettings(app.db, { ...settings, locale: input.locale });
  await durable(app.db);
  return showSettings(input, app, settings);
}

function showSettings(input: Input, app: App, settings: ReviewSettings): Reply {
  return settingsReply(input.locale, settings, ownZone(input, app, settings));
}

function ownZone({ guildId }: Input, { db }: App, settings: ReviewSettings): string {
  return zoneOf(db, settings, guildId ?? NO_GUILD);
}
