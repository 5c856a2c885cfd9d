/** The form of /daily setup, and what is asked where something in it is missing or wrong. */
import { type APISelectMenuOption, ChannelType } from 'discord-api-types/v10';
import type { ActionRow, Choice, Form, Reply, Sheet } from '../../message.ts';
import {
  COLOURS,
  DISCORD_LIMITS,
  MOST_SHOWN,
  button,
  buttonRows,
  clip,
  customId,
  selectRow,
} from '../../components.ts';
import { channelField, checkboxField, roleField, selectField, textField } from '../../form-fields.ts';
import type { Locale } from '../../language.ts';
import { suggestSubjects, EVERYTHING } from '../../topic/subject.ts';
import type { Catalogue } from '../../topic/catalogue.ts';
import { localTime } from '../moments.ts';
import { parseReveal, suggestReveals } from '../reveal-time.ts';
import type { Schedule } from '../store/schedule.ts';
import { hasDay } from '../weekdays.ts';
import { likelyZones } from './likely-zones.ts';
import { type Problem, type Settings, type Wishes, settle } from './wishes.ts';
import { setupWords } from './words.ts';

/** Where a question of the day can be posted. */
export const POSTABLE_CHANNELS = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;
const LONGEST_TIME = 60;
const LONGEST_CITY = 60;
const ALL_DAYS = [0, 1, 2, 3, 4, 5, 6];

interface Filled {
  /** what was wished for so far */
  wishes: Wishes;
  before: Schedule | undefined;
  /** the server's zone; undefined: nobody has said it yet */
  timeZone: string | undefined;
}

/** The form, filled in with what is wished for, or else with what is set. */
export function setupForm(locale: Locale, catalogue: Catalogue, { wishes, before, timeZone }: Filled): Sheet {
  const words = setupWords(locale);
  const { settings } = settle(catalogue, wishes, before);
  // A zone that was chosen beside it replaces the city that was typed with the time.
  const time =
    wishes.timezone === undefined ? (wishes.time ?? settings.time) : `${settings.time ?? ''} ${wishes.timezone}`;
  return {
    title: words.formTitle,
    customId: customId('daily', 'fill'),
    fields: [
      channelField('channel', { label: words.channelField }, { chosen: settings.channelId, types: POSTABLE_CHANNELS }),
      textField(
        'time',
        { label: words.timeField, description: words.timeNote(timeZone), placeholder: words.timePlaceholder },
        { value: time, maxLength: LONGEST_TIME },
      ),
      checkboxField('days', { label: words.daysField }, dayOptions(locale, settings.days)),
      roleField(
        'role',
        { label: words.roleField, description: words.roleNote },
        { chosen: settings.roleId ?? undefined },
      ),
      selectField('reveal', { label: words.revealField }, revealOptions(locale, settings)),
    ],
  };
}

/** What was filled into the form, on top of what had been wished for and stands in no field of it. */
export function wishesOf(
  fields: Readonly<Record<string, readonly string[]>>,
  { topic, answers, thread }: Wishes,
): Wishes {
  const [channel] = fields.channel ?? [];
  const [time] = fields.time ?? [];
  const [reveal] = fields.reveal ?? [];
  return {
    topic,
    answers,
    thread,
    channel,
    time,
    days: fields.days?.join(', '),
    role: fields.role?.[0] ?? null,
    reveal,
  };
}

function dayOptions(locale: Locale, days: number | undefined): APISelectMenuOption[] {
  const words = setupWords(locale);
  return ALL_DAYS.map((day) => ({
    label: words.wholeDay(day),
    value: DAY_VALUES[day] ?? '',
    default: days === undefined || hasDay(days, day + 1),
  }));
}

/** As parseDays reads them. */
const DAY_VALUES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function revealOptions(locale: Locale, { revealAfterHours = null }: Partial<Settings>): APISelectMenuOption[] {
  const usual = suggestReveals(locale, '');
  const isSet = ({ value }: Choice) => parseReveal(value) === revealAfterHours;
  const own = usual.some(isSet) ? [] : suggestReveals(locale, String(revealAfterHours)).filter(isSet);
  return [...usual, ...own].map((choice) => ({ label: choice.name, value: choice.value, default: isSet(choice) }));
}

