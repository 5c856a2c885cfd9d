import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/pack/problem.ts';
import { FIXTURE_PACKS } from '../helpers/app.ts';
import { copyPack, problemsOf } from '../helpers/packs.ts';

const MANIFEST = 'pack.yaml';
const MERGE = 'topics/merge.md';
const COMMIT = 'questions/commit.yaml';

describe('a pack', () => {
  it('without mistakes has no problems', () => {
    expect(problemsOf({ folder: `${FIXTURE_PACKS}/git` })).toEqual([]);
  });

  it('shows all of its mistakes at once, by file and line', () => {
    const pack = copyPack();
    pack.edit(MANIFEST, 'id: git', 'id: got');
    pack.edit('topics/branch.md', 'domain: history', 'domain: past');
    pack.edit(MERGE, 'title: Merging\n', '');
    pack.edit(MERGE, 'https://', 'http://');
    pack.edit('topics/push.md', '[branch, commit]', '[branch, stash]');
    pack.edit(COMMIT, 'kind: single', 'kind: quiz');
    pack.edit(COMMIT, 'answer: true', 'answer: perhaps');
    expect(problemsOf(pack).map((problem) => problem.replace(/^([^:]+:\d+):.*/s, '$1'))).toEqual([
      'pack.yaml:1',
      'questions/commit.yaml:2',
      'questions/commit.yaml:19',
      'topics/branch.md:4',
      'topics/merge.md:2',
      'topics/merge.md:6',
      'topics/push.md:6',
    ]);
  });

  it('shows what a topic names wrongly together with what is wrong with its text', () => {
    const pack = copyPack();
    pack.edit(MERGE, 'domain: history', 'domain: past');
    pack.edit(MERGE, '## Details', '## Detail');
    expect(problemsOf(pack)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^topics\/merge.md:4: /), expect.stringMatching(/md:12: /)]),
    );
  });

  it('shows the mistakes of its topics together with those of its manifest', () => {
    const pack = copyPack();
    pack.edit(MANIFEST, 'name: Git\n', '');
    pack.edit(MERGE, '## Details', '## Detail');
    expect(problemsOf(pack)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^pack.yaml:1: /), expect.stringMatching(/md:12: /)]),
    );
  });

  it('names a wrong host once, and not again for each question that has no address of its own', () => {
    const pack = copyPack();
    pack.edit('topics/push.md', 'docs: https://git-scm.com', 'docs: https://example.org');
    expect(problemsOf(pack)).toEqual([expect.stringContaining('topics/push.md:7: "docs" leads to example.org')]);
  });

  it.each([
    ['empty', ''],
    ['one question without its list', 'id: commit-what\n'],
  ])('with a file of questions that is %s is told what one is', (_, source) => {
    const pack = copyPack();
    pack.write(COMMIT, source);
    expect(problemsOf(pack)).toEqual([
      'questions/commit.yaml:1: must be a list of questions, each starting with "- id:"',
    ]);
  });

  it('without a manifest is told where one is shown', () => {
    const pack = copyPack();
    pack.remove(MANIFEST);
    expect(problemsOf(pack)).toEqual(['pack.yaml:1: the file is missing; docs/packs.md shows one']);
  });

  it.each([
    ['empty', ''],
    ['a list', '- id: git\n'],
    ['a word', 'git\n'],
  ])('with a manifest that is %s is told what one is', (_, source) => {
    const pack = copyPack();
    pack.write(MANIFEST, source);
    expect(problemsOf(pack)).toEqual([expect.stringMatching(/^pack\.yaml:1: .*must/)]);
    expect(problemsOf(pack)[0]).not.toContain('Invalid input');
  });

  it('may not name a topic by anything but a slug', () => {
    const pack = copyPack();
    pack.write(
      'topics/Git_Stash.md',
      pack.read(MERGE).replace('title: Merging\naliases: [merge conflict, fast-forward]', 'title: Stash'),
    );
    expect(problemsOf(pack)).toContainEqual(
      'topics/Git_Stash.md:1: the file must be named by a slug of at most 40 characters, like bridge-network.md',
    );
  });

  it('may not hold questions about a topic that it has not', () => {
    const pack = copyPack();
    pack.write('questions/stash.yaml', pack.read('questions/push.yaml').replaceAll('push-', 'stash-'));
    expect(problemsOf(pack)).toContainEqual(
      expect.stringContaining(
        'questions/stash.yaml:1: the file\'s name must be a topic\'s slug; "stash" is not a topic',
      ),
    );
  });

  it('may not hold one question id in two files', () => {
    const pack = copyPack();
    pack.write(
      'topics/commit-hash.md',
      pack.read('topics/commit.md').replace('title: Commits\naliases: [snapshot, save changes]', 'title: Hashes'),
    );
    pack.write(
      'questions/commit-hash.yaml',
      pack.read('questions/commit.yaml').replaceAll('id: commit-', 'id: commit-hash-'),
    );
    pack.edit(COMMIT, 'commit-what', 'commit-hash-what');
    expect(problemsOf(pack)).toEqual([
      expect.stringMatching(
        /^questions\/commit\.yaml:1: "commit-hash-what" is already the id of a question at .*commit-hash\.yaml:1; choose another$/,
      ),
    ]);
  });

  it('is a problem written as an editor can open it', () => {
    expect(formatProblem({ file: 'data/packs/git/pack.yaml', line: 7, message: 'must be so' })).toBe(
      'data/packs/git/pack.yaml:7: must be so',
    );
  });
});
