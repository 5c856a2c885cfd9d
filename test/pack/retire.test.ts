import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/topic/catalogue.ts';
import { importPacks } from '../../src/pack/import.ts';
import { listManifests, listTopicNames, topicsWithWord } from '../../src/topic/store.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { NOON, createTestApp } from '../helpers/app.ts';
import { run, words } from '../helpers/commands.ts';
import { copyPack, temporaryFolder } from '../helpers/packs.ts';
import { CONTENT, SCORES, dump } from '../helpers/rows.ts';

const LATER = NOON + 1000;

/** The packs `git` and `git-two`, both imported, and `git` taken away and brought back. */
async function twoPacks() {
  const pack = copyPack();
  cpSync(pack.folder, join(pack.packsFolder, 'git-two'), { recursive: true });
  pack.edit('../git-two/pack.yaml', 'id: git', 'id: git-two');
  const app = await createTestApp({ packsFolder: pack.packsFolder });
  const elsewhere = join(temporaryFolder(), 'git');
  return {
    app,
    importAgain: (now: number) => importPacks(app.db, pack.packsFolder, now),
    takeAway: () => renameSync(pack.folder, elsewhere),
    bringBack: () => renameSync(elsewhere, pack.folder),
  };
}

describe('a pack whose folder is gone', () => {
  it('is retired with its topics and questions, and the others stay', async () => {
    const { app, importAgain, takeAway } = await twoPacks();
    const { db } = app;
    takeAway();
    expect(await importAgain(LATER)).toEqual([
      { packId: 'git', outcome: 'retired' },
      { packId: 'git-two', outcome: 'unchanged' },
    ]);
    expect(listManifests(db).map(({ id }) => id)).toEqual(['git-two']);
    expect(new Set(listTopicNames(db).map(({ packId }) => packId))).toEqual(new Set(['git-two']));
    expect(topicsWithWord(db, 'conflict')).toHaveLength(1);
    const retired = db.$client.prepare('select pack_id, count(*) n from question where retired_at = ? group by 1');
    expect(retired.all(LATER)).toEqual([{ pack_id: 'git', n: 5 }]);
  });

  it('is retired once', async () => {
    const { importAgain, takeAway } = await twoPacks();
    takeAway();
    await importAgain(LATER);
    expect(await importAgain(LATER + 1)).toEqual([{ packId: 'git-two', outcome: 'unchanged' }]);
  });

  it('keeps the scores, which still name its topics', async () => {
    const { app, importAgain, takeAway } = await twoPacks();
    giveAnswer(app.db);
    const before = dump(app.db, SCORES);
    takeAway();
    await importAgain(LATER);
    expect(dump(app.db, SCORES)).toEqual(before);
    Object.assign(app, { catalogue: loadCatalogue(app.db) });
    expect(words(await run(app, 'profile'))).toContain('+3 points · Pushing');
  });

  it('is as it was when its folder comes back', async () => {
    const { app, importAgain, takeAway, bringBack } = await twoPacks();
    const before = dump(app.db, CONTENT);
    takeAway();
    await importAgain(LATER);
    bringBack();
    expect(await importAgain(NOON)).toContainEqual({ packId: 'git', outcome: 'imported', topics: 4, questions: 5 });
    expect(dump(app.db, CONTENT)).toEqual(before);
  });
});
