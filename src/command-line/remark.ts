/** What there is to say about a typed command line, as data: it becomes a sentence when it is known who reads it. */
import { ENGLISH, type Locale } from '../language.ts';
import { type CommandLineWords, commandLineWords } from './words.ts';

type Key = keyof CommandLineWords;
type Values<K extends Key> = CommandLineWords[K] extends (...values: infer V) => string ? V : [];

/** One of our sentences with the values to fill in, or a sentence by the question's author. */
export type Remark = { [K in Key]: { key: K; values: Values<K> } }[Key] | { key: 'author'; text: string };

export function remark<K extends Key>(key: K, ...values: Values<K>): Remark {
  // The compiler does not see that a key and the values for it are one of the union.
  return { key, values } as Remark;
}

/** The sentence for whoever reads in this language. */
export function remarkText(locale: Locale, said: Remark): string {
  if (said.key === 'author') return said.text;
  const words = commandLineWords(locale)[said.key] as string | ((...values: readonly unknown[]) => string);
  return typeof words === 'string' ? words : words(...said.values);
}

/** For those who write packs: their messages are in English. */
export function inEnglish(said: Remark): string {
  return remarkText(ENGLISH, said);
}
