import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TopicSearch } from '../../src/topic/search.ts';
import { createTestApp } from '../helpers/app.ts';

let search: TopicSearch;
beforeAll(async () => {
  search = (await createTestApp()).catalogue.search('git');
});

const first = (text: string) => {
  const [match] = search.find(text, 4);
  return match && { slug: match.topic.slug, fit: match.fit };
};

describe('a name', () => {
  it.each([
    ['a slug', 'merge', 'merge'],
    ['a title', 'Branches', 'branch'],
    ['a title in other letters', '  bRANCHES ', 'branch'],
    ['an alias', 'merge conflict', 'merge'],
    ['an alias without its hyphen', 'fast forward', 'merge'],
    ['an alias with a hyphen of typography', 'fast‑forward', 'merge'],
    ['a number', '9418', 'push'],
    ['a command', 'git branch', 'branch'],
    ['a command behind a prompt', '$ git branch', 'branch'],
    ['a slug behind the command', 'git push', 'push'],
  ])('that is %s finds its topic at once', (_, text, slug) => {
    expect(first(text)).toEqual({ slug, fit: 'exact' });
  });

  it('goes before the other topics that have its words, and comes once', () => {
    const found = search.find('branch', 10).map(({ topic }) => topic.slug);
    expect(found[0]).toBe('branch');
    expect(found.filter((slug) => slug === 'branch')).toHaveLength(1);
    expect(found.length).toBeGreaterThan(1);
  });
});

describe('a text', () => {
  it.each([
    ['a question', 'How do I upload my commits?', 'push'],
    ['another form of a word', 'merges', 'merge'],
    ['a missing letter', 'comit', 'commit'],
    ['a wrong letter', 'snepshot', 'commit'],
    ['an extra letter', 'commmit', 'commit'],
    ['swapped letters', 'brnach', 'branch'],
    ['swapped letters in a short word', 'psuh', 'push'],
    ['swapped first letters', 'rbanch', 'branch'],
    ['a command line with values', 'git push origin feature-x', 'push'],
    ['a command line with flags', "git commit -m 'first try'", 'commit'],
    ['words of the explanation', 'movable name', 'branch'],
  ])('that has %s finds its topic', (_, text, slug) => {
    expect(first(text)).toEqual({ slug, fit: 'good' });
  });

  it.each([
    'best pizza in rome',
    'zzzz qqqq',
    'x'.repeat(100),
    'qwertzuiop asdfghjkl yxcvbnm qwertzuiop asdfghjkl yxcvbnm qwertzuiop asdfghjkl yxcvbnm qwertzuiop as',
    '12345',
    '🙂🙃',
    '"',
    '*',
    'NEAR(',
    'NEAR(pizza rome, 2)',
    'AND',
    'OR NOT AND',
    "'; drop table topic; --",
    'names:pizza',
    '^pizza + {rome}',
    '%',
    '\u0000',
    '\ud800',
  ])('%j finds nothing that answers it', (text) => {
    expect(search.find(text, 4).filter(({ fit }) => fit !== 'weak')).toEqual([]);
  });

  it.each(['', '   ', '\n'])('%j finds nothing', (text) => {
    expect(search.find(text, 4)).toEqual([]);
    expect(search.suggest(text, 4)).toEqual([]);
  });

  it.each(['"merge"', 'merge*', 'merge AND branch', 'NEAR(merge)', 'merge OR', '(merge', 'names:merge', '🙂 merge 🙂'])(
    '%j with the signs of a search language finds its word',
    (text) => {
      expect(first(text)?.slug).toBe('merge');
    },
  );

  it.each([
    ['a word that means the same', 'undo a merge conflict on my laptop'],
    ['articles between the words of a name', 'the merge of a conflict'],
  ])('with %s still finds its topic', (_, text) => {
    expect(first(text)?.slug).toBe('merge');
  });

  it.each(['what is it', 'who are you', 'the'])('of stop words alone, %j, finds nothing that answers it', (text) => {
    expect(search.find(text, 4).filter(({ fit }) => fit !== 'weak')).toEqual([]);
  });

  it('of very many words is answered', () => {
    const long = `${'merge conflict '.repeat(2000)}`;
    expect(first(long)).toMatchObject({ slug: 'merge' });
  });

  it('of which a small part fits finds that, but as nearest only', () => {
    expect(first('merge pizza salami mozzarella oregano')).toEqual({ slug: 'merge', fit: 'weak' });
  });

  it('gets as many topics as asked for, the best first', () => {
    const found = search.find('commit to another branch', 10);
    expect(found.length).toBeGreaterThan(2);
    expect(search.find('commit to another branch', 2)).toEqual(found.slice(0, 2));
    const scores = found.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });
});

describe('half a word', () => {
  it.each([
    ['sna', 'commit'],
    ['mer', 'merge'],
    ['bran', 'branch'],
    ['merge con', 'merge'],
    ['uplo', 'push'],
    ['94', 'push'],
    ['git pus', 'push'],
  ])('"%s" suggests %s first', (text, slug) => {
    expect(search.suggest(text, 25)[0]?.topic.slug).toBe(slug);
  });

  it('that was sent as it is finds the topic that was suggested', () => {
    expect(first('snaps')).toEqual({ slug: 'commit', fit: 'good' });
    expect(first('merge con')).toEqual({ slug: 'merge', fit: 'good' });
  });

  it('is one only at the end of the text', () => {
    expect(search.suggest('uplo', 4)[0]).toMatchObject({ topic: { slug: 'push' } });
    expect(search.suggest('uplo is', 4)).toEqual([]);
  });
});

describe('searching', () => {
  it('never throws, and gives each topic once with a number as its score', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc
        .array(
          fc.constantFrom(
            'merge',
            'git',
            'push',
            '"',
            '*',
            'NEAR(',
            ')',
            'AND',
            'OR',
            '-',
            '--',
            ':',
            '^',
            '{',
            '\u0000',
            'é',
            '½',
            '🙂',
          ),
        )
        .map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 25 }), (typed, limit) => {
        for (const found of [search.find(typed, limit), search.suggest(typed, limit)]) {
          expect(found.length).toBeLessThanOrEqual(limit);
          expect(new Set(found.map(({ topic }) => topic.slug)).size).toBe(found.length);
          for (const { score } of found) expect(score).not.toBeNaN();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('answers the same whatever was asked before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('merge', 'mer', 'comimt', 'git push', 'pizza'), { minLength: 1 }),
        (texts) => {
          const alone = texts.map((text) => search.find(text, 4));
          for (const text of texts) search.suggest(text, 4);
          expect(texts.map((text) => search.find(text, 4))).toEqual(alone);
        },
      ),
      { numRuns: 50 },
    );
  });
});
