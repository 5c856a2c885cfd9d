import { describe, expect, it } from 'vitest';
import { copyPack } from '../../helpers/packs.ts';
import { hasChromium } from './browser.ts';
import { useStage } from './stage.ts';

describe.skipIf(!hasChromium)('the notice of a saved pack', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('names what has changed, and has a question asked of whoever wrote it, and of nobody else', async () => {
    const pack = copyPack();
    await stage.change({ packsFolder: pack.packsFolder });
    const page = await stage.open('Ada');
    const other = await stage.open('Ben');
    pack.edit('questions/commit.yaml', 'What does a commit hold?', 'What is there in a commit?');
    const notice = page.locator('.notice');
    await notice.getByRole('button', { name: 'Show this question: commit-what' }).click();
    const question = page.locator('.message', { hasText: 'What is there in a commit?' });
    await question.getByText('Only you can see this').waitFor();
    await question.getByRole('button', { name: 'A', exact: true }).click();
    await question.getByText('Git stores the tree as it is.').waitFor();
    expect(await other.locator('.message').count()).toBe(0);

    pack.edit('topics/branch.md', 'A branch is a movable name', 'A branch is a name');
    await notice.getByRole('button', { name: 'Show this topic: Branches' }).click();
    await page.locator('.embed', { hasText: 'A branch is a name' }).waitFor();
    expect(await notice.locator('.changes li').count()).toBe(1);
  });
});
