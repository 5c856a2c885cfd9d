/** What people do with messages beside using apps, and the menu of a message with its apps. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { composer, hasChromium, sayLine, violationsOn } from './browser.ts';
import { PHONE } from './screen.ts';
import { focusOn, useStage } from './stage.ts';

describe.skipIf(!hasChromium)('people on the page', { timeout: 90_000 }, () => {
  const stage = useStage();

  const message = (page: Page, words: string) => page.locator('.message', { hasText: words });
  const menuOf = async (page: Page, words: string) => {
    await message(page, words)
      .getByRole('button', { name: /^Menu of/ })
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
  };
  const choose = (page: Page, name: string) => page.getByRole('menuitem', { name }).press('Enter');

  it('answer a message with the keyboard, which is shown above the answer, until its message is gone', async () => {
    const page = await stage.open('Ada');
    const { discord } = stage.ground.playground;
    const [, ben = ''] = discord.demo.members;
    const { id } = discord.as(ben).say(discord.demo.channel, 'What is a port?');
    await menuOf(page, 'What is a port?');
    await choose(page, 'Reply');
    await page.getByText('Replying to Ben').waitFor();
    await expect.poll(() => focusOn(page)).toBe('input: Message #general');
    await page.keyboard.type('A door');
    await page.keyboard.press('Enter');
    await message(page, 'A door').locator('.replied').getByText('Ben: What is a port?').waitFor();
    expect(await page.getByText('Replying to').count()).toBe(0);
    expect(discord.as(ben).messages(discord.demo.channel).at(-1)?.message_reference?.message_id).toBe(id);
    discord.as(ben).delete({ id, channel_id: discord.demo.channel });
    await message(page, 'A door').getByText('The message that this answers was deleted.').waitFor();

    await menuOf(page, 'A door');
    await choose(page, 'Reply');
    await page.getByText('Replying to Ada').waitFor();
    await expect.poll(() => focusOn(page)).toBe('input: Message #general');
    await page.keyboard.press('Escape');
    await page.getByText('Replying to Ada').waitFor({ state: 'detached' });
  });

  it('edit what they wrote with ArrowUp, and delete it after a question', async () => {
    const page = await stage.open('Ada');
    await sayLine(page, 'Helo');
    await message(page, 'Helo').waitFor();
    await composer(page).press('ArrowUp');
    const field = page.getByRole('textbox', { name: 'Edit message' });
    await expect.poll(() => field.evaluate('document.activeElement.ariaLabel')).toBe('Edit message');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    await menuOf(page, 'Helo');
    await choose(page, 'Edit message');
    await field.fill('Hello @Ben');
    await field.press('Enter');
    await message(page, 'Hello @Ben').locator('.edited').waitFor();
    expect(await message(page, 'Hello').locator('.mention').textContent()).toBe('@Ben');

    for (const [answer, count] of [
      ['Keep it', 1],
      ['Delete', 0],
    ] as const) {
      await menuOf(page, 'Hello');
      await choose(page, 'Delete message');
      await page.getByRole('dialog').getByRole('button', { name: answer, exact: true }).press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expect.poll(() => message(page, 'Hello').count()).toBe(count);
    }
    await expect.poll(() => focusOn(page)).toBe('input: Message #general');
    // What others wrote is not theirs to change.
    const { discord } = stage.ground.playground;
    discord.as(discord.demo.organiser).say(discord.demo.channel, 'Not yours');
    await menuOf(page, 'Not yours');
    const items = await page.getByRole('menuitem').allInnerTexts();
    expect(items.filter((words) => /Edit|Delete/.test(words))).toEqual([]);
  });

  it('react with a finger, see each other do so live, and take it back', async () => {
    const ada = await stage.open('Ada', { ...PHONE, bypassCSP: true });
    const { discord } = stage.ground.playground;
    const [, ben = ''] = discord.demo.members;
    const { id } = discord.as(ben).say(discord.demo.channel, 'I passed!');
    const ref = { id, channel_id: discord.demo.channel };
    await message(ada, 'I passed!')
      .getByRole('button', { name: /^Menu of/ })
      .tap();
    expect(await violationsOn(ada)).toEqual([]);
    await ada.getByRole('menuitem', { name: 'React with 🎉' }).tap();
    await ada.getByRole('button', { name: '🎉 1, you too' }).waitFor();
    discord.as(ben).react(ref, '🎉');
    await ada.getByRole('button', { name: '🎉 2, you too' }).tap();
    await ada.getByRole('button', { name: '🎉 1', exact: true }).waitFor();
    expect(await ada.evaluate('document.activeElement.matches("input")')).toBe(false);
    expect(await violationsOn(ada)).toEqual([]);

    await message(ada, 'I passed!')
      .getByRole('button', { name: /^Menu of/ })
      .tap();
    await ada.getByRole('menuitem', { name: 'Add a reaction' }).tap();
    await ada.getByRole('textbox', { name: 'Find an emoji' }).fill('whale');
    expect(await violationsOn(ada)).toEqual([]);
    await ada.getByRole('button', { name: 'whale', exact: true }).tap();
    await ada.getByRole('button', { name: '🐳 1, you too' }).waitFor();
  });

  it('find the bot’s message commands under Apps, and get an answer about that message', async () => {
    const page = await stage.open('Ada', PHONE);
    const { discord } = stage.ground.playground;
    discord.as(discord.demo.organiser).say(discord.demo.channel, 'what is a branch?');
    // A long press.
    await message(page, 'what is a branch?')
      .locator('.content')
      .dispatchEvent('contextmenu', { clientX: 5, clientY: 5 });
    const apps = page.getByRole('group', { name: 'Apps' });
    await apps.getByRole('menuitem', { name: 'Explain this' }).tap();
    const answer = page.locator('.is-private', { hasText: 'Branches' });
    await answer.waitFor();
    expect((await answer.locator('.used').textContent())?.replace(/\s+/g, ' ').trim()).toMatch(
      /Ada used Explain this$/,
    );
    // It is none that is typed.
    await composer(page).fill('/explain');
    await page.getByText('No command fits').waitFor();
    // Nor is there any for a message that only one sees.
    const [ada = ''] = discord.demo.members;
    discord.whisper(ada, discord.demo.channel, { content: 'For you' });
    await message(page, 'For you')
      .getByRole('button', { name: /^Menu of/ })
      .tap();
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['What the bot sent', 'Dismiss message']);
  });

  it('have a menu for arrow keys that Escape leaves to where it was opened', async () => {
    const page = await stage.open('Ada');
    await sayLine(page, 'Hello');
    await message(page, 'Hello').waitFor();
    await menuOf(page, 'Hello');
    await expect.poll(() => focusOn(page)).toBe('button: React with 👍');
    await page.keyboard.press('ArrowUp');
    expect(await focusOn(page)).toBe('button: Delete message');
    await page.keyboard.press('Home');
    expect(await focusOn(page)).toBe('button: React with 👍');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await expect.poll(() => focusOn(page)).toBe('button: Menu of the message of Ada');
  });

  it('are offered people, channels and emoji while they type, with the keys of the list of commands', async () => {
    const page = await stage.open('Ada');
    const { discord } = stage.ground.playground;
    await composer(page).click();
    await page.keyboard.type('Ask @be');
    await page.getByRole('option', { name: '@Ben' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await composer(page).inputValue()).toBe('Ask @Ben ');
    await page.keyboard.type('in #q');
    await page.getByRole('option', { name: '#quiz' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type(':tad');
    await page.getByRole('option', { name: '🎉 :tada:' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(':rocket: at 10:30');
    expect(await page.getByRole('option').count()).toBe(0);
    await page.keyboard.press('Enter');
    const sent = message(page, 'Ask');
    await sent.waitFor();
    const [, ben = ''] = discord.demo.members;
    const [quiz = ''] = [...discord.world.channels].find(([, { name }]) => name === 'quiz') ?? [];
    expect(discord.as(ben).messages(discord.demo.channel).at(-1)).toMatchObject({
      content: `Ask <@${ben}> in <#${quiz}> 🎉 🚀 at 10:30`,
      mentions: [{ id: ben }],
    });
    // In the middle of what stands there already.
    await page.keyboard.type('Hello , how are you?');
    for (let back = 0; back < 14; back++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('@ol');
    await page.getByRole('option', { name: '@Olga Organiser' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.keyboard.type('x');
    expect(await composer(page).inputValue()).toBe('Hello @Olga Organiser x, how are you?');
    await page.keyboard.type(' @');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
  });
});
