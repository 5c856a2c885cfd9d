/** A second language for tests: English within brackets, so that what is not said in it shows. */
import { type Locale, addLanguage } from '../../src/language.ts';

export const MARKED: Locale = 'x-marked';

export const marked = (text: string) => `⟦${text}⟧`;

/** Call it before anything is said. */
export function addMarkedLanguage(): void {
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
}
