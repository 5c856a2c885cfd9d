import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { TopicSearch } from '../../src/topic/search.ts';
import { REAL_PACKS, createTestApp } from '../helpers/app.ts';

/**
 * Queries by somebody who had read the topics' titles and short answers, and neither their aliases nor their phrases: a form,
 * what is typed, and the topics that answer it (`-`: none does). They measure the search and are nothing to tune it on.
 */
const QUERIES = readFileSync(join(import.meta.dirname, 'unseen-queries.tsv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [form = '', text = '', topics = ''] = line.split('\t');
    return { form, text, topics: topics.split(',') };
  });

let search: TopicSearch;
beforeAll(async () => {
  search = (await createTestApp({ packsFolder: REAL_PACKS })).catalogue.search('docker');
});

it.each([
  ['term', 0.95],
  ['typo', 0.95],
  ['cmd', 0.95],
  ['q', 0.85],
  ['off', 0.95],
])('finds the topic first for queries of the form %s, at least for a share of %s', (form, share) => {
  const asked = QUERIES.filter((query) => query.form === form);
  const missed = asked.filter(({ text, topics }) => {
    const [first] = search.find(text, 1);
    return !topics.includes(first && first.fit !== 'weak' ? first.topic.slug : '-');
  });
  expect(asked.length).toBeGreaterThanOrEqual(30);
  expect(1 - missed.length / asked.length, missed.map(({ text }) => text).join('\n')).toBeGreaterThanOrEqual(share);
});
