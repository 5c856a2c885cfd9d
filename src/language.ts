/**
 * In which language somebody reads. Each feature keeps its sentences in its `words.ts`: an object of plain functions for each
 * language, all of one type. There is always English; readers of another language get theirs where it exists.
 */

import { clip } from './clip.ts';

/** A language as Discord writes it, such as `en-US`, `de` or `pt-BR`. */
export type Locale = string;

/** What is read by those whose language is not known. */
export const ENGLISH: Locale = 'en-US';

/** The sentences of one feature, in the language of whoever reads them. */
export interface Words<T extends object> {
  (locale: Locale): T;
  /** the languages there are besides English */
  readonly locales: readonly Locale[];
}

/** Something that can be said in every language. */
export type Sentence = (locale: Locale) => string;

/** A language that is made from the English sentences by a rule. */
export interface MadeLanguage {
  locale: Locale;
  make: <T extends object>(english: T) => T;
}

const made: MadeLanguage[] = [];

/** Adds such a language to all features; the tests' pseudo-language is one. Call it before anything is said. */
export function addLanguage(language: MadeLanguage): void {
  made.push(language);
}

/**
 * @param english the sentences of a feature
 * @param others the same in other languages
 */
export function inLanguages<T extends object>(english: T, others: Readonly<Record<Locale, T>> = {}): Words<T> {
  const all = new Map(Object.entries(others));
  const words = (locale: Locale): T => {
    let found = all.get(locale);
    if (!found) {
      found = made.find((language) => language.locale === locale)?.make(english) ?? english;
      all.set(locale, found);
    }
    return found;
  };
  return Object.defineProperty(words, 'locales', {
    get: () => [...Object.keys(others), ...made.map(({ locale }) => locale)],
  }) as Words<T>;
}

/** The longest description, or name of a choice, that Discord accepts in a command's data. */
const LONGEST_IN_DATA = 100;

/** A description in a command's data, in all languages. */
export function described<T extends object>(words: Words<T>, say: (words: T) => string) {
  return { description: say(words(ENGLISH)), ...localised('description_localizations', words, say) };
}

/** The most that Discord takes of a command's name. */
const LONGEST_NAME = 32;

/** The name of a command in a message's menu, in all languages. */
export function commandNamed<T extends object>(words: Words<T>, say: (words: T) => string) {
  return { name: say(words(ENGLISH)), ...localised('name_localizations', words, say, LONGEST_NAME) };
}

/** A choice of a command's option, in all languages. */
export function named<T extends object>(words: Words<T>, say: (words: T) => string) {
  return { name: say(words(ENGLISH)), ...localised('name_localizations', words, say) };
}

/** One that is too long is cut: otherwise Discord would reject all of the commands. */
function localised<K extends string, T extends object>(
  key: K,
  words: Words<T>,
  say: (words: T) => string,
  longest = LONGEST_IN_DATA,
) {
  const others = words.locales.map((locale) => [locale, clip(say(words(locale)), longest)] as const);
  const texts = Object.fromEntries(others) as Record<Locale, string>;
  return (others.length > 0 ? { [key]: texts } : {}) as Partial<Record<K, Record<Locale, string>>>;
}

/** A name out of a command's data, as somebody reads it. */
export function nameIn(
  locale: Locale,
  data: { name: string; name_localizations?: Readonly<Record<Locale, string | null | undefined>> | null | undefined },
): string {
  return data.name_localizations?.[locale] ?? data.name;
}

/** A description from a command's data, in the reader's language. */
export function descriptionIn(
  locale: Locale,
  data: {
    description: string;
    description_localizations?: Readonly<Record<Locale, string | null | undefined>> | null | undefined;
  },
): string {
  return data.description_localizations?.[locale] ?? data.description;
}
