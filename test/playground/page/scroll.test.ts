import { Resvg } from '@resvg/resvg-js';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium } from './browser.ts';
import { useStage } from './stage.ts';

/** What of an element's measures is looked at; the tests have no types of the browser. */
interface Box {
  clientHeight: number;
  scrollHeight: number;
  scrollTop: number;
}

function createTallPicture(): Uint8Array {
  return new Resvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><rect width="300" height="400"/></svg>',
  )
    .render()
    .asPng();
}

describe.skipIf(!hasChromium)('the messages', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('stays at the end when a picture loads after its message', async () => {
    const held: (() => void)[] = [];
    const page = await stage.open('Ada');
    await page.route('**/attachments/**', async (route) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    });
    const { demo } = stage.ground.playground.discord;
    for (let line = 0; line < 30; line++)
      stage.ground.playground.discord.as(demo.organiser).say(demo.channel, `Line ${line}`);
    await page.locator('.content', { hasText: 'Line 29' }).waitFor();
    const attachments = [{ id: 0, filename: 'picture.png' }];
    await stage.post(demo.channel, { content: 'Look', attachments }, createTallPicture());
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const release of held) release();
    const picture = page.locator('.embed-image img');
    await expect.poll(() => picture.evaluate((image) => (image as unknown as Box).clientHeight)).toBeGreaterThan(300);
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    // Who has gone up to read is left in peace.
    await page.locator('.scroller').evaluate((scroller) => void ((scroller as unknown as Box).scrollTop -= 400));
    await page.waitForTimeout(100);
    stage.ground.playground.discord.as(demo.organiser).say(demo.channel, 'One more');
    await page.locator('.content', { hasText: 'One more' }).waitFor();
    expect(await fromEnd(page)).toBeGreaterThan(300);
  });

  const fromEnd = (page: Page) =>
    page.locator('.scroller').evaluate((element) => {
      const { scrollHeight, scrollTop, clientHeight } = element as unknown as Box;
      return scrollHeight - scrollTop - clientHeight;
    });
});
