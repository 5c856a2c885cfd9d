import { Resvg } from '@resvg/resvg-js';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium, violationsOn } from './browser.ts';
import { PHONE } from './screen.ts';
import { focusOn, useStage } from './stage.ts';

const ALT = 'A network with two containers on it';

function createWidePicture(): Uint8Array {
  return new Resvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="500"><rect width="1200" height="500"/></svg>',
  )
    .render()
    .asPng();
}

describe.skipIf(!hasChromium)('a picture', { timeout: 90_000 }, () => {
  const stage = useStage();

  async function openWithPicture(window = {}): Promise<Page> {
    const page = await stage.open('Ada', { bypassCSP: true, ...window });
    const attachments = [{ id: 0, filename: 'picture.png', description: ALT }];
    await stage.post(
      stage.ground.playground.discord.demo.channel,
      { content: 'Look', attachments },
      createWidePicture(),
    );
    await page.getByRole('img', { name: ALT }).waitFor();
    return page;
  }

  it('is shown in full with Enter, with its words, and Escape leads back to it', async () => {
    const page = await openWithPicture();
    const button = page.getByRole('button', { name: `Show in full: ${ALT}` });
    for (const end of ['Escape', 'Close']) {
      await button.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Picture' });
      await dialog.locator('figcaption').getByText(ALT).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      if (end === 'Escape') await page.keyboard.press('Escape');
      else await dialog.getByRole('button', { name: 'Close' }).press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(() => focusOn(page), { message: end }).toMatch(/^button: Show in full/);
    }
  });

  it('fits a phone, has its own size at a tap, and goes at a tap beside it', async () => {
    const page = await openWithPicture(PHONE);
    await page.getByRole('button', { name: `Show in full: ${ALT}` }).tap();
    const dialog = page.getByRole('dialog', { name: 'Picture' });
    const width = () =>
      dialog.getByRole('img').evaluate((image) => (image as unknown as { clientWidth: number }).clientWidth);
    await expect.poll(width).toBeGreaterThan(350);
    expect(await width()).toBeLessThanOrEqual(390);
    await dialog.getByRole('button', { name: 'Full size' }).tap();
    await expect.poll(width).toBe(1200);
    await dialog.getByRole('button', { name: 'Full size' }).tap();
    await expect.poll(width).toBeLessThanOrEqual(390);
    await page.touchscreen.tap(195, 90);
    await dialog.waitFor({ state: 'detached' });
  });
});
