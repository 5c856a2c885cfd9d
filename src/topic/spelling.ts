import MiniSearch from 'minisearch';
import { normalise, splitWords } from './query.ts';
import type { TopicName } from './store.ts';

const MOST_CORRECTIONS = 5;

/**
 * Finds the words that may be meant by a misspelt one, among those of names, short answers and commands: up to two letters
 * off, the first one right.
 */
export function createCorrector(
  topics: readonly TopicName[],
): (typed: string) => { words: string[]; distance: number } {
  const vocabulary = new Set(
    topics.flatMap(({ slug, title, aliases, summary, commands }) =>
      splitWords(normalise([slug, title, ...aliases, summary, commands].join(' '))),
    ),
  );
  const index = new MiniSearch<{ id: string }>({ fields: ['id'], tokenize: (text) => [text] });
  index.addAll([...vocabulary].filter((word) => word.length > 2 && /^\p{L}+$/u.test(word)).map((id) => ({ id })));
  return (typed) => {
    if (typed.length >= 4 && /^\p{L}+$/u.test(typed)) {
      for (const distance of [1, 2]) {
        const near = index.search(typed, { fuzzy: distance, prefix: false }).map((result) => String(result.id));
        const likely = near.filter((word) => isLikely(typed, word, distance));
        const swapped = likely.filter((word) => hasSameLetters(typed, word));
        const words = (swapped.length > 0 ? swapped : likely).slice(0, MOST_CORRECTIONS);
        if (words.length > 0) return { words, distance };
      }
    }
    return { words: [], distance: 0 };
  };
}

/** People mistype the middle of a word and swap letters; two differences in a short word make another word. */
function isLikely(typed: string, meant: string, distance: number): boolean {
  return hasSameLetters(typed, meant) || (typed[0] === meant[0] && (distance === 1 || typed.length > 5));
}

function hasSameLetters(one: string, other: string): boolean {
  return [...one].sort().join('') === [...other].sort().join('');
}
