import MiniSearch from 'minisearch';
import { normalise, splitWords } from './query.ts';
import type { TopicName } from './store.ts';

const MOST_CORRECTIONS = 5;
/** Letters, perhaps with digits behind them as in `overlay2`: nobody can tell what a wrong number should have been. */
const WORD = /^\p{L}{3,}\p{N}*$/u;

/** How sure a correction is, 0 to 1. */
const SWAPPED = 0.85;
const ONE_LETTER = 0.85;
const TWO_LETTERS = 0.7;
/** Every short word is near some other word. */
const ONE_LETTER_OF_A_SHORT_WORD = 0.66;

export interface Correction {
  /** what may be meant, all of it equally near */
  words: string[];
  certainty: number;
}

/**
 * Finds the words that may be meant by a misspelt one, among those of names, short answers and commands: up to two letters
 * off, the first one right. Phrases are left out, since everyday words are near to everything.
 */
export function createCorrector(topics: readonly TopicName[]): (typed: string) => Correction {
  const vocabulary = new Set(
    topics.flatMap(({ slug, title, aliases, summary, commands }) =>
      splitWords(normalise([slug, title, ...aliases, summary, commands].join(' '))),
    ),
  );
  const index = new MiniSearch<{ id: string }>({ fields: ['id'], tokenize: (text) => [text] });
  index.addAll([...vocabulary].filter((word) => WORD.test(word)).map((id) => ({ id })));
  return (typed) => {
    if (typed.length >= 4 && WORD.test(typed)) {
      for (const distance of [1, 2]) {
        const near = index.search(typed, { fuzzy: distance, prefix: false }).map((result) => String(result.id));
        const likely = near.filter((word) => isLikely(typed, word, distance));
        const swapped = likely.filter((word) => hasSameLetters(typed, word));
        if (swapped.length > 0) return { words: swapped.slice(0, MOST_CORRECTIONS), certainty: SWAPPED };
        if (likely.length > 0) {
          return { words: likely.slice(0, MOST_CORRECTIONS), certainty: certaintyOf(typed, distance) };
        }
      }
    }
    return { words: [], certainty: 0 };
  };
}

/** People mistype the middle of a word and swap letters; in a short word more differences make another word. */
function isLikely(typed: string, meant: string, distance: number): boolean {
  if (hasSameLetters(typed, meant)) return true;
  return typed[0] === meant[0] ? distance === 1 || typed.length > 6 : distance === 1 && typed.length > 7;
}

function certaintyOf(typed: string, distance: number): number {
  if (distance === 2) return TWO_LETTERS;
  return typed.length > 5 ? ONE_LETTER : ONE_LETTER_OF_A_SHORT_WORD;
}

function hasSameLetters(one: string, other: string): boolean {
  return [...one].sort().join('') === [...other].sort().join('');
}
