import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { copyPack } from '../../helpers/packs.ts';
import { composer, hasChromium, typeLine } from './browser.ts';
import { PHONE } from './screen.ts';
import { focusOn, useStage } from './stage.ts';

/** What of an element's measures is looked at; the tests have no types of the browser. */
interface Box {
  clientWidth: number;
}

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

  it('hears the whole of an answer, however long it is', async () => {
    const page = await stage.open('Ada');
    const { demo } = stage.ground.playground.discord;
    const description = Array.from({ length: 40 }, (_, line) => `Line ${line} of it.`).join('\n');
    const fields = [{ name: 'At the end', value: 'the last word' }];
    await stage.post(demo.channel, { embeds: [{ title: 'Result', description, fields }] });
    await said(page).toMatch(/^Studyhall: Result\. Line 0 of it\..*Line 39 of it\.\. At the end: the last word$/);
  });

  it('hears with a letter on a button what it stands for', async () => {
    const page = await stage.open('Ada', PHONE);
    await stage.post(stage.ground.playground.discord.demo.channel, {
      embeds: [{ description: 'Which?\n\n**A.** user-defined network\n**B.** `host` network' }],
      components: [
        { type: 1, components: ['A', 'B', 'Skip'].map((label) => ({ type: 2, style: 1, label, custom_id: label })) },
      ],
    });
    for (const name of ['A: user-defined network', 'B: host network', 'Skip'])
      await page.getByRole('button', { name, exact: true }).waitFor();
  });

  it('comes to the newest buttons from the text field in two steps', async () => {
    const page = await stage.open('Ada');
    const { discord } = stage.ground.playground;
    await composer(page).click();
    expect(await page.getByRole('button', { name: 'Go to the newest buttons' }).count()).toBe(0);
    await typeLine(page, '/git topic: branch');
    await page.getByRole('button', { name: 'Quiz me' }).waitFor();
    discord.as(discord.demo.organiser).say(discord.demo.channel, 'And something below it');
    await page.locator('.content', { hasText: 'And something below it' }).waitFor();
    await composer(page).focus();
    await page.keyboard.press('Shift+Tab');
    expect(await focusOn(page)).toBe('button: Go to the newest buttons');
    expect(
      await page.locator('.to-newest').evaluate((button) => (button as unknown as Box).clientWidth),
    ).toBeGreaterThan(100);
    await page.keyboard.press('Enter');
    const first = await page.locator('.message .components :is(a, button)').first().textContent();
    expect(await focusOn(page)).toBe(`button: ${first?.trim()}`);
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
