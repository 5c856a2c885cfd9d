import { describe, expect, it } from 'vitest';
import { composer, hasChromium, typeLine } from './browser.ts';
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

  it('names the one option that is left as one', async () => {
    const page = await stage.open('Ada');
    await composer(page).click();
    await page.keyboard.type('/git ');
    await page.getByRole('combobox', { name: '1 more option of /git' }).waitFor();
  });

  it('takes a choice in capitals or not, and asks for one from the list where it knows none', async () => {
    const page = await stage.open('Olga Organiser');
    await typeLine(page, '/daily setup channel: #nowhere time: 09:00 timezone: UTC answers: Final');
    await page.getByRole('alert').getByText('channel: pick one from the list').waitFor();
    await page.getByRole('combobox', { name: 'channel' }).fill('#GENERAL');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.locator('.embed').waitFor();
  });
});
