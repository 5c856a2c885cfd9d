import { Resvg } from '@resvg/resvg-js';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium } from './browser.ts';
import { PHONE } from './screen.ts';
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

  const TALL = Array.from({ length: 60 }, (_, line) => `Line ${line} of the answer`).join('\n');
  const topOf = (page: Page, id: string) =>
    page.evaluate<number>(`(() => {
      const top = (selector) => document.querySelector(selector).getBoundingClientRect().top;
      return Math.round(top('[data-message="${id}"]') - top('.scroller'));
    })()`);
  const nothingMoves = (page: Page) => page.waitForTimeout(150);

  it('are read from their top: a tall answer begins at the top of a phone’s screen, and stays there', async () => {
    const page = await stage.open('Ada', PHONE);
    const { discord } = stage.ground.playground;
    const { channel, organiser } = discord.demo;
    for (let line = 0; line < 30; line++) discord.as(organiser).say(channel, `Before ${line}`);
    await page.locator('.content', { hasText: 'Before 29' }).waitFor();
    const { id } = await stage.post(channel, { content: TALL });
    await page.locator('.content', { hasText: 'Line 59' }).waitFor();
    await expect.poll(() => topOf(page, id)).toBe(8);
    // What comes below it waits.
    discord.as(organiser).say(channel, 'Meanwhile');
    await page.locator('.content', { hasText: 'Meanwhile' }).waitFor();
    await nothingMoves(page);
    expect(await topOf(page, id)).toBe(8);
    // Who reads on is not moved either, and who comes to the end follows again.
    await scrollBy(page, 200);
    discord.as(organiser).say(channel, 'Once more');
    await page.locator('.content', { hasText: 'Once more' }).waitFor();
    await nothingMoves(page);
    expect(await topOf(page, id)).toBe(-192);
    await scrollBy(page, 10_000);
    discord.as(organiser).say(channel, 'At the end');
    await page.locator('.content', { hasText: 'At the end' }).waitFor();
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
  });

  it('are read from their top after a press, too, and when the channel is opened', async () => {
    const page = await stage.open('Ada', PHONE);
    const { discord } = stage.ground.playground;
    const { channel } = discord.demo;
    const components = [{ type: 1, components: [{ type: 2, style: 1, label: 'Go on', custom_id: 'next' }] }];
    for (let line = 0; line < 30; line++) discord.as(discord.demo.organiser).say(channel, `Before ${line}`);
    const { id } = await stage.post(channel, { content: 'Question', components });
    const next = page.getByRole('button', { name: 'Go on' });
    await next.waitFor();
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    // Meanwhile the bot thinks about what it does not know.
    discord.faults.failNext({ path: /callback/ }, { delayMs: 1500 });
    await next.tap();
    await stage.patch(channel, id, { content: TALL });
    await page.locator('.content', { hasText: 'Line 59' }).waitFor();
    await expect.poll(() => topOf(page, id)).toBe(8);
    await page.locator('.is-private').first().waitFor();
    await page.getByRole('button', { name: 'Dismiss message' }).tap();
    await page.reload();
    await page.locator('.content', { hasText: 'Line 59' }).waitFor();
    await expect.poll(() => topOf(page, id)).toBe(8);
  });

  const scrollBy = (page: Page, pixels: number) =>
    page.locator('.scroller').evaluate((scroller, by) => {
      (scroller as unknown as Box).scrollTop += by;
      // The event comes with the next picture.
      return new Promise((resolve) => setTimeout(resolve, 100));
    }, pixels);

  const fromEnd = (page: Page) =>
    page.locator('.scroller').evaluate((element) => {
      const { scrollHeight, scrollTop, clientHeight } = element as unknown as Box;
      return scrollHeight - scrollTop - clientHeight;
    });
});
