/**
 * Finds the topic that a text asks for.
 *
 * A text that is a name (slug, title, alias), or has a long one in it as a pasted error message does, finds its topic at once.
 * Otherwise every telling word is looked up in the full-text index, with other words that mean the same; a word that is not
 * there is first corrected to the nearest one of names, short answers and commands (MiniSearch's fuzzy matching). Topics are
 * ranked by the sum, by how well their best name fits, and by how much of the query they cover, each word counting by its
 * rarity. The same numbers decide whether a topic is an answer or merely the nearest thing.
 */
import { createCommandIndex } from './commands.ts';
import { type AskedWord, createNameIndex, nameTable } from './names.ts';
import { type WordIndex, createPostings } from './postings.ts';
import { OWN_NAME, type Query, normalise, parseQuery, splitWords } from './query.ts';
import type { TopicName } from './store.ts';

export interface TopicMatch {
  topic: TopicName;
  score: number;
  /** `exact`: the text is its name; `good`: it answers the text; `weak`: nothing fits, this is merely the nearest */
  fit: 'exact' | 'good' | 'weak';
}

export type { WordIndex } from './postings.ts';

export interface TopicSearch {
  /**
   * The best topics for a text. It may have been sent with its last word half typed, where nothing fits it as it stands.
   */
  find(text: string, limit: number): readonly TopicMatch[];
  /** The same while it is being typed: first what `find` has for it, then what it may become. */
  suggest(text: string, limit: number): readonly TopicMatch[];
}

// What a topic must have to be an answer. Strengths grow with the logarithm of the number of topics, and so do their bounds.
/** Less than this is a common word somewhere in a text. */
const LEAST_STRENGTH = 2.6;
/** In a command line few words are common. */
const LEAST_OF_COMMAND = 1.8;
/** A topic that covers this much of a query, by the rarity of its words, answers it. */
const LEAST_COVERAGE = 0.65;
/** Without a name that has to do with the query, its words stand in the topic's text by chance. */
const LEAST_OVERLAP = 0.3;
/** A name is not needed where the text speaks of nearly all of the query, and much: the more topics, the more chance. */
const FULL_COVERAGE = 0.85;
const FULL_STRENGTH = 0.8;
/** Much is said of a part of the query; the rest may be the story around it. */
const PART_COVERAGE = 0.4;
const PART_STRENGTH = 5;
/** In a whole sentence of which one word is left, it has to be what the topic is about. */
const SENTENCE_OVERLAP = 0.5;

const NAME_BONUS = 10;
/** For a name that has every word of the query and no other: in addition to what `NAME_BONUS` gives it. */
const SAME_WORDS_BONUS = 15;
/** For each unit of rarity of the words of a name that stands in the text as it is. */
const PHRASE_BONUS = 0.8;
/** A name of this many words in a text is what the text is about: an error message, most of the time. */
const LONG_NAME = 5;
/** Fewer letters are the beginning of too many names. */
const LEAST_OF_NAME = 3;
const REMEMBERED_QUERIES = 1000;

/** How a topic fits a query. */
interface Fit {
  strength: number;
  /** 0 to 1, by the rarity of words */
  coverage: number;
  /** 0 to 1: of its best name and the query */
  overlap: number;
}

