import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { copyPack } from '../../helpers/packs.ts';
import { hasChromium } from './browser.ts';
import { PHONE } from './screen.ts';
import { useStage } from './stage.ts';

const LONG = 'Which of these statements about the branches of a repository with many members holds in every case?';

describe.skipIf(!hasChromium)('the end of a quiz on a phone', { timeout: 90_000 }, () => {
  const stage = useStage();

  const isWide = (page: Page) =>
    page
      .locator('.message')
      .last()
      .evaluate((element: { scrollWidth: number; clientWidth: number }) => element.scrollWidth > element.clientWidth);

  /** Ada's quiz, answered with the first option each time until something is missed, to its end. */
  async function playToEnd(page: Page): Promise<void> {
    const last = page.locator('.message').last();
    for (;;) {
      await last.locator('.action-row').first().waitFor();
      if (await last.getByRole('button', { name: 'Another quiz' }).count()) return;
      const on = last.getByRole('button', { name: /^(Next question|See how it went)$/ });
      if (await on.count()) {
        await on.tap();
        await on.waitFor({ state: 'detached' });
      } else if (await last.locator('.select-button').count()) {
        await last.locator('.select-button').tap();
        await last.getByRole('option').first().tap();
        await last.getByRole('button', { name: 'Confirm' }).tap();
        await on.waitFor();
      } else {
        await last.locator('.action-row .button').first().tap();
        await on.waitFor();
      }
    }
  }

  it('opens what was missed by touch, in place, with nothing wider than the screen', async () => {
    const pack = copyPack();
    pack.edit('questions/branch.yaml', 'What does making a branch copy?', LONG);
    pack.edit(
      'questions/branch.yaml',
      'Which of these are true of a branch? Choose all that apply.',
      `${LONG} Choose all.`,
    );
    await stage.change({ packsFolder: pack.packsFolder });
    const page = await stage.open('Ada', PHONE);
    const { discord } = stage.ground.playground;
    const [ada = ''] = discord.demo.members;
    await discord.as(ada).slash(discord.demo.channel, 'quiz', { topic: 'topic/git/branch', questions: 2 });
    await playToEnd(page);
    const last = page.locator('.message').last();
    await last.locator('.select-button').tap();
    await last.getByRole('option').first().tap();
    await last.getByRole('button', { name: 'To the result' }).waitFor();
    expect(await last.locator('.embed').textContent()).toContain('Not right');
    expect(await last.locator('.select-button').textContent()).toContain('Which of these statements');
    expect(await isWide(page)).toBe(false);
    await last.getByRole('button', { name: 'To the result' }).tap();
    await last.getByRole('button', { name: /^Again: only what I missed/ }).waitFor();
    expect(await isWide(page)).toBe(false);
  });
});
