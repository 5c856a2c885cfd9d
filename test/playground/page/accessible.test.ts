import { describe, expect, it } from 'vitest';
import { REAL_PACKS } from '../../helpers/app.ts';
import { composer, hasChromium, seriousViolations, typeLine } from './browser.ts';
import { useStage } from './stage.ts';

describe.skipIf(!hasChromium)('the page', { timeout: 90_000 }, () => {
  const stage = useStage(REAL_PACKS);

  for (const colorScheme of ['dark', 'light'] as const) {
    it(`has no serious fault that axe knows, ${colorScheme}`, async () => {
      const page = await stage.open('Olga Organiser', { colorScheme, bypassCSP: true });
      expect(await seriousViolations(page)).toEqual([]);
      await typeLine(page, '/docker topic: network');
      await page.locator('.content').first().waitFor();
      await typeLine(page, '/quiz');
      await page.locator('.is-private').waitFor();
      await page
        .getByRole('button', { name: /^Requests behind/ })
        .first()
        .click();
      await page.locator('.requests').waitFor();
      await composer(page).click();
      await page.keyboard.type('/daily setup ');
      await page.getByRole('option').first().waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: /You are Olga/ }).click();
      expect(await seriousViolations(page)).toEqual([]);
    });
  }
});
