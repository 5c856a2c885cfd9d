/** Which sentence of a topic answers what was asked, where its short answer does not. */
import { stemmer } from 'stemmer';
import { type QueryWord, parseQuery, splitWords } from './query.ts';
import type { Topic } from './store.ts';

/** A sentence has to say so much of what the short answer leaves out. */
const ENOUGH = 0.5;
/** A line with flags is a command, and its names are the asker's own. */
const COMMAND_LINE = /(?:^|\s)--?\w/;
/** Words that the short answer has say less about which sentence is meant. */
const IN_SHORT = 0.25;

/**
 * The sentence of a topic's details or misconceptions that says most about what was asked.
 * @param asked what was typed
 * @param longest characters
 * @returns undefined where the short answer has all the words, or no sentence says enough of them
 */
export function passageFor(
  { title, summary, details, misconceptions }: Pick<Topic, 'title' | 'summary' | 'details' | 'misconceptions'>,
  asked: string,
  longest: number,
): string | undefined {
  const { words, isTelling } = parseQuery(asked, new Set());
  const short = stemsOf(`${title} ${summary}`);
  const wanted = words.filter(({ stem }) => !short.has(stem));
  if (!isTelling || wanted.length === 0 || COMMAND_LINE.test(asked)) return undefined;
  const known = words.filter(({ stem }) => short.has(stem));
  let best: { sentence: string; score: number } | undefined;
  for (const sentence of sentencesOf(`${details}\n${misconceptions}`)) {
    if (!mayHold(sentence, wanted)) continue;
    const stems = stemsOf(sentence);
    const said = shareIn(stems, wanted);
    if (said < ENOUGH * total(wanted) || sentence.length > longest) continue;
    const score = said + IN_SHORT * shareIn(stems, known);
    if (!best || score > best.score) best = { sentence, score };
  }
  return best?.sentence;
}

/** A stem is a word's beginning but for its last letter: most sentences need not be taken apart. */
function mayHold(sentence: string, words: readonly QueryWord[]): boolean {
  const text = sentence.toLowerCase();
  return words.some(({ stem }) => text.includes(stem.slice(0, -1)));
}

const total = (words: readonly QueryWord[]) => words.reduce((sum, { share }) => sum + share, 0);

const shareIn = (stems: ReadonlySet<string>, words: readonly QueryWord[]) =>
  total(words.filter(({ stem }) => stems.has(stem)));

function stemsOf(text: string): Set<string> {
  return new Set(splitWords(text.toLowerCase()).map(stemmer));
}

/** Each point of a list and each sentence of a paragraph, without code blocks, headings and tables. */
function sentencesOf(text: string): string[] {
  return text
    .replaceAll(/```[^]*?```/g, '')
    .split('\n')
    .filter((line) => /^(?:[-*] )?[^#|\s]/.test(line))
    .flatMap((line) => line.replace(/^[-*] /, '').split(/(?<=[.!?])\s+(?=[A-Z`*])/))
    .filter((sentence) => /[.!?]\W*$/.test(sentence));
}
