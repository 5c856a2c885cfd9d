import { describe, expect, it } from 'vitest';
import { composer, hasChromium } from './browser.ts';
import { useStage } from './stage.ts';

describe.skipIf(!hasChromium)('the line where one types', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('keeps a half-written message at Escape, and gives a half-written command up', async () => {
    const page = await stage.open('Ada');
    await composer(page).click();
    await page.keyboard.type('Who is up for');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await composer(page).inputValue()).toBe('Who is up for');
    await composer(page).fill('/git ');
    await page.getByRole('combobox', { name: 'topic' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(() => composer(page).inputValue()).toBe('');
  });
});
