import { describe, expect, it } from 'vitest';
import { hasChromium, typeLine } from './browser.ts';
import { useStage } from './stage.ts';

/** Remembers what stands above the text field, however short. */
const WATCH = `
  notices = [];
  new MutationObserver(() => {
    const words = document.querySelector('.notice')?.textContent.trim();
    if (words && words !== notices.at(-1)) notices.push(words);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
`;

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
    // The thread begins with the message that it is about, as that is now.
    const starter = page.locator(`[data-message="${id}"]`);
    await starter.getByText('Question of the day').waitFor();
    expect(await page.locator('.example').count()).toBe(0);
    expect(await starter.getByRole('button', { name: 'Talk about it' }).count()).toBe(0);
    await stage.patch(demo.channel, id, { content: 'Yesterday’s question' });
    await starter.getByText('Yesterday’s question').waitFor();
    expect(page.url()).toContain(`/${id}`);
    const field = page.getByRole('combobox', { name: 'Message #Talk about it' });
    expect(await field.getAttribute('placeholder')).toBe('Message this thread or type /');
  });

  it('stay with the person of each tab when everything is started over', async () => {
    const olga = await stage.open('Olga Organiser');
    const ben = await stage.open('Ben');
    await ben.getByRole('button', { name: 'Start over', exact: true }).click();
    const before = stage.ground.playground;
    for (const page of [olga, ben]) await page.evaluate(WATCH);
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
      // It is no fault that the server goes for a moment.
      expect(await page.evaluate('notices')).toEqual(['Starting over…']);
    }
  });

  it('forget private messages with a reload, as on Discord, and not with a change of the channel or a restart', async () => {
    const page = await stage.open('Ada');
    const answers = page.locator('.message .md-heading, .message .embed');
    await typeLine(page, '/git topic: branch private: True');
    await page.locator('.is-private').waitFor();
    await typeLine(page, '/git topic: merge');
    await expect.poll(() => answers.count()).toBe(2);
    for (const channel of ['quiz', 'general']) await page.getByRole('button', { name: channel, exact: true }).click();
    await stage.ground.restart();
    const { discord } = stage.ground.playground;
    discord.as(discord.demo.organiser).say(discord.demo.channel, 'Here again');
    await page.locator('.content', { hasText: 'Here again' }).waitFor();
    expect(await page.locator('.is-private').count()).toBe(1);
    await page.reload();
    await page.locator('.content', { hasText: 'Here again' }).waitFor();
    expect(await page.locator('.is-private').count()).toBe(0);
  });

  it('have the members beside a shade where there is no room for both, which goes at a press beside it', async () => {
    const page = await stage.open('Ada', { viewport: { width: 800, height: 700 } });
    for (const end of ['shade', 'Escape', 'Close']) {
      await page.getByRole('button', { name: 'Members' }).click();
      const panel = page.getByRole('complementary', { name: 'Members' });
      await panel.waitFor();
      // Nothing of the messages looks as if it could be read or pressed.
      const met = await page.evaluate(`document.elementFromPoint(400, 300).className`);
      expect(met).toBe('shade');
      if (end === 'shade') await page.mouse.click(400, 300);
      else if (end === 'Escape') await page.keyboard.press('Escape');
      else await panel.getByRole('button', { name: 'Close' }).click();
      await panel.waitFor({ state: 'detached' });
      expect(await page.locator('.shade').count()).toBe(0);
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
    expect(await page.getByRole('heading', { level: 1, name: 'general', exact: true }).count()).toBe(1);
  });
});
