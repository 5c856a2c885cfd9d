/** What a setup changed, from what to what. */
import type { Locale } from '../../language.ts';
import { daysText } from '../weekdays.ts';
import { setupWords } from './words.ts';
import type { Settings } from './wishes.ts';

/** Settings as they were or are, with what belongs to them. */
export interface Standing {
  settings: Settings;
  timeZone: string;
  /** as members read it; empty for everything */
  subjectName: string;
}

type Say = (words: ReturnType<typeof setupWords>, standing: Standing, locale: Locale) => string;

/** Each setting, by its name in the words. */
const SETTINGS: readonly (readonly [Say, Say])[] = [
  [(words) => words.channelName, (_, { settings }) => `<#${settings.channelId}>`],
  [(words) => words.timeName, (_, { settings }) => settings.time],
  [(words) => words.timeZoneName, (_, { timeZone }) => timeZone],
  [(words) => words.daysName, (_, { settings }, locale) => daysText(locale, settings.days)],
  [(words) => words.topicName, (words, { subjectName }) => subjectName || words.everything],
  [(words) => words.roleName, (words, { settings }) => (settings.roleId ? `<@&${settings.roleId}>` : words.nobody)],
  [
    (words) => words.revealName,
    (words, { settings: { revealAfterHours: hours } }) => (hours === null ? words.withNext : words.afterHours(hours)),
  ],
  [
    (words) => words.answersName,
    (words, { settings }) => (settings.locksAnswers ? words.finalAnswers : words.sealedAnswers),
  ],
  [(words) => words.threadName, (words, { settings }) => (settings.opensThread ? words.yes : words.no)],
];

/** A line for each setting that is another one now. */
export function changeLines(locale: Locale, before: Standing, after: Standing): string[] {
  const words = setupWords(locale);
  return SETTINGS.flatMap(([name, value]) => {
    const [was, is] = [value(words, before, locale), value(words, after, locale)];
    return was === is ? [] : [words.changedFromTo(name(words, after, locale), was, is)];
  });
}
