/**
 * A second language for tests: English within brackets, so that what is not said in it shows. It goes by the name of one that
 * Discord knows: commands that are loaded later are described in it, too.
 */
import { type Locale, addLanguage } from '../../src/language.ts';

export const MARKED: Locale = 'hu';

export const marked = (text: string) => `⟦${text}⟧`;

addLanguage({
  locale: MARKED,
  make: <T extends object>(english: T) =>
    Object.fromEntries(
      Object.entries(english).map(([key, words]: [string, unknown]) => [
        key,
        typeof words === 'function'
          ? (...values: unknown[]) => marked((words as (...values: unknown[]) => string)(...values))
          : marked(String(words)),
      ]),
    ) as T,
});

/** What of a text is in no other language. @param content what a pack says, which has no language of ours */
export function unmarked(text: string, content: readonly string[] = []): string {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/gu, '');
  }
  for (const piece of content) rest = rest.replaceAll(piece, '');
  return rest;
}
