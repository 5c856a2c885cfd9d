import { describe, expect, it } from 'vitest';
import { type AskedWord, createNameIndex } from '../../src/topic/names.ts';
import type { TopicName } from '../../src/topic/store.ts';

const topic = (id: number, slug: string, aliases: string[]): TopicName => ({
  id,
  packId: 'git',
  slug,
  title: slug,
  aliases,
  phrases: [],
  domain: null,
  summary: '',
  commands: '',
});

const TOPICS = [
  topic(11, 'merge', ['join two branches', 'automatic merge failed; fix conflicts']),
  topic(12, 'branch', ['branch to branch']),
  topic(13, 'push', ['send commits']),
];
const index = createNameIndex(TOPICS);
const asked = (stem: string, more: Partial<AskedWord> = {}): AskedWord => ({
  stem,
  synonyms: [],
  rarity: 1,
  share: 1,
  certainty: 1,
  ...more,
});
const overlaps = (...words: AskedWord[]) => [...index.overlaps(words, '')];

describe('the overlap of names and a query', () => {
  it('is 1 for a name that has the same words, and 0 for a topic that has none of them', () => {
    expect(overlaps(asked('push'))).toEqual([0, 0, 1]);
  });

  it('is the same whatever was asked before', () => {
    const alone = overlaps(asked('branch'));
    overlaps(asked('push'), asked('merg'));
    expect(overlaps(asked('branch'))).toEqual(alone);
  });

  it('is less for a word of the query that no name has', () => {
    const [, , push = 0] = overlaps(asked('push'), asked('pizza'));
    expect(push).toBeGreaterThan(0);
    expect(push).toBeLessThan(1);
  });

  it('is less for a corrected word and for one that means the same, but not nothing', () => {
    for (const word of [asked('push', { certainty: 0.7 }), asked('upload', { synonyms: ['push'] })]) {
      const [, , push = 0] = overlaps(word);
      expect(push).toBeGreaterThan(0);
      expect(push).toBeLessThan(1);
    }
  });

  it('counts the beginning of a word that is still being typed', () => {
    const [, , push = 0] = index.overlaps([asked('pus')], 'pus');
    expect(push).toBeGreaterThan(0);
  });
});

describe('the names in a text', () => {
  const lengths = (text: string) => [...index.namesIn(text)].map(([place, { length }]) => [place, length]);

  it.each([
    ['how do I join the two branches of my friend', [[0, 3]]],
    ['error: automatic merge failed; fix conflicts and commit', [[0, 5]]],
    ['joining two', []],
    ['push', []],
    ['', []],
  ])('%j are these', (text, expected) => {
    expect(lengths(text)).toEqual(expected);
  });
});
