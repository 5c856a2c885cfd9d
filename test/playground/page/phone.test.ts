import { describe, expect, it } from 'vitest';
import { hasChromium, violationsOn } from './browser.ts';
import { useStage } from './stage.ts';

/** What of an element's measures is looked at; the tests have no types of the browser. */
interface Box {
  clientWidth: number;
  getBoundingClientRect(): Record<'top' | 'bottom', number>;
}

describe.skipIf(!hasChromium)('a narrow page', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('keeps the header’s buttons in reach, however long the names are', async () => {
    const { world, demo } = stage.ground.playground.discord;
    const words = 'Question of the day: User-defined bridge networks';
    const { id } = world.addChannel(demo.guild, words, { topic: `${words}, ${words}` });
    const page = await stage.open('Ada');
    await page.locator('.channel', { hasText: words }).click();
    await page.getByRole('heading', { level: 1, name: words, exact: true }).waitFor();
    expect(page.url()).toContain(id);
    expect(await page.locator('.panel-members').count()).toBe(1);
    for (const width of [1280, 1101, 1024, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      if (width === 390) await page.locator('.panel').getByRole('button', { name: 'Close' }).click();
      // Both ends of each button are what a click there meets.
      // On a phone the drawer and the panel move out of the way first.
      const hidden = () =>
        page.evaluate(`[...document.querySelectorAll('.header button')].filter((button) => {
        const { left, right, top, height, width } = button.getBoundingClientRect();
        return width > 0 && [left + 3, right - 3].some((x) => !button.contains(document.elementFromPoint(x, top + height / 2)));
      }).map((button) => button.textContent.trim() || button.ariaLabel)`);
      await expect.poll(hidden, { timeout: 3000, message: `at ${width} pixels` }).toEqual([]);
      expect(
        await page.locator('.header-name').evaluate((name) => (name as unknown as Box).clientWidth),
      ).toBeGreaterThan(90);
    }
  });

  it('brings a menu that opens into sight on a phone, and marks its menu button when something is unread', async () => {
    const page = await stage.open('Ada', { viewport: { width: 390, height: 700 }, hasTouch: true });
    const { demo } = stage.ground.playground.discord;
    const options = Array.from({ length: 12 }, (_, index) => ({ label: `Choice ${index}`, value: `${index}` }));
    const menu = { type: 3, custom_id: 'menu', placeholder: 'Choose', min_values: 2, max_values: 3, options };
    for (let line = 0; line < 30; line++)
      stage.ground.playground.discord.as(demo.organiser).say(demo.channel, `Line ${line}`);
    await stage.post(demo.channel, { content: 'Which?', components: [{ type: 1, components: [menu] }] });
    await stage.post(demo.channel, { content: 'And a message below it' });
    await page.locator('.content', { hasText: 'And a message below it' }).waitFor();
    await page.locator('.select-button').tap();
    const bottomOf = (selector: string, edge: 'top' | 'bottom') =>
      page
        .locator(selector)
        .evaluate((element, side) => (element as unknown as Box).getBoundingClientRect()[side], edge);
    await expect
      .poll(() => bottomOf('.select-confirm', 'bottom'))
      .toBeLessThanOrEqual(Number(await bottomOf('.foot', 'top')));
    expect(await bottomOf('.select-button', 'top')).toBeGreaterThan(Number(await bottomOf('.header', 'bottom')));

    const [ada = ''] = demo.members;
    await stage.post(stage.ground.playground.discord.as(ada).openDm(), { content: 'For you alone' });
    await page.getByRole('button', { name: 'Servers and channels, unread messages' }).waitFor();
    await page.locator('.header .unread-dot').waitFor();
  });

  it('works at the width of a phone', async () => {
    const window = { viewport: { width: 375, height: 700 }, hasTouch: true, bypassCSP: true };
    const page = await stage.open('Ada', window);
    await page.locator('.example').first().tap();
    await page.locator('.content').waitFor();
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBe(0);
    await page.getByRole('button', { name: 'Servers and channels' }).tap();
    await page.getByRole('button', { name: 'quiz', exact: true }).tap();
    await page.getByRole('heading', { name: 'Welcome to #quiz' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });
});
