import { Resvg } from '@resvg/resvg-js';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PHONE_CODE_WIDTH } from '../../../src/components.ts';
import { hasChromium, newContext, openAs } from './browser.ts';
import { useStage } from './stage.ts';

function createPicture(): Uint8Array {
  return new Resvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40"/></svg>',
  )
    .render()
    .asPng();
}

describe.skipIf(!hasChromium)('what the page looks like', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('has discs before the items of a list, and circles one level below', async () => {
    const page = await stage.open('Ada');
    const { demo } = stage.ground.playground.discord;
    await stage.post(demo.channel, { content: '- one\n  - inner\n- two\n\n1. first\n  - inner' });
    await page.locator('.markdown ol').waitFor();
    const bullets = await page.evaluate(
      `[...document.querySelectorAll('.markdown ul')].map((list) => getComputedStyle(list).listStyleType)`,
    );
    expect(bullets).toEqual(['disc', 'circle', 'circle']);
  });

  it('says in the text field of a phone what can be typed, and no more than fits', async () => {
    const page = await stage.open('Ada', { viewport: { width: 360, height: 700 }, hasTouch: true });
    const field = page.locator('.composer-text');
    const placeholder = () => field.getAttribute('placeholder');
    const cutOff = () =>
      page.evaluate(`(() => {
        const field = document.querySelector('.composer-text');
        const style = getComputedStyle(field);
        const pen = document.createElement('canvas').getContext('2d');
        pen.font = style.font;
        const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        return pen.measureText(field.placeholder).width - room;
      })()`);
    expect(await placeholder()).toBe('Message #general or type /');
    expect(await cutOff()).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Servers and channels' }).tap();
    await page.locator('.channel', { hasText: 'announcements' }).tap();
    await expect.poll(placeholder).toBe('Commands only: type /');
    expect(await cutOff()).toBeLessThanOrEqual(0);
  });

  it('has room on a phone for a line of code as long as a pack may have, and for no more', async () => {
    const page = await stage.open('Ada', { viewport: { width: 390, height: 844 }, hasTouch: true });
    const { demo } = stage.ground.playground.discord;
    for (const length of [1, PHONE_CODE_WIDTH, PHONE_CODE_WIDTH + 1]) {
      await stage.post(demo.channel, { embeds: [{ description: `\`\`\`\n${'x'.repeat(length)}\n\`\`\`` }] });
    }
    const heights = () =>
      page.evaluate<number[]>(`[...document.querySelectorAll('.embed pre')].map((block) => block.clientHeight)`);
    await expect.poll(async () => (await heights()).length).toBe(3);
    const [oneLine = 0, longest, tooLong] = await heights();
    expect(longest).toBe(oneLine);
    expect(tooLong).toBeGreaterThan(oneLine);
  });

  it('shows a picture again after a restart, and looking at it is no request of the bot', async () => {
    const page = await stage.open('Ada');
    await stage.post(stage.ground.playground.discord.demo.channel, { content: 'Look' }, createPicture());
    const widthOn = (where: Page) => () => where.evaluate(`document.querySelector('.embed-image img')?.naturalWidth`);
    await expect.poll(widthOn(page)).toBe(60);
    await stage.ground.restart();
    // A browser that has it not by heart.
    const fresh = await newContext();
    onTestFinished(() => fresh.close());
    await expect.poll(widthOn(await openAs(await fresh.newPage(), stage.ground, 'Ben'))).toBe(60);
    const { requests } = stage.ground.playground.discord;
    expect(requests.filter(({ path }) => path.includes('attachments'))).toEqual([]);
  });
});
