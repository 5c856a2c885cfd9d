import { describe, expect, it } from 'vitest';
import { hasChromium } from './browser.ts';
import { useStage } from './stage.ts';

describe.skipIf(!hasChromium)('places on the page', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('shows a thread below its channel and below the message on which it was opened', async () => {
    const { apiUrl, token, demo } = stage.ground.playground.discord;
    const page = await stage.open('Ada');
    const { id } = await stage.post(demo.channel, { content: 'Question of the day' });
    await fetch(`${apiUrl}/v10/channels/${demo.channel}/messages/${id}/threads`, {
      method: 'POST',
      headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'Talk about it' }),
    });
    await page.locator('.channel.is-thread').waitFor();
    expect((await page.locator('.channel').allInnerTexts()).slice(0, 3).map((text) => text.trim())).toEqual([
      'general',
      expect.stringContaining('Talk about it'),
      'quiz',
    ]);
    await page.locator(`[data-message="${id}"]`).getByRole('button', { name: 'Talk about it' }).click();
    await page.getByRole('heading', { name: 'Talk about it' }).first().waitFor();
    expect(page.url()).toContain(`/${id}`);
    const field = page.getByRole('combobox', { name: 'Message #Talk about it' });
    expect(await field.getAttribute('placeholder')).toBe('Message this thread or type /');
  });

  it('stay with the person of each tab when everything is started over', async () => {
    const olga = await stage.open('Olga Organiser');
    const ben = await stage.open('Ben');
    await ben.getByRole('button', { name: 'Start over', exact: true }).click();
    const before = stage.ground.playground;
    await ben.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
    await expect.poll(() => stage.ground.playground).not.toBe(before);
    const { world } = stage.ground.playground.discord;
    for (const [page, name] of [
      [olga, 'Olga Organiser'],
      [ben, 'Ben'],
    ] as const) {
      const [id = ''] = [...world.users].find(([, user]) => user.global_name === name) ?? [];
      await expect.poll(() => page.url()).toContain(`#${id}/`);
      await page.getByRole('button', { name: `You are ${name}` }).waitFor();
      await page.locator('.example').first().waitFor();
    }
  });

  it('switches the member in place, and keeps the channel', async () => {
    const page = await stage.open('Ada');
    await page.getByRole('button', { name: /You are Ada/ }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /You are Ben/ }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /You are Ben/ }).waitFor();
    expect(await page.getByRole('heading', { level: 2, name: 'general', exact: true }).count()).toBe(1);
  });
});
