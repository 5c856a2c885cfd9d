import { describe, expect, it } from 'vitest';
import { copyPack } from '../../helpers/packs.ts';
import { hasChromium, typeLine } from './browser.ts';
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
    await question.getByRole('button', { name: /^A: / }).click();
    await question.getByText('Git stores the tree as it is.').waitFor();
    expect(await other.locator('.message').count()).toBe(0);

    pack.edit('topics/branch.md', 'A branch is a movable name', 'A branch is a name');
    await notice.getByRole('button', { name: 'Show this topic: Branches' }).click();
    await page.locator('.content', { hasText: 'A branch is a name' }).waitFor();
    expect(await notice.locator('.changes li').count()).toBe(1);
  });

  it('shows a pack again as soon as it is saved, mistakes with file and line, and hostile text as text', async () => {
    const pack = copyPack();
    await stage.change({ packsFolder: pack.packsFolder });
    const page = await stage.open('Ada');
    await typeLine(page, '/git topic: branch');
    await page.locator('.content', { hasText: 'A branch is a movable name' }).waitFor();
    const hostile =
      '<img src=x onerror="document.title=1"><script>document.title=2</script> [here](javascript:alert(1))';
    pack.edit('topics/branch.md', 'A branch is a movable name for a commit.', hostile);
    await page.locator('.notice', { hasText: 'was saved and loaded' }).waitFor();
    await page.getByRole('button', { name: 'Show this topic: Branches' }).click();
    const shown = page.locator('.content', { hasText: 'onerror' });
    await shown.waitFor();
    expect(await shown.locator('img, script, a').count()).toBe(0);
    expect(await shown.textContent()).toContain('<script>document.title=2</script>');
    expect(await page.title()).toContain('Studyhall playground');

    pack.edit('topics/branch.md', 'domain: history', 'domain: nowhere');
    await page.locator('.notice', { hasText: 'has mistakes' }).waitFor();
    expect(await page.locator('.problems').textContent()).toMatch(/branch\.md:\d+/);
    pack.edit('topics/branch.md', 'domain: nowhere', 'domain: history');
    await expect.poll(() => page.locator('.problems').count()).toBe(0);

    const other = await stage.open('Ben');
    await page.bringToFront();
    pack.edit('topics/branch.md', hostile, 'A branch is a name.');
    await page.getByRole('button', { name: 'Show this topic: Branches' }).waitFor();
    await other.getByRole('button', { name: 'Start over', exact: true }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
    await page.getByText('Try first').waitFor();
    expect(await page.locator('.notice').count()).toBe(0);
  });
});
