/** What a finger does, on a phone of 390 × 844. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { composer, hasChromium } from './browser.ts';
import { PHONE } from './screen.ts';
import { useStage } from './stage.ts';

describe.skipIf(!hasChromium)('a finger on the page', { timeout: 90_000 }, () => {
  const stage = useStage();

  const isTyping = (page: Page) => page.evaluate('document.activeElement.matches("input")');

  it('opens no keyboard: not with an example, a button, Dismiss, or Send', async () => {
    const page = await stage.open('Ada', PHONE);
    const { demo } = stage.ground.playground.discord;
    await page.locator('.example').first().tap();
    await page.locator('.message .button').first().waitFor();
    expect(await isTyping(page)).toBe(false);

    const { channel } = demo;
    const message = {
      content: 'Press',
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'On', custom_id: 'x' }] }],
    };
    await stage.post(channel, message);
    await page.getByRole('button', { name: 'On', exact: true }).tap();
    await page.locator('.failure, .is-private').first().waitFor();
    expect(await isTyping(page)).toBe(false);

    await composer(page).tap();
    expect(await isTyping(page)).toBe(true);
    await page.keyboard.type('/git topic: branch private: True');
    await page.getByRole('button', { name: 'Send' }).tap();
    const answer = page.locator('.is-private', { hasText: 'Branches' });
    await answer.waitFor();
    expect(await isTyping(page)).toBe(false);
    await answer.getByRole('button', { name: 'Dismiss message' }).tap();
    await answer.waitFor({ state: 'detached' });
    expect(await isTyping(page)).toBe(false);
  });

  it('goes on typing where a suggestion is tapped, and begins where Commands is', async () => {
    const page = await stage.open('Ada', PHONE);
    await page.getByRole('button', { name: 'Commands' }).tap();
    await page.getByRole('option', { name: /^\/git/ }).tap();
    const topic = page.getByRole('combobox', { name: 'topic' });
    await expect
      .poll(() => topic.evaluate('document.activeElement.closest("label")?.textContent.trim()'))
      .toBe('topic');
  });

  it('leaves nothing behind that looks chosen: “A” of the next question looks as the others do', async () => {
    const page = await stage.open('Ada', PHONE);
    const { demo } = stage.ground.playground.discord;
    const button = (label: string) => ({ type: 2, style: 1, label, custom_id: label });
    const { id } = await stage.post(demo.channel, {
      content: 'Right.',
      components: [{ type: 1, components: [button('Next question')] }],
    });
    const lookOf = (name: string) =>
      page.getByRole('button', { name, exact: true }).evaluate((element) => {
        const { backgroundColor, outlineStyle } = (globalThis as unknown as Browser).getComputedStyle(element);
        return `${backgroundColor} ${outlineStyle}`;
      });
    const next = page.getByRole('button', { name: 'Next question' });
    const untouched = await lookOf('Next question');
    await next.tap();
    await stage.patch(demo.channel, id, { components: [{ type: 1, components: [button('A'), button('B')] }] });
    await page.getByRole('button', { name: 'B', exact: true }).waitFor();
    expect(await lookOf('A')).toBe(untouched);
    expect(await lookOf('B')).toBe(untouched);
  });

  it('has styles for what is pointed at only where there is a mouse', async () => {
    const page = await stage.open('Ada', PHONE);
    const outside = await page.evaluate(`(() => {
      const found = [];
      const look = (rules, isInside) => {
        for (const rule of rules) {
          if (rule.selectorText?.includes(':hover') && !isInside) found.push(rule.selectorText);
          if (rule.cssRules) look(rule.cssRules, isInside || rule.conditionText === '(hover: hover)');
        }
      };
      for (const sheet of document.styleSheets) look(sheet.cssRules, false);
      return found;
    })()`);
    expect(outside).toEqual([]);
    expect(await page.evaluate(`matchMedia('(hover: hover)').matches`)).toBe(false);
  });
});

/** What of the browser is used here; the tests have no types of it. */
interface Browser {
  getComputedStyle(element: unknown): { backgroundColor: string; outlineStyle: string };
}
