/**
 * Finds the topic that a text asks for.
 *
 * A text that is a name (slug, title, alias) finds its topic at once. Otherwise every telling word is looked up in the
 * full-text index (FTS5, bm25, columns weighted), a word that is not there is first corrected to the nearest one of names,
 * short answers and commands (MiniSearch's fuzzy matching), and the topics are ranked by the sum. How much of the query a topic
 * covers, each word counting by its rarity, decides whether it is an answer or merely the nearest thing.
 */
import { stemmer } from 'stemmer';
import { type Query, type QueryWord, commandPath, normalise, parseQuery, splitWords } from './query.ts';
import { createCorrector } from './spelling.ts';
import type { TopicName } from './store.ts';

export interface TopicMatch {
  topic: TopicName;
  score: number;
  /** `exact`: it is called so; `good`: it answers the text; `weak`: nothing fits, this is merely the nearest */
  fit: 'exact' | 'good' | 'weak';
}

/** The full-text index, as far as searching needs it. */
export interface WordIndex {
  /** topics with this word, or with a word that begins so, and its weight in each */
  topicsWith(word: string, asPrefix: boolean): { id: number; weight: number }[];
}

export interface TopicSearch {
  /** The best topics for a finished text. */
  find(text: string, limit: number): readonly TopicMatch[];
  /** The same for a text still being typed: its last word may be half a word. */
  suggest(text: string, limit: number): readonly TopicMatch[];
}

/** A topic that covers this much of a query, by the rarity of its words, answers it. */
const GOOD_COVERAGE = 0.6;
/** Less than this is a common word somewhere in a text, and no answer. Weights grow with the logarithm of the topics. */
const GOOD_SCORE = 0.9;
/** How much a word counts when it had to be corrected, by the number of letters that differ. */
const CORRECTED = [1, 0.85, 0.7] as const;
/** Unknown words in a command line are mostly the asker's own names: they count this little against a topic. */
const OWN_NAME = 0.15;
const NAME_BONUS = 14;
const COMMAND_BONUS = 5;
/** Of two topics the one that covers more of the query comes first, unless the other one weighs much more. */
const COVERAGE_POWER = 1;
const SENTENCE_OVERLAP = 0.5;
const REMEMBERED_WORDS = 5000;
const REMEMBERED_QUERIES = 1000;

interface Postings {
  /** of the word as it was typed, or as it was corrected */
  stem: string;
  weights: { id: number; weight: number }[];
  rarity: number;
  certainty: number;
}

