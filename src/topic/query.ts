/** What somebody typed, taken apart into the words that say what they look for. */
import { stemmer } from 'stemmer';

export interface QueryWord {
  /** as typed, in small letters */
  word: string;
  /** the Porter stem, as the full-text index keeps it */
  stem: string;
}

export interface Query {
  /** the whole text, in small letters with single spaces */
  text: string;
  words: QueryWord[];
  /** it begins with a program that the topics explain, as `docker …` does: names and values in it are the asker's own */
  isCommandLine: boolean;
  /** the words of a command line before its first flag: `docker network create` */
  commandPath: string[];
}

// Words that say nothing about a topic. "docker" is in nearly every text of a pack about Docker.
const STOP_WORDS = new Set(
  (
    'a an and are as at be been but by can cannot could did do does doing done each for from get had has have how i if in into is it ' +
    'its me mean means my no not of on one or other our please should show so some tell than that the their them there these they ' +
    'this those to use used using vs versus want was way we were what whats when where which while who why will with would you your ' +
    'about between difference explain work works s t re'
  ).split(' '),
);

/**
 * Takes a query apart. A text of stop words alone keeps them, since there is nothing else to go by.
 * @param programs the commands that the topics explain, such as `docker`
 */
export function parseQuery(input: string, programs: ReadonlySet<string>): Query {
  const text = normalise(input).replace(/^(\$ )?(sudo )?/, '');
  const [first = '', ...rest] = text.split(' ');
  const isCommandLine = programs.has(first) && rest.length > 0;
  const flags = new Set([...text.matchAll(/(?:^|\s)-(\p{L})(?=\s|=|$)/gu)].map((match) => match[1]));
  const all = splitWords(isCommandLine ? rest.join(' ') : text);
  const telling = all.filter(
    (word) => flags.has(word) || (!STOP_WORDS.has(word) && (word.length > 1 || /\d/.test(word))),
  );
  const kept = [...new Set(telling.length > 0 ? telling : all)];
  return {
    text,
    words: kept.map((word) => ({ word, stem: stemmer(word) })),
    isCommandLine,
    commandPath: isCommandLine ? commandPath(text) : [],
  };
}

/** Small letters, single spaces, plain hyphens and quotes. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of a text, cut as SQLite's unicode61 tokenizer cuts them. */
export function splitWords(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The leading words of a command line up to its first flag, four at most. */
export function commandPath(line: string): string[] {
  const words = line.split(' ');
  const end = words.findIndex((word) => !/^[a-z]+$/.test(word));
  return words.slice(0, Math.min(end === -1 ? words.length : end, 4));
}
