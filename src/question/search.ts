import type { Db } from '../db/open.ts';
import type { Bank } from './bank.ts';
import { type FoundQuestion, eachPostableText, listFound } from './search-store.ts';

const MOST_WORDS = 8;

/** Looks through the words of all questions that a message in a channel can hold. */
export interface QuestionSearch {
  /** Questions in whose words or topic every word of a text occurs, by topic. */
  find(text: string, limit: number): FoundQuestion[];
}

/** The words are read at the first search, since few organisers ever search, and again when the bank has changed. */
export function createQuestionSearch(db: Db, bank: Bank): QuestionSearch {
  let keys: number[] = [];
  let texts: string[] = [];
  let readAt = -1;

  function read(): void {
    keys = [];
    texts = [];
    for (const { key, text } of eachPostableText(db)) {
      keys.push(key);
      texts.push(text.toLowerCase());
    }
    readAt = bank.version;
  }

  return {
    find(text, limit) {
      if (readAt !== bank.version) read();
      const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
      const found: number[] = [];
      for (let place = 0; place < texts.length && found.length < limit; place++) {
        if (words.every((word) => texts[place]?.includes(word))) found.push(keys[place] ?? 0);
      }
      return listFound(db, found);
    },
  };
}
