/** What somebody typed, taken apart into the words that say what they look for. */
import { stemmer } from 'stemmer';
import { LIGHT_WORDS, STOP_WORDS } from './word-lists.ts';

export interface QueryWord {
  /** as typed, in lower case */
  word: string;
  /** the Porter stem, as the full-text index keeps it */
  stem: string;
  /** 0 to 1: how much it counts; less for an ordinary word, and for the asker's own names in a command line */
  share: number;
}

export interface Query {
  /** the whole text, in lower case with single spaces */
  text: string;
  words: QueryWord[];
  /** some of its words say what it is about; otherwise `words` are the stop words, as there is nothing else to go by */
  isTelling: boolean;
  /** it begins with a program that the topics explain, as `docker …` does: names and values in it are the asker's own */
  isCommandLine: boolean;
  /** the words of a command line before its first flag, without the names behind a known command: `docker network create` */
  commandPath: string[];
}

const LIGHT = 0.5;
/** Names, addresses and paths in a command line are mostly the asker's own: they count this little against a topic. */
export const OWN_NAME = 0.15;

/**
 * Takes a query apart.
 * @param commands the commands that the topics explain, such as `docker` and `docker network create`
 */
export function parseQuery(input: string, commands: ReadonlySet<string>): Query {
  const text = normalise(input).replace(/^(\$ )?(sudo )?/, '');
  const tokens = text.split(' ');
  const isCommandLine = commands.has(tokens[0] ?? '') && tokens.length > 1;
  const flags = new Set([...text.matchAll(/(?:^|\s)-(\p{L})(?=\s|=|$)/gu)].map((match) => match[1]));
  const all = splitWords(isCommandLine ? tokens.slice(1).join(' ') : text);
  const telling = all.filter(
    (word) => flags.has(word) || (!STOP_WORDS.has(word) && (word.length > 1 || /\d/.test(word))),
  );
  const kept = [...new Set(telling.length > 0 ? telling : all)];
  const path = isCommandLine ? commandPath(text, commands) : [];
  const shareOf = isCommandLine ? sharesIn(tokens, path.length) : ordinaryShares(kept);
  return {
    text,
    words: kept.map((word) => ({ word, stem: stemmer(word), share: shareOf(word) })),
    isTelling: telling.length > 0,
    isCommandLine,
    commandPath: path,
  };
}

/** In a command line the command, its flags and a plain word behind a flag (`-d overlay`) count in full. */
function sharesIn(tokens: readonly string[], pathLength: number): (word: string) => number {
  const full = new Set(
    tokens
      .filter(
        (token, index) =>
          index < pathLength ||
          token.startsWith('-') ||
          (tokens[index - 1]?.startsWith('-') && /^\p{L}+$/u.test(token)),
      )
      .flatMap(splitWords),
  );
  return (word) => (full.has(word) ? 1 : OWN_NAME);
}

function ordinaryShares(words: readonly string[]): (word: string) => number {
  return (word) => (words.length > 1 && LIGHT_WORDS.has(word) ? LIGHT : 1);
}

/** Lower case, single spaces, plain hyphens and quotes. */
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

/**
 * The leading words of a command line up to its first flag, four at most.
 * @param commands what is known to be a command: words behind it are no part of it
 */
export function commandPath(line: string, commands: ReadonlySet<string> = new Set()): string[] {
  const words = line.split(' ');
  const end = words.findIndex((word) => !/^[a-z]+$/.test(word));
  const path = words.slice(0, Math.min(end === -1 ? words.length : end, 4));
  for (let length = path.length; length > 1; length--) {
    if (commands.has(path.slice(0, length).join(' '))) return path.slice(0, length);
  }
  return path;
}