export function createTopicSearch(topics: readonly TopicName[], index: WordIndex): TopicSearch {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const names = nameTable(topics);
  const nameWords = nameWordTable(topics);
  const commands = commandTable(topics);
  const programs = new Set([...commands.keys()].filter((path) => !path.includes(' ')));
  // Made with the first misspelt word: most queries need none.
  let corrector: ReturnType<typeof createCorrector> | undefined;
  const remembered = new Map<string, Postings>();

  function postings(word: QueryWord, asPrefix: boolean): Postings {
    const key = asPrefix ? `${word.word}*` : word.word;
    let found = remembered.get(key);
    if (!found) {
      found = lookUp(word, asPrefix);
      if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
      remembered.set(key, found);
    }
    return found;
  }

  function lookUp(word: QueryWord, asPrefix: boolean): Postings {
    const rarityOf = (count: number) => Math.log(1 + topics.length / (count + 0.5));
    let weights = index.topicsWith(word.word, false);
    if (asPrefix) {
      const exact = new Set(weights.map(({ id }) => id));
      const longer = index.topicsWith(word.word, true).filter(({ id }) => !exact.has(id));
      weights = [...weights, ...longer.map(({ id, weight }) => ({ id, weight: weight * 0.7 }))];
    }
    if (weights.length > 0) return { stem: word.stem, weights, rarity: rarityOf(weights.length), certainty: 1 };
    corrector ??= createCorrector(topics);
    const { words, distance } = corrector(word.word);
    // Of several words as near as each other, the one that the topics speak of most.
    let best: Postings = { stem: word.stem, weights: [], rarity: rarityOf(0), certainty: 0 };
    let heaviest = 0;
    for (const corrected of words) {
      const found = index.topicsWith(corrected, false);
      const weight = found.reduce((sum, entry) => sum + entry.weight, 0);
      if (weight <= heaviest) continue;
      heaviest = weight;
      const certainty = CORRECTED[distance] ?? 0;
      best = { stem: stemmer(corrected), weights: found, rarity: rarityOf(found.length), certainty };
    }
    return best;
  }

  function rank(query: Query, limit: number, typing: boolean): TopicMatch[] {
    const scores = new Map<number, { score: number; covered: number; stems: Set<string> }>();
    const entry = (id: number) => {
      let found = scores.get(id);
      if (!found) scores.set(id, (found = { score: 0, covered: 0, stems: new Set() }));
      return found;
    };
    let whole = 0;
    query.words.forEach((word, position) => {
      const isLast = position === query.words.length - 1;
      const { stem, weights, rarity, certainty } = postings(word, typing && isLast && word.word.length > 1);
      whole += weights.length === 0 && query.isCommandLine ? rarity * OWN_NAME : rarity;
      for (const { id, weight } of weights) {
        const topic = entry(id);
        topic.score += weight * certainty;
        topic.covered += rarity * certainty;
        topic.stems.add(stem);
      }
    });
    for (const [id, bonus] of commandBonus(query, commands)) {
      const topic = entry(id);
      topic.score += bonus;
    }
    const matches: TopicMatch[] = [];
    const isSentence = query.words.length === 1 && !query.isCommandLine && splitWords(query.text).length > 2;
    const begun = typing ? (query.words.at(-1)?.word ?? '') : '';
    for (const [id, { score, covered, stems }] of scores) {
      const topic = byId.get(id);
      if (!topic) continue;
      const ownNames = nameWords.get(id) ?? [];
      const overlap = bestNameOverlap(ownNames, stems, begun, query.words.length);
      const coverage = whole === 0 ? 0 : Math.min(1, covered / whole);
      const total = (score + NAME_BONUS * overlap) * coverage ** COVERAGE_POWER;
      const isGood =
        coverage >= GOOD_COVERAGE &&
        score + NAME_BONUS * overlap >= GOOD_SCORE * Math.log(1 + topics.length) &&
        // In a whole sentence, one word found somewhere is a coincidence; it has to be what the topic is about.
        (!isSentence || overlap > SENTENCE_OVERLAP);
      matches.push({ topic, score: total, fit: isGood ? 'good' : 'weak' });
    }
    matches.sort((a, b) => b.score - a.score || a.topic.id - b.topic.id);
    return matches.slice(0, limit);
  }

  function search(text: string, limit: number, typing: boolean): TopicMatch[] {
    const query = parseQuery(text, programs);
    if (query.text === '') return [];
    const named =
      names.get(query.text) ?? (query.isCommandLine ? names.get(query.text.replace(/^\S+ /, '')) : undefined);
    const ranked = rank(query, limit, typing);
    if (!named) return ranked;
    const rest = ranked.filter((match) => match.topic.id !== named.id);
    return [{ topic: named, score: Number.POSITIVE_INFINITY, fit: 'exact' as const }, ...rest].slice(0, limit);
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

  return {
    find: (text, limit) => remember(text, limit, false),
    suggest: (text, limit) => remember(text, limit, true),
  };
}

/** Every name that a topic has, in small letters: slug, title, aliases, and those without hyphens. */
function nameTable(topics: readonly TopicName[]): Map<string, TopicName> {
  const table = new Map<string, TopicName>();
  const add = (name: string, topic: TopicName) => {
    if (!table.has(name)) table.set(name, topic);
  };
  // Slugs and titles first: another topic's alias must not take them.
  for (const topic of topics) for (const name of [topic.slug, topic.title]) add(normalise(name), topic);
  for (const topic of topics) for (const name of topic.aliases) add(normalise(name), topic);
  for (const topic of topics) {
    for (const name of [topic.slug, topic.title, ...topic.aliases]) add(splitWords(normalise(name)).join(' '), topic);
  }
  return table;
}

/** For each topic the stems of each of its names. */
function nameWordTable(topics: readonly TopicName[]): Map<number, string[][]> {
  return new Map(
    topics.map((topic) => [
      topic.id,
      [topic.slug, topic.title, ...topic.aliases].map((name) => [...new Set(splitWords(normalise(name)).map(stemmer))]),
    ]),
  );
}

/**
 * 0 to 1: how well one of the names and the query cover each other.
 * @param begun the beginning of a word that is still being typed; a longer word that begins so counts by its share
 */
function bestNameOverlap(
  names: readonly string[][],
  stems: ReadonlySet<string>,
  begun: string,
  queryLength: number,
): number {
  let best = 0;
  for (const name of names) {
    let shared = 0;
    for (const stem of name) {
      if (stems.has(stem)) shared++;
      else if (begun.length > 1 && stem.startsWith(begun)) shared += begun.length / stem.length;
    }
    best = Math.max(best, (shared / name.length) * (shared / queryLength));
  }
  return best;
}

/** Which topics explain a command: from `docker network create`, `docker network` and so on to topic ids. */
function commandTable(topics: readonly TopicName[]): Map<string, Set<number>> {
  const table = new Map<string, Set<number>>();
  for (const topic of topics) {
    for (const line of topic.commands.split('\n')) {
      if (!/^(sudo )?[a-z]+ /.test(line)) continue; // a comment, a continued line, a Dockerfile's instruction
      const path = commandPath(normalise(line).replace(/^sudo /, ''));
      for (let length = 1; length <= path.length; length++) {
        const key = path.slice(0, length).join(' ');
        const ids = table.get(key) ?? new Set();
        table.set(key, ids.add(topic.id));
      }
    }
  }
  return table;
}

/** A topic whose commands begin as the query does gets a bonus for each word; the fewer such topics, the more. */
function commandBonus(query: Query, commands: Map<string, Set<number>>): Map<number, number> {
  const bonus = new Map<number, number>();
  for (let length = 2; length <= query.commandPath.length; length++) {
    const ids = commands.get(query.commandPath.slice(0, length).join(' '));
    if (!ids) break;
    for (const id of ids) bonus.set(id, (bonus.get(id) ?? 0) + COMMAND_BONUS / Math.sqrt(ids.size));
  }
  return bonus;
}
