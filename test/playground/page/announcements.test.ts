import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { copyPack } from '../../helpers/packs.ts';
import { hasChromium } from './browser.ts';
import { useStage } from './stage.ts';

/** What a screen reader was told last. */
const said = (page: Page) => expect.poll(() => page.locator('[aria-live]').textContent());

describe.skipIf(!hasChromium)('a screen reader', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('hears which mistake is in a pack, on which line of which file, and that it is mended', async () => {
    const pack = copyPack();
    await stage.change({ packsFolder: pack.packsFolder });
    const page = await stage.open('Ada');
    pack.edit('topics/branch.md', 'domain: history', 'domain: nowhere');
    await said(page).toMatch(/Mistake in \S*topics\/branch\.md, line 4: "nowhere" is not a domain/);
    pack.edit('topics/merge.md', 'domain: history', 'domain: nowhere');
    await said(page).toContain('There are 2 mistakes.');
    pack.edit('topics/merge.md', 'domain: nowhere', 'domain: history');
    pack.edit('topics/branch.md', 'domain: nowhere', 'domain: history');
    await said(page).toBe('The mistake in the pack git was taken back.');
    pack.edit('topics/branch.md', 'A branch is a movable name', 'A branch is a name');
    await said(page).toBe('The pack git was saved and loaded. Changed: topic Branches.');
  });

  it('hears that the playground is not running, as long as that is so', async () => {
    const page = await stage.open('Ada');
    await stage.ground.pause(async () => {
      await said(page).toBe('The playground is not running. This page goes on by itself when it is back.');
      expect(await page.getByText('The playground is not running').count()).toBe(2);
    });
    await said(page).toBe('');
  });
});
