/** Which topics have a word, or what may be meant by it, and how much that says. */
import { stemmer } from 'stemmer';
import { SYNONYM } from './names.ts';
import type { QueryWord } from './query.ts';
import { createCorrector } from './spelling.ts';
import type { TopicName } from './store.ts';
import { LIGHT_WORDS, SYNONYMS } from './word-lists.ts';

/** The full-text index, as far as searching needs it. */
export interface WordIndex {
  /** topics with this word, or with a word that begins with it, and its weight in each */
  topicsWith(word: string, asPrefix: boolean): { id: number; weight: number }[];
}

export interface Posting {
  /** the topic's place in the list */
  topic: number;
  /** for ranking: how much the topic is about the word, times its rarity */
  score: number;
  /** how much of the word's rarity the topic covers; less where the word had to be corrected or replaced */
  covered: number;
}

export interface Postings {
  /** of the word as it was typed, or as it was corrected */
  stem: string;
  /** stems of other words that count for it */
  synonyms: readonly string[];
  /** the logarithm of how many times as many topics there are as have the word */
  rarity: number;
  /** 0 to 1: less for a word that had to be corrected, and 0 for one that is nowhere */
  certainty: number;
  postings: readonly Posting[];
}

export interface LookUp {
  /** the word may be the beginning of one */
  asPrefix: boolean;
  /** other words for it count, too */
  withSynonyms: boolean;
}

const LONGER_WORD = 0.7;
const REMEMBERED_WORDS = 5000;

export function createPostings(
  topics: readonly TopicName[],
  index: WordIndex,
): (word: QueryWord, how: LookUp) => Postings {
  const places = new Map(topics.map(({ id }, place) => [id, place]));
  const rarityOf = (count: number) => Math.log(1 + topics.length / (count + 0.5));
  // Made with the first misspelt word: most queries need none.
  let corrector: ReturnType<typeof createCorrector> | undefined;
  const remembered = new Map<string, Postings>();

  function weightsOf(word: string, asPrefix: boolean): Map<number, number> {
    const weights = new Map<number, number>();
    const add = (found: { id: number; weight: number }[], part: number) => {
      for (const { id, weight } of found) {
        const place = places.get(id);
        if (place !== undefined && !weights.has(place)) weights.set(place, weight * part);
      }
    };
    add(index.topicsWith(word, false), 1);
    if (asPrefix) add(index.topicsWith(word, true), LONGER_WORD);
    return weights;
  }

  function find({ word, stem }: QueryWord, { asPrefix, withSynonyms }: LookUp): Postings {
    const others = withSynonyms ? (SYNONYMS.get(stem) ?? []) : [];
    const weights = weightsOf(word, asPrefix);
    const isSpeltRight = weights.size > 0 || others.length > 0 || LIGHT_WORDS.has(word);
    return isSpeltRight ? postingsOf(stem, weights, 1, others) : correct(word, stem, withSynonyms);
  }

  /** Of several words as near as each other, the one that the topics speak of most. */
  function correct(word: string, stem: string, withSynonyms: boolean): Postings {
    corrector ??= createCorrector(topics);
    const { words, certainty } = corrector(word);
    let best = postingsOf(stem, new Map(), 0, []);
    let heaviest = 0;
    for (const corrected of words) {
      const weights = weightsOf(corrected, false);
      const weight = [...weights.values()].reduce((sum, one) => sum + one, 0);
      if (weight <= heaviest) continue;
      heaviest = weight;
      const correctedStem = stemmer(corrected);
      const others = withSynonyms ? (SYNONYMS.get(correctedStem) ?? []) : [];
      best = postingsOf(correctedStem, weights, certainty, others);
    }
    return best;
  }

  function postingsOf(
    stem: string,
    weights: ReadonlyMap<number, number>,
    certainty: number,
    others: readonly string[],
  ): Postings {
    const rarity = rarityOf(weights.size);
    const postings = new Map<number, Posting>();
    const add = (found: ReadonlyMap<number, number>, part: number) => {
      for (const [topic, weight] of found) {
        if (!postings.has(topic)) postings.set(topic, { topic, score: weight * rarity * part, covered: rarity * part });
      }
    };
    add(weights, certainty);
    for (const other of others) add(weightsOf(other, false), SYNONYM);
    return { stem, synonyms: others.map(stemmer), rarity, certainty, postings: [...postings.values()] };
  }

  return (word, how) => {
    const key = `${word.word}${how.asPrefix ? '*' : ''}${how.withSynonyms ? '~' : ''}`;
    let found = remembered.get(key);
    if (!found) {
      found = find(word, how);
      if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
      remembered.set(key, found);
    }
    return found;
  };
}
