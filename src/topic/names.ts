/** The names of topics (slugs, titles, aliases, and phrases in which people ask for them), and how well they fit a query. */
import { stemmer } from 'stemmer';
import { normalise, splitWords } from './query.ts';
import type { TopicName } from './store.ts';
import { STOP_WORDS } from './word-lists.ts';

/** A word that was looked for, as its stem. */
export interface AskedWord {
  stem: string;
  /** stems that mean the same */
  synonyms: readonly string[];
  /** how much it says about what is looked for: rarer words say more */
  rarity: number;
  /** 0 to 1: how much it counts */
  share: number;
  /** 0 to 1: less for a word that had to be corrected */
  certainty: number;
}

export interface NameIndex {
  /**
   * For each topic, by its place in the list, 0 to 1: how well the best of its names and the query cover each other, words
   * counting by their rarity.
   * @param begun the beginning of a word that is still being typed; a longer word that begins with it counts by its share
   */
  overlaps(words: readonly AskedWord[], begun: string): Float64Array;
  /** The names of several words that stand in a text, each topic's longest: the topic's place, the number and rarity of words. */
  namesIn(text: string): Map<number, { length: number; rarity: number }>;
}

/** How much a word counts for another one that means the same. */
export const SYNONYM = 0.6;
const ARTICLES = new Set(['a', 'an', 'the']);
/** So that `container to container` is not quite the same as `container`. */
const STOP_WORD_IN_NAME = 0.4;
const LONGEST_NAME = 12;
const LONGEST_TEXT = 40;

/** Every name that a topic has, in lower case: slug, title, aliases, phrases, and those without hyphens. */
export function nameTable(topics: readonly TopicName[]): Map<string, TopicName> {
  const table = new Map<string, TopicName>();
  const add = (name: string, topic: TopicName) => {
    if (!table.has(name)) table.set(name, topic);
  };
  // Slugs and titles first: another topic's alias must not take them.
  for (const topic of topics) for (const name of [topic.slug, topic.title]) add(normalise(name), topic);
  for (const topic of topics) for (const name of topic.aliases) add(normalise(name), topic);
  for (const topic of topics) for (const name of topic.phrases) add(normalise(name), topic);
  for (const topic of topics) {
    for (const name of [topic.slug, topic.title, ...topic.aliases, ...topic.phrases])
      add(splitWords(normalise(name)).join(' '), topic);
  }
  return table;
}

/** Whether a text is what a topic is called in lists, by its slug or its title. */
export function isCalled({ slug, title }: Pick<TopicName, 'slug' | 'title'>, text: string): boolean {
  return [slug, title].some((name) => normalise(name) === normalise(text));
}

export function createNameIndex(topics: readonly TopicName[]): NameIndex {
  const stem = rememberingStemmer();
  const names = topics.flatMap(({ slug, title, aliases, phrases }, topic) =>
    [slug, title, ...aliases, ...phrases].map((name) => ({ topic, words: splitWords(normalise(name)) })),
  );
  const telling = names.map(({ words }) => {
    const some = words.filter((word) => !STOP_WORDS.has(word));
    return [...new Set((some.length > 0 ? some : words).map(stem))];
  });
  const stopWords = names.map(({ words }, name) => words.length - (telling[name]?.length ?? 0));
  const namesWith = new Map<string, number[]>();
  telling.forEach((stems, name) => {
    for (const one of stems) {
      const list = namesWith.get(one);
      if (list) list.push(name);
      else namesWith.set(one, [name]);
    }
  });
  const rarities = new Map(
    [...namesWith].map(([one, list]) => {
      const owners = new Set(list.map((name) => names[name]?.topic));
      return [one, Math.log(1 + topics.length / (owners.size + 0.5))];
    }),
  );
  const rarity = (one: string) => rarities.get(one) ?? 0;
  const rarityOfName = telling.map((stems, name) =>
    stems.reduce((sum, one) => sum + rarity(one), STOP_WORD_IN_NAME * (stopWords[name] ?? 0)),
  );
  const sorted = [...namesWith.keys()].sort();
  const phrases = phraseTable(names, stem);
  // Used again for every query, as there are many names: how much of each the query has.
  const shared = new Float64Array(names.length);

  return {
    overlaps(words, begun) {
      const touched: number[] = [];
      const asked = new Set(words.map((word) => word.stem));
      const share = (one: string, part: number) => {
        const more = rarity(one) * part;
        for (const name of namesWith.get(one) ?? []) {
          if (shared[name] === 0) touched.push(name);
          shared[name] = (shared[name] ?? 0) + more;
        }
      };
      let whole = 0;
      for (const word of words) {
        whole += (rarities.get(word.stem) ?? word.rarity) * word.share;
        share(word.stem, word.share * word.certainty);
        for (const other of word.synonyms) if (!asked.has(other)) share(other, word.share * SYNONYM);
      }
      for (const one of beginningWith(sorted, begun)) if (!asked.has(one)) share(one, begun.length / one.length);
      const best = new Float64Array(topics.length);
      for (const name of touched) {
        const common = shared[name] ?? 0;
        shared[name] = 0;
        const topic = names[name]?.topic ?? 0;
        const overlap = Math.min(1, common / (rarityOfName[name] ?? 1)) * Math.min(1, common / whole);
        if (overlap > (best[topic] ?? 0)) best[topic] = overlap;
      }
      return best;
    },

    namesIn(text) {
      const stems = withoutArticles(splitWords(text)).slice(0, LONGEST_TEXT).map(stem);
      const found = new Map<number, { length: number; rarity: number }>();
      for (let from = 0; from < stems.length - 1; from++) {
        let phrase = '';
        let sum = 0;
        for (let length = 1; length <= LONGEST_NAME && from + length <= stems.length; length++) {
          const next = stems[from + length - 1] as string;
          phrase = length === 1 ? next : `${phrase} ${next}`;
          sum += rarity(next);
          const owners = phrases.get(phrase);
          if (!owners) break;
          for (const topic of owners) {
            if (length > (found.get(topic)?.length ?? 1)) found.set(topic, { length, rarity: sum });
          }
        }
      }
      return found;
    },
  };
}

/** From each name, and from each beginning of a name, to the topics of that name; to none if it is only a beginning. */
function phraseTable(
  names: readonly { topic: number; words: string[] }[],
  stem: (word: string) => string,
): Map<string, Set<number>> {
  const table = new Map<string, Set<number>>();
  for (const { topic, words } of names) {
    const stems = withoutArticles(words).map(stem);
    for (let length = 1; length <= stems.length; length++) {
      const phrase = stems.slice(0, length).join(' ');
      const owners = table.get(phrase) ?? new Set();
      table.set(phrase, length === stems.length ? owners.add(topic) : owners);
    }
  }
  return table;
}

function withoutArticles(words: readonly string[]): string[] {
  return words.filter((word) => !ARTICLES.has(word));
}

/** The words of a sorted list that begin with `begun`; none for a single letter. */
function beginningWith(sorted: readonly string[], begun: string): string[] {
  if (begun.length < 2) return [];
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < begun) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (sorted[end]?.startsWith(begun)) end++;
  return sorted.slice(low, end);
}

/** Names are made of the same words again and again. */
function rememberingStemmer(): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) known.set(word, (found = stemmer(word)));
    return found;
  };
}
