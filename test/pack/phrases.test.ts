import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parsePack } from '../../src/pack/parse.ts';
import { readPackFiles } from '../../src/pack/read.ts';
import { createTestApp } from '../helpers/app.ts';
import { copyPack } from '../helpers/packs.ts';

function withPhrases(phrases: string) {
  const pack = copyPack();
  writeFileSync(join(pack.folder, 'phrases.yaml'), phrases);
  return { packsFolder: pack.packsFolder, problems: parsePack(readPackFiles(pack.folder)).problems };
}

it('lead to their topic, word for word and nearly so, and are no name that it goes by', async () => {
  const { packsFolder } = withPhrases('merge:\n  - bring two lines of work together\n');
  const { catalogue } = await createTestApp({ packsFolder });
  const find = (text: string) => catalogue.search('git').find(text, 1)[0];
  expect(find('Bring two lines of work together')).toMatchObject({ topic: { slug: 'merge' }, fit: 'exact' });
  expect(find('how do i bring together two lines of work')).toMatchObject({ topic: { slug: 'merge' } });
  expect(find('Bring two lines of work together')?.topic.aliases).not.toContain('bring two lines of work together');
});

it.each([
  ['nowhere:\n  - some words\n', 1, 'there is no topic nowhere'],
  ['merge:\n  - fast-forward\n', 2, '"fast-forward" leads to this topic already; remove it'],
  [
    'merge:\n  - two words\ncommit:\n  - Two Words\n',
    4,
    '"Two Words" leads to the topic merge already; one phrase leads to one topic',
  ],
  ['merge: some words\n', 1, '"merge" must be a list, like [one, two]'],
  ['- some words\n', 1, 'must be keys with values, like "id: some-name"'],
])('%j is a mistake', (phrases, line, message) => {
  const { problems } = withPhrases(phrases);
  expect(problems.map((problem) => [problem.line, problem.message])).toEqual([[line, message]]);
  expect(problems[0]?.file).toMatch(/phrases\.yaml$/);
});
