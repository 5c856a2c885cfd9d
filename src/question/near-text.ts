/** How a typed text differs from the one that was wanted: in which ways that an author may forgive. */
import type { Forgivable } from '../content/pack.ts';
import { editDistance } from '../edit-distance.ts';
import { plainCharacters, plainHyphens } from '../typography.ts';

/** A way in which a typed text is not quite the one that was wanted. Another article than the wanted one is never forgiven. */
export type Slip = Forgivable | 'article';

/** Letters that may be mistyped, by how many letters the wanted text has at least. */
const MOST_TYPOS = [
  { from: 8, typos: 2 },
  { from: 4, typos: 1 },
];

/** Of what somebody without accents on their keyboard leaves out; vowel signs of Hindi or Thai are letters and stay. */
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * A text as it is compared: without what a keyboard puts in by itself (curly quotes, dashes, other spaces, a full stop at the end)
 * and without the marks of a sentence around it ("¡Hola!" is "Hola"). Case and accents stay.
 */
export function plainText(text: string): string {
  let plain = plainHyphens(plainCharacters(text.normalize('NFC')))
    .replaceAll('—', '--')
    .replaceAll('–', '-')
    .replace(/\s+/g, ' ')
    .trim();
  plain = withoutMarks(plain);
  return withoutMarks(plain.replace(/^"(.+)"$|^'(.+)'$/, '$1$2'));
}

/** After a letter; after a digit only the full stop: "5!" is not "5". */
function withoutMarks(text: string): string {
  return text.replace(/(?<=[\p{L}\p{M}"')])[.!?…]+$|(?<=\p{N})\.$/u, '').replace(/^[¿¡]+/, '');
}

const withoutCase = (text: string) => text.toLowerCase();
const withoutAccents = (text: string) => text.normalize('NFD').replace(ACCENTS, '').normalize('NFC');

/**
 * In which ways a typed text differs from the wanted one; none where they are the same, undefined where it is another text.
 * A text without its article is the same as with it; that is for texts in whose subject the author names the articles.
 * @param articles words that may stand in front, such as "el" and "la", without case
 */
export function slipsIn(typed: string, wanted: string, articles: readonly string[]): Slip[] | undefined {
  const own = splitArticle(plainText(typed), articles);
  const other = splitArticle(plainText(wanted), articles);
  const isOtherArticle = own.article !== '' && other.article !== '' && own.article !== other.article;
  const slips = slipsInRest(own.rest, other.rest);
  return slips && isOtherArticle ? ['article', ...slips] : slips;
}

function splitArticle(text: string, articles: readonly string[]): { article: string; rest: string } {
  const lower = text.toLowerCase();
  for (const article of articles) {
    // An elided one, such as "l'", has no space behind it.
    const start = article.endsWith("'") ? article : `${article} `;
    if (lower.startsWith(start)) return { article, rest: text.slice(start.length) };
  }
  return { article: '', rest: text };
}

function slipsInRest(typed: string, wanted: string): Slip[] | undefined {
  const distance = (change: (text: string) => string) =>
    editDistance(lettersOf(change(typed)), lettersOf(change(wanted)));
  const typos = distance((text) => withoutCase(withoutAccents(text)));
  if (typos > mostTypos(wanted) || digitsOf(typed) !== digitsOf(wanted)) return undefined;
  return [
    ...(distance(withoutAccents) > typos ? (['case'] as const) : []),
    ...(distance(withoutCase) > typos ? (['accents'] as const) : []),
    ...(typos > 0 ? (['typos'] as const) : []),
  ];
}

function mostTypos(wanted: string): number {
  const letters = lettersOf(wanted).length;
  return MOST_TYPOS.find(({ from }) => letters >= from)?.typos ?? 0;
}

/** A wrong figure is no slip of the finger. */
const digitsOf = (text: string) => (text.match(/\p{N}/gu) ?? []).join('');

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters as a reader sees them, whatever they are made of. */
function lettersOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