/** What is wrong, each in a sentence, and the ways on: the form as it was filled in, or a menu for what is in none of its fields. */
export function mendReply(
  locale: Locale,
  catalogue: Catalogue,
  problems: readonly Problem[],
  { serverLocale, now }: { serverLocale: Locale; now: number },
): Reply {
  const words = setupWords(locale);
  const isOn = (wish: keyof Wishes) => problems.some((problem) => problem.wish === wish);
  const lines = problems.map(({ say }) => `⚠️ ${say(locale)}`);
  return {
    private: true,
    embeds: [{ title: words.mendTitle, description: [...lines, words.mendNote].join('\n\n'), color: COLOURS.notice }],
    components: [
      ...(isOn('topic') ? [topicMenu(locale, catalogue)] : []),
      ...(isOn('timezone') ? [zoneMenu(locale, serverLocale, now)] : []),
      ...buttonRows(
        button(words.openForm, customId('daily', 'form', 'draft'), { style: 'primary' }),
        ...(isOn('timezone') ? [button(words.otherCity, customId('daily', 'city'))] : []),
      ),
    ],
  };
}

/**
 * By which clock the time is meant.
 * @param serverLocale the zones of those who read this language go first
 * @param now UTC ms
 */
export function zoneReply(locale: Locale, serverLocale: Locale, time: string, now: number): Reply {
  const words = setupWords(locale);
  return {
    private: true,
    embeds: [{ title: words.zoneTitle, description: words.zoneAsked(time), color: COLOURS.neutral }],
    components: [
      zoneMenu(locale, serverLocale, now),
      ...buttonRows(
        button(words.otherCity, customId('daily', 'city')),
        button(words.openForm, customId('daily', 'form', 'draft')),
      ),
    ],
  };
}

/** What the question of the day is about, where the bot teaches several subjects. */
export function subjectReply(locale: Locale, catalogue: Catalogue): Reply {
  const words = setupWords(locale);
  return {
    private: true,
    embeds: [{ title: words.subjectTitle, description: words.subjectAsked, color: COLOURS.neutral }],
    components: [
      topicMenu(locale, catalogue),
      ...buttonRows(button(words.openForm, customId('daily', 'form', 'draft'))),
    ],
  };
}

/** A window for a city that is in no menu. */
export function cityForm(locale: Locale): Form {
  const words = setupWords(locale);
  return {
    title: words.cityTitle,
    customId: customId('daily', 'clock'),
    text: words.cityText,
    label: words.cityField,
    placeholder: words.cityPlaceholder,
    maxLength: LONGEST_CITY,
  };
}

/** What can be done once it is set up. */
export function setupButtons(locale: Locale): ActionRow[] {
  const words = setupWords(locale);
  return buttonRows(
    button(words.tryIt, customId('daily', 'trial'), { style: 'primary' }),
    button(words.changeSettings, customId('daily', 'form', 'new')),
  );
}

function zoneMenu(locale: Locale, serverLocale: Locale, now: number): ActionRow {
  const words = setupWords(locale);
  const options = likelyZones(serverLocale).map(({ name, value }) => ({
    label: clip(name, DISCORD_LIMITS.selectOption),
    value,
    description: words.nowThere(localTime(now, value)),
  }));
  return selectRow(customId('daily', 'clock'), words.zoneMenu, options);
}

function topicMenu(locale: Locale, catalogue: Catalogue): ActionRow {
  const words = setupWords(locale);
  const everything = { name: words.everythingChoice, value: EVERYTHING.key };
  const choices = [everything, ...suggestSubjects(locale, catalogue, '')].slice(0, MOST_SHOWN);
  const options = choices.map(({ name, value }) => ({ label: name, value }));
  return selectRow(customId('daily', 'topic'), words.topicMenu, options);
}
