/**
 * A language that is made from English: every text stands between ⟦ and ⟧ and is a third longer. What a text is told by its
 * values (a name, a topic of a pack, another text) stays outside of the marks, so that whatever is on the screen and not
 * marked was written somewhere else than in a feature's words.
 */
import { type Locale, addLanguage } from '../../src/language.ts';

/** It goes by the name of a language that Discord has: it takes no other. */
export const PSEUDO: Locale = 'fi';

const OPEN = '⟦';
const CLOSE = '⟧';
/** Around a value within a text while it is being made: characters that nothing else uses. */
const [BEFORE, AFTER] = ['\uE000', '\uE001'];

addLanguage({ locale: PSEUDO, make: (english) => inPseudo(english) });

function inPseudo<T>(words: T): T {
  return (typeof words === 'function' ? speaking(words as unknown as Speak) : marked(words)) as T;
}

type Speak = (...values: unknown[]) => unknown;

function speaking(speak: Speak): Speak {
  return (...values) => {
    const plain = speak(...values);
    return typeof plain === 'function' ? speaking(plain as Speak) : marked(withValuesShown(speak, values, plain));
  };
}

/** Marks every text in a value, however deep. */
function marked(value: unknown): unknown {
  if (typeof value === 'string') return markedText(value);
  if (typeof value === 'function') return speaking(value as Speak);
  return mapTexts(value, markedText, inPseudo);
}

function markedText(text: string): string {
  return text
    .split(new RegExp(`(${BEFORE}[^${AFTER}]*${AFTER})`))
    .map((part) => {
      if (part.startsWith(BEFORE)) return part.slice(1, -1);
      return /\p{L}/u.test(part) ? `${OPEN}${part}${'~'.repeat(Math.ceil(part.length / 3))}${CLOSE}` : part;
    })
    .join('');
}

/**
 * What is said, with signs around those of its values that are told as they are. A text that only chooses among several, such
 * as the name of a weekday, is none of them: with signs around it, something else would be said.
 */
function withValuesShown(speak: Speak, values: readonly unknown[], plain: unknown): unknown {
  const count = countTexts(values);
  const isTold = (which: number) => {
    const said = attempt(
      speak,
      shownAt(values, (at) => at === which),
    );
    return said !== undefined && same(withoutSigns(said), plain) && !same(said, plain);
  };
  const told = new Set(Array.from({ length: count }, (_, which) => which).filter(isTold));
  const said = attempt(
    speak,
    shownAt(values, (at) => told.has(at)),
  );
  return said !== undefined && same(withoutSigns(said), plain) ? said : plain;
}

function attempt(speak: Speak, values: readonly unknown[]): unknown {
  try {
    return speak(...values);
  } catch {
    return undefined;
  }
}

function shownAt(values: readonly unknown[], isShown: (which: number) => boolean): unknown[] {
  let which = 0;
  return values.map((value) => mapTexts(value, (text) => (isShown(which++) ? BEFORE + text + AFTER : text)));
}

function countTexts(values: readonly unknown[]): number {
  let count = 0;
  for (const value of values) mapTexts(value, (text) => (count++, text));
  return count;
}

const withoutSigns = (value: unknown): unknown =>
  mapTexts(value, (text) => text.replaceAll(BEFORE, '').replaceAll(AFTER, ''));

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function mapTexts(
  value: unknown,
  change: (text: string) => string,
  other: (value: unknown) => unknown = (same) => same,
): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change, other));
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change, other)]));
  return other(value);
}

/** What of a text is not marked, each piece on a line of its own. Where a text was cut, its last mark may have no end. */
export function withoutMarked(text: string): string {
  return text.replace(/⟦[^⟦⟧]*(?:⟧|…|$)/gu, '\n');
}
