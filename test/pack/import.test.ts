import { describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { importPack, importPacks } from '../../src/pack/import.ts';
import { storePack } from '../../src/pack/store.ts';
import { parsePack } from '../../src/pack/parse.ts';
import { listPacks, readPackFiles } from '../../src/pack/read.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { findTopic, listTopicNames, topicsWithWord } from '../../src/topic/store.ts';
import { FIXTURE_PACKS, NOON, questionNamed } from '../helpers/app.ts';
import { type PackCopy, copyPack, temporaryFolder } from '../helpers/packs.ts';
import { CONTENT, countRows, dump } from '../helpers/rows.ts';
import { openEmpty } from '../helpers/imported.ts';

const LATER = NOON + 1000;

async function imported(pack: PackCopy): Promise<Db> {
  const db = openEmpty();
  expect(await importPack(db, pack.folder, NOON)).toMatchObject({ outcome: 'imported' });
  return db;
}

const slugs = (db: Db) => listTopicNames(db).map(({ slug }) => slug);
const row = (db: Db, table: 'topic' | 'question', key: string) =>
  db.$client
    .prepare<[string], Record<string, unknown>>(`select * from ${table} where ${table === 'topic' ? 'slug' : 'id'} = ?`)
    .get(key);

describe('an import', () => {
  it('says how much it took over', async () => {
    const results = await importPacks(openEmpty(), FIXTURE_PACKS, NOON);
    expect(results).toEqual([{ packId: 'git', outcome: 'imported', topics: 4, questions: 5 }]);
  });

  it('of the same files a second time changes nothing', async () => {
    const pack = copyPack();
    const db = await imported(pack);
    const before = dump(db, CONTENT);
    expect(await importPack(db, pack.folder, LATER)).toEqual({ packId: 'git', outcome: 'unchanged' });
    expect(dump(db, CONTENT)).toEqual(before);
  });

  it('of the same content read again changes nothing but its time', async () => {
    const pack = copyPack();
    const db = await imported(pack);
    const before = dump(db, CONTENT);
    const read = parsePack(readPackFiles(pack.folder)).pack;
    if (!read) throw new Error('the fixture is broken');
    storePack(db, read, LATER);
    const after = dump(db, CONTENT);
    expect({ ...after, pack: [] }).toEqual({ ...before, pack: [] });
    expect(after.pack).toEqual(before.pack?.map((line) => line.replace(String(NOON), String(LATER))));
  });

  it('gives a changed question a new revision and keeps its key and its old words', async () => {
    const pack = copyPack();
    const db = await imported(pack);
    const before = questionNamed(db, 'push-refused');
    const others = dump(db, ['question']).question?.filter((line) => !line.includes('push-refused'));
    pack.edit('questions/push.yaml', 'A push is refused', 'A push is turned down');
    expect(await importPack(db, pack.folder, LATER)).toMatchObject({ outcome: 'imported' });
    const after = questionNamed(db, 'push-refused');
    expect(after.key).toBe(before.key);
    expect(after.revision).not.toBe(before.revision);
    expect(getQuestionContent(db, before.key, before.revision).prompt).toMatch(/^A push is refused/);
    expect(getQuestionContent(db, after.key, after.revision).prompt).toMatch(/^A push is turned down/);
    expect(dump(db, ['question']).question?.filter((line) => !line.includes('push-refused'))).toEqual(others);
  });

  it('goes back to an old wording under its old revision', async () => {
    const pack = copyPack();
    const db = await imported(pack);
    const before = dump(db, ['question', 'question_revision']);
    pack.edit('questions/push.yaml', 'A push is refused', 'A push is turned down');
    await importPack(db, pack.folder, LATER);
    pack.edit('questions/push.yaml', 'A push is turned down', 'A push is refused');
    await importPack(db, pack.folder, LATER);
    expect(dump(db, ['question'])).toEqual({ question: before.question });
    expect(countRows(db, 'question_revision')).toBe((before.question_revision?.length ?? 0) + 1);
  });

  it('retires a question that is gone, and takes it back when it returns', async () => {
    const pack = copyPack();
    const db = await imported(pack);
    const before = dump(db, ['question', 'question_revision']);
    const source = pack.read('questions/push.yaml');
    pack.remove('questions/push.yaml');
    await importPack(db, pack.folder, LATER);
    expect(row(db, 'question', 'push-refused')).toMatchObject({ retired_at: LATER });
    expect(row(db, 'question', 'commit-what')).toMatchObject({ retired_at: null });
    pack.write('questions/push.yaml', source);
    await importPack(db, pack.folder, LATER + 1);
    expect(dump(db, ['question', 'question_revision'])).toEqual(before);
  });

  it('keeps the time at which something was first gone', async () => {
    const pack = copyPack();
    const db = await imported(pack);
    pack.remove('questions/push.yaml');
    pack.remove('topics/push.md');
    await importPack(db, pack.folder, LATER);
    pack.edit('pack.yaml', 'name: Git', 'name: GIT');
    await importPack(db, pack.folder, LATER + 1);
    expect(row(db, 'question', 'push-refused')).toMatchObject({ retired_at: LATER });
    expect(row(db, 'topic', 'push')).toMatchObject({ retired_at: LATER });
  });

  it('retires a topic that is gone, and takes it back when it returns', async () => {
    const pack = copyPack();
    const db = await imported(pack);
    const before = dump(db, ['topic', 'topic_text']);
    const [merge, branch, commit] = ['merge', 'branch', 'commit'].map((slug) => pack.read(`topics/${slug}.md`));
    pack.remove('topics/merge.md');
    pack.edit('topics/branch.md', '[merge, commit]', '[commit]');
    pack.edit('topics/commit.md', '[branch, merge]', '[branch]');
    expect(await importPack(db, pack.folder, LATER)).toMatchObject({ outcome: 'imported', topics: 3 });
    expect(slugs(db)).toEqual(['branch', 'commit', 'push']);
    expect(row(db, 'topic', 'merge')).toMatchObject({ retired_at: LATER });
    expect(findTopic(db, 'git', 'merge')).toBeUndefined();
    expect(topicsWithWord(db, 'conflict')).toEqual([]);
    pack.write('topics/merge.md', merge ?? '');
    pack.write('topics/branch.md', branch ?? '');
    pack.write('topics/commit.md', commit ?? '');
    await importPack(db, pack.folder, LATER + 1);
    expect(dump(db, ['topic', 'topic_text'])).toEqual(before);
  });

  it('finds the new words of a changed topic, and the old ones no more', async () => {
    const pack = copyPack();
    const db = await imported(pack);
    pack.edit('topics/merge.md', 'two parents', 'two forebears');
    await importPack(db, pack.folder, LATER);
    expect(topicsWithWord(db, 'forebears')).toHaveLength(1);
    expect(topicsWithWord(db, 'parents')).not.toContainEqual(
      expect.objectContaining({ id: findTopic(db, 'git', 'merge')?.id }),
    );
  });

  it("counts a question to the domain of its objective, which goes before its topic's", async () => {
    const pack = copyPack();
    pack.edit('questions/push.yaml', "'2.01'", "'1.01'");
    const db = await imported(pack);
    expect(row(db, 'question', 'push-refused')).toMatchObject({ domain: 'history', objective: '1.01' });
    expect(row(db, 'topic', 'push')).toMatchObject({ domain: 'remotes' });
  });

  it('of a pack with a mistake leaves the old content', async () => {
    const pack = copyPack();
    const db = await imported(pack);
    const before = dump(db, CONTENT);
    pack.edit('topics/merge.md', 'Merging joins', 'Merging knits');
    pack.edit('questions/push.yaml', 'answer: true', 'answer: perhaps');
    expect(await importPack(db, pack.folder, LATER)).toMatchObject({
      outcome: 'refused',
      problems: [{ line: 6, message: '"answer" must be true or false' }],
    });
    expect(dump(db, CONTENT)).toEqual(before);
  });

  it('of a pack with a mistake does not keep the next one from coming in', async () => {
    const pack = copyPack();
    pack.edit('pack.yaml', 'id: git', 'id: got');
    const db = openEmpty();
    expect(await importPacks(db, pack.packsFolder, NOON)).toMatchObject([{ packId: 'git', outcome: 'refused' }]);
    pack.edit('pack.yaml', 'id: got', 'id: git');
    expect(await importPacks(db, pack.packsFolder, NOON)).toMatchObject([{ packId: 'git', outcome: 'imported' }]);
  });
});

describe('the packs of a folder', () => {
  it('are its folders with a manifest', () => {
    expect(listPacks(FIXTURE_PACKS)).toEqual([`${FIXTURE_PACKS}/git`]);
    expect(listPacks(temporaryFolder())).toEqual([]);
  });
});