export function createTopicSearch(topics: readonly TopicName[], index: WordIndex): TopicSearch {
  const names = nameTable(topics);
  const nameIndex = createNameIndex(topics);
  const commands = createCommandIndex(topics, names);
  const lookUp = createPostings(topics, index);
  const places = new Map(topics.map(({ id }, place) => [id, place]));
  const scale = Math.log(1 + topics.length);

  function rank(query: Query, phrases: ReturnType<typeof nameIndex.namesIn>, typing: boolean, limit: number) {
    const scores = new Float64Array(topics.length);
    const covered = new Float64Array(topics.length);
    const asked: AskedWord[] = [];
    let whole = 0;
    const begun = typing ? begunWord(query) : '';
    query.words.forEach((word) => {
      const isBegun = word.word === begun;
      const found = lookUp(word, { asPrefix: isBegun, withSynonyms: !query.isCommandLine && word.share === 1 });
      const isOwnName = query.isCommandLine && found.postings.length === 0;
      const share = isOwnName ? OWN_NAME : word.share;
      whole += found.rarity * share;
      for (const { topic, score, covered: part } of found.postings) {
        scores[topic] = (scores[topic] ?? 0) + score * share;
        covered[topic] = (covered[topic] ?? 0) + part * share;
      }
      asked.push({ ...found, share });
    });
    for (const [id, bonus] of commands.bonus(query)) {
      const place = places.get(id) ?? 0;
      scores[place] = (scores[place] ?? 0) + bonus;
    }
    const called = commands.named(query);
    const overlaps = nameIndex.overlaps(asked, begun);
    const isSentence = query.words.length === 1 && !query.isCommandLine && splitWords(query.text).length > 2;
    const best: TopicMatch[] = [];
    topics.forEach((topic, place) => {
      const found = scores[place] ?? 0;
      if (found === 0) return;
      const overlap = overlaps[place] ?? 0;
      const fit: Fit = {
        strength:
          found +
          NAME_BONUS * overlap +
          SAME_WORDS_BONUS * overlap ** 4 +
          PHRASE_BONUS * (phrases.get(place)?.rarity ?? 0),
        coverage: whole === 0 ? 0 : Math.min(1, (covered[place] ?? 0) / whole),
        overlap,
      };
      const isAnswer = topic === called || (query.isTelling && answers(fit, query, isSentence, scale));
      // Of two topics the one that covers more of the query comes first, unless the other one weighs much more.
      const score = fit.strength * fit.coverage;
      if (best.length === limit && score <= (best.at(-1)?.score ?? 0)) return;
      const next = best.findIndex((other) => other.score < score);
      best.splice(next === -1 ? best.length : next, 0, { topic, score, fit: isAnswer ? 'good' : 'weak' });
      if (best.length > limit) best.pop();
    });
    return best;
  }

  function search(text: string, limit: number, typing: boolean): TopicMatch[] {
    const query = parseQuery(text, commands.known);
    if (query.text === '') return [];
    const named =
      names.get(query.text) ?? (query.isCommandLine ? names.get(query.text.replace(/^\S+ /, '')) : undefined);
    const phrases = query.isCommandLine ? new Map<number, never>() : nameIndex.namesIn(query.text);
    const ranked = rank(query, phrases, typing, limit);
    const first = named ?? longestName(phrases);
    if (!first)
      return typing ? ranked.map((match, place) => (place === 0 ? asBegun(match, query.text) : match)) : ranked;
    const rest = ranked.filter((match) => match.topic.id !== first.id);
    const fit = named ? ('exact' as const) : ('good' as const);
    return [{ topic: first, score: Number.POSITIVE_INFINITY, fit }, ...rest].slice(0, limit);
  }

  /** The topic with the longest name in a text, if that is long enough to say everything. */
  function longestName(phrases: ReturnType<typeof nameIndex.namesIn>): TopicName | undefined {
    let longest = LONG_NAME - 1;
    let found: number | undefined;
    for (const [place, { length }] of phrases) {
      if (length <= longest) continue;
      longest = length;
      found = place;
    }
    return found === undefined ? undefined : topics[found];
  }

  const found = new Map<string, TopicMatch[]>();
  /** Many people type the same beginnings, and the topics do not change. */
  function remember(text: string, limit: number, typing: boolean): TopicMatch[] {
    const key = `${typing ? 's' : 'f'}${limit} ${text}`;
    let matches = found.get(key);
    if (!matches) {
      matches = search(text, limit, typing);
      if (found.size >= REMEMBERED_QUERIES) found.clear();
      found.set(key, matches);
    }
    return matches;
  }

  function find(text: string, limit: number): readonly TopicMatch[] {
    const finished = remember(text, limit, false);
    if (isAnswered(finished)) return finished;
    const begun = remember(text, limit, true);
    return isAnswered(begun) ? begun : finished;
  }

  return {
    find,
    suggest(text, limit) {
      const [answer] = find(text, limit);
      const begun = remember(text, limit, true);
      if (!answer) return begun;
      return [answer, ...begun.filter(({ topic }) => topic !== answer.topic)].slice(0, limit);
    },
  };
}

/** A topic of which a name begins as the text does is what is being typed, however common the words of it are. */
function asBegun(match: TopicMatch, text: string): TopicMatch {
  const { slug, title, aliases } = match.topic;
  const isBegun =
    text.length >= LEAST_OF_NAME && [slug, title, ...aliases].some((name) => normalise(name).startsWith(text));
  return isBegun && match.fit === 'weak' ? { ...match, fit: 'good' } : match;
}

function isAnswered([best]: readonly TopicMatch[]): boolean {
  return best !== undefined && best.fit !== 'weak';
}

/** The word at the end of a text, which may not be finished; empty where the text does not end in a telling word. */
function begunWord({ text, words }: Query): string {
  const last = words.at(-1)?.word ?? '';
  return last.length > 1 && text.endsWith(last) ? last : '';
}

/** @param scale the logarithm of the number of topics */
function answers(
  { strength, coverage, overlap }: Fit,
  { isCommandLine }: Query,
  isSentence: boolean,
  scale: number,
): boolean {
  if (isSentence && overlap <= SENTENCE_OVERLAP) return false;
  if (coverage >= FULL_COVERAGE && strength >= FULL_STRENGTH * scale ** 2) return true;
  if (coverage >= PART_COVERAGE && strength >= PART_STRENGTH * scale) return true;
  if (coverage < LEAST_COVERAGE) return false;
  if (isCommandLine) return strength >= LEAST_OF_COMMAND * scale;
  return strength >= LEAST_STRENGTH * scale && overlap >= LEAST_OVERLAP;
}
