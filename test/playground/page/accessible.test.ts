import { describe, expect, it } from 'vitest';
import { REAL_PACKS } from '../../helpers/app.ts';
import { composer, hasChromium, typeLine, violationsOn } from './browser.ts';
import { PHONE } from './screen.ts';
import { useStage } from './stage.ts';

describe.skipIf(!hasChromium)('the page', { timeout: 90_000 }, () => {
  const stage = useStage(REAL_PACKS);

  for (const colorScheme of ['dark', 'light'] as const) {
    it(`has no fault that axe knows, ${colorScheme}`, async () => {
      const page = await stage.open('Olga Organiser', { colorScheme, bypassCSP: true });
      expect(await violationsOn(page)).toEqual([]);
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
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: /You are Olga/ }).click();
      expect(await violationsOn(page)).toEqual([]);
    });

    it(`has none on a phone, in a thread, in a dialog, and in direct messages, ${colorScheme}`, async () => {
      const page = await stage.open('Ada', { ...PHONE, colorScheme, bypassCSP: true });
      const { discord } = stage.ground.playground;
      const { channel, guild, members } = discord.demo;
      const { id } = await stage.post(channel, {
        content: '### Small first\n# Then large\n> quoted',
        embeds: [{ fields: [{ name: 'A field', value: 'without a title above it' }] }],
      });
      discord.world.addChannel(guild, 'About it', { type: 11, parentId: channel, id });
      await page.locator('.thread').waitFor();
      expect(await violationsOn(page)).toEqual([]);
      await page.locator('.thread').tap();
      await page.getByRole('heading', { name: 'About it', level: 1 }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: 'Servers and channels' }).tap();
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: 'Start over' }).tap();
      await page.getByRole('dialog').waitFor();
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: 'Keep everything' }).tap();
      await stage.post(discord.as(members[0] ?? '').openDm(), { content: 'Hello' });
      await page.getByRole('button', { name: 'Direct messages, unread' }).tap();
      await page.locator('.content', { hasText: 'Hello' }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
    });
  }
});
