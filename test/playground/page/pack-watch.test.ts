import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Desk } from '../../../src/engine/desk.ts';
import { createDesk } from '../../../src/playground/desk.ts';
import { watchPacks } from '../../../src/playground/server/pack-watch.ts';
import type { PackNotice } from '../../../src/pack/notice.ts';
import { createTestApp } from '../../helpers/app.ts';
import { copyPack } from '../../helpers/packs.ts';

const BRANCH = 'topics/branch.md';

async function watchCopy() {
  const pack = copyPack();
  const notices: PackNotice[] = [];
  const app = await createTestApp({ packsFolder: pack.packsFolder });
  const stop = watchPacks(createDesk(app, pack.packsFolder), pack.packsFolder, (notice) => notices.push(notice));
  onTestFinished(stop);
  const told = async (outcome: PackNotice['outcome']) => {
    await expect.poll(() => notices.map((notice) => notice.outcome)).toEqual([outcome]);
    return notices.pop();
  };
  return { pack, told, notices };
}

describe('the watch over packs', () => {
  it('notices every save, whether a file is written in place or another one is renamed over it', async () => {
    const { pack, told } = await watchCopy();
    const renameOver = (path: string, source: string) => {
      const temporary = join(pack.folder, `${path}~`);
      writeFileSync(temporary, source);
      renameSync(temporary, join(pack.folder, path));
    };
    const whole = pack.read(BRANCH);
    const broken = whole.replace('domain: history', 'domain: nowhere');
    renameOver(BRANCH, broken);
    expect((await told('refused'))?.problems).toMatchObject([{ line: 4 }]);
    renameOver(BRANCH, whole);
    await told('unchanged');
    renameOver(BRANCH, whole.replace('A branch is a movable name', 'A branch is a name'));
    await told('imported');
    pack.write(BRANCH, broken);
    await told('refused');
    pack.write(BRANCH, whole);
    await told('imported');
  });

  it('notices a new file, and one that was removed', async () => {
    const { pack, told } = await watchCopy();
    pack.write('questions/stash.yaml', pack.read('questions/push.yaml'));
    await told('refused');
    pack.remove('questions/stash.yaml');
    await told('unchanged');
  });

  it('says no more of a mistake in a pack that was never taken over, once its folder is gone', async () => {
    const { pack, told } = await watchCopy();
    const other = join(pack.packsFolder, 'svn');
    mkdirSync(other);
    writeFileSync(join(other, 'pack.yaml'), 'id: svn');
    expect(await told('refused')).toMatchObject({ packId: 'svn' });
    rmSync(other, { recursive: true });
    expect(await told('unchanged')).toMatchObject({ packId: 'svn' });
  });

  it('tells a mistake that is still there after what went well, so that it stays in sight', async () => {
    const { pack, notices } = await watchCopy();
    const other = join(pack.packsFolder, 'a-bad-one');
    mkdirSync(other);
    writeFileSync(join(other, 'pack.yaml'), 'id: a-bad-one');
    await expect.poll(() => notices.length).toBe(1);
    pack.edit(BRANCH, 'A branch is a movable name', 'A branch is a name');
    await expect.poll(() => notices.map(({ outcome }) => outcome)).toEqual(['refused', 'imported', 'refused']);
  });

  it('says when packs can be read again that could not be', async () => {
    const { packsFolder, folder } = copyPack();
    const notices: PackNotice[] = [];
    let isBroken = true;
    const takePacksOver = async () => {
      if (isBroken) throw new Error('no such folder');
      return [];
    };
    onTestFinished(watchPacks({ takePacksOver } as unknown as Desk, packsFolder, (notice) => notices.push(notice)));
    writeFileSync(join(folder, 'a'), '');
    await expect.poll(() => notices.map(({ outcome }) => outcome)).toEqual(['failed']);
    isBroken = false;
    writeFileSync(join(folder, 'b'), '');
    await expect.poll(() => notices.map(({ outcome }) => outcome)).toEqual(['failed', 'unchanged']);
    writeFileSync(join(folder, 'c'), '');
    await sleep(1500);
    expect(notices).toHaveLength(2);
  });

  it('names the topics and questions that are new or have changed, and no others', async () => {
    const { pack, told } = await watchCopy();
    const changed = async () => (await told('imported'))?.changed;
    pack.edit(BRANCH, 'A branch is a movable name', 'A branch is a name');
    expect(await changed()).toEqual([{ kind: 'topic', name: 'Branches', line: '/git topic: Branches' }]);
    pack.edit('questions/commit.yaml', 'difficulty: recall', 'difficulty: applying');
    expect(await changed()).toEqual([{ kind: 'question', name: 'commit-what' }]);
    pack.edit('questions/commit.yaml', 'id: commit-what', 'id: commit-holds');
    expect(await changed()).toEqual([{ kind: 'question', name: 'commit-holds' }]);
  });
});
