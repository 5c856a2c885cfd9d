import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { REAL_PACKS } from '../../helpers/app.ts';
import { clockOf, composer, hasChromium, typeLine } from './browser.ts';
import { useStage } from './stage.ts';

const DAY_MS = 24 * 60 * 60_000;

describe.skipIf(!hasChromium)('studying on the page', { timeout: 90_000 }, () => {
  const stage = useStage(REAL_PACKS);

  const focused = (page: Page) => page.evaluate('document.activeElement.textContent.trim()');

  it('looks a topic up with /docker network typed in one go, and with a suggestion of the bot', async () => {
    const page = await stage.open('Ada');
    await composer(page).click();
    await page.keyboard.type('/docker network');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.locator('.content .md-heading').first().waitFor();
    expect(await page.locator('.used').first().textContent()).toMatch(/Ada\s+used\s+\/docker/);

    await page.keyboard.type('/docker name');
    const namespaces = page.getByRole('option', { name: /namespaces/i }).first();
    await namespaces.waitFor();
    const offered = await page.getByRole('option').allTextContents();
    const at = offered.findIndex((label) => /namespaces/i.test(label));
    for (let step = 0; step < at; step++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.locator('.content .md-heading', { hasText: /namespaces/i }).waitFor();
  });

  it('takes a quiz to its end with the keyboard alone', async () => {
    const page = await stage.open('Ada');
    await typeLine(page, '/quiz questions: 2');
    await page.getByRole('heading', { name: 'Question 1 of 2' }).waitFor();
    // From the line back to the question.
    await page.keyboard.press('Shift+Tab');
    for (let back = 0; back < 12; back++) {
      if (await page.evaluate('document.activeElement.closest(".components") !== null')) break;
      await page.keyboard.press('Shift+Tab');
    }
    for (const [asked, told, on] of [
      ['Question 1 of 2', '1 of 2', 'Next question'],
      ['Question 2 of 2', '2 of 2', 'See how it went'],
    ] as const) {
      await page.getByRole('heading', { name: asked }).waitFor();
      await answerByKeyboard(page);
      await page.getByRole('heading', { name: new RegExp(`· ${told}`) }).waitFor();
      await expect.poll(() => focused(page)).toBe(on);
      await page.keyboard.press('Enter');
    }
    await page.getByRole('heading', { name: /of 2 right/ }).waitFor();
  });

  /** The first answer, whether it is a button or, where several are to be chosen, a menu. */
  async function answerByKeyboard(page: Page): Promise<void> {
    // The focus follows a moment after the message has changed.
    await expect.poll(() => page.evaluate('document.activeElement.closest(".components") !== null')).toBe(true);
    const isTyped = String(await focused(page)).includes('Type your answer');
    await page.keyboard.press('Enter');
    if (isTyped) {
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('docker ps');
      return page.keyboard.press('Enter');
    }
    if ((await page.locator('.select-confirm').count()) === 0) return;
    const count = Number(/Choose (\d)/.exec((await page.locator('.select-confirm').textContent()) ?? '')?.[1] ?? 1);
    for (let chosen = 0; chosen < count; chosen++) {
      await page.keyboard.press(' ');
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
  }

  it('shows two members each other’s public messages live, and both on the leaderboard', async () => {
    const ada = await stage.open('Ada');
    const ben = await stage.open('Ben');
    await composer(ben).click();
    await ben.keyboard.type('Who is up for a quiz?');
    await ben.keyboard.press('Enter');
    await ada.locator('.content', { hasText: 'Who is up for a quiz?' }).waitFor();

    for (const page of [ada, ben]) {
      // Enough that somebody gets one right by always taking the first answer.
      await typeLine(page, '/quiz questions: 8');
      await answerAll(page);
    }
    await typeLine(ada, '/leaderboard');
    const board = ben.locator('.embed', { hasText: 'Leaderboard' });
    await board.waitFor();
    expect(await board.textContent()).toMatch(/@Ada|@Ben/);
  });

  async function answerAll(page: Page): Promise<void> {
    // A page in the background is drawn seldom.
    await page.bringToFront();
    for (;;) {
      const question = page.locator('.message', { hasText: 'Only you can see this' }).last();
      await question.locator('.action-row').first().waitFor();
      const menu = question.locator('.select-button');
      const wantsTyping = (await question.getByRole('button', { name: 'Type your answer' }).count()) > 0;
      if (await menu.count()) {
        await menu.click();
        const [, count = '1'] =
          /Choose (\d)/.exec((await question.locator('.select-confirm').textContent()) ?? '') ?? [];
        for (let index = 0; index < Number(count); index++) await question.getByRole('option').nth(index).click();
        await question.getByRole('button', { name: 'Confirm' }).click();
      } else {
        await question.locator('.action-row .button').first().click();
        if (wantsTyping) {
          await page.getByRole('dialog').getByRole('textbox').fill('docker ps');
          await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
        }
      }
      const on = question.getByRole('button', { name: /^(Next question|See how it went)$/ });
      await on.waitFor();
      const isLast = (await on.textContent())?.includes('See') ?? false;
      await on.click();
      if (isLast) return page.getByRole('heading', { name: /of 8 right/ }).waitFor();
      await on.waitFor({ state: 'detached' });
    }
  }

  it('shows a private reply to nobody else', async () => {
    const ada = await stage.open('Ada');
    const ben = await stage.open('Ben');
    await typeLine(ada, '/docker topic: network private: True');
    await ada.locator('.private').waitFor();
    await typeLine(ben, '/docker topic: volumes');
    await ben.locator('.content').first().waitFor();
    expect(await ben.locator('.private').count()).toBe(0);
    expect(await ben.locator('.message').count()).toBe(1);

    await ada.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(() => ada.locator('.private').count()).toBe(0);
  });

  it('brings the daily question when the clock is moved, and one for every day of a longer way', async () => {
    const olga = await stage.open('Olga Organiser');
    expect(await olga.getByRole('button', { name: 'Next daily question' }).isDisabled()).toBe(true);
    await typeLine(olga, '/daily setup channel: #general time: 09:00 timezone: UTC');
    await olga.locator('.embed').first().waitFor();
    const ada = await stage.open('Ada');
    const before = await clockOf(ada);

    await olga.getByRole('button', { name: 'Next daily question' }).click();
    const questions = ada.locator('.embed-title', { hasText: /question of the day/i });
    await questions.first().waitFor();
    expect(await questions.count()).toBe(1);
    await olga.getByRole('button', { name: '+1 day' }).click();
    await expect.poll(() => questions.count()).toBe(2);
    await expect.poll(async () => (await clockOf(ada)) - before).toBeGreaterThan(DAY_MS);
    await expect.poll(() => ada.locator('.day').count()).toBeGreaterThan(1);
  });

  it('shows the request behind a message, and a refusal in words', async () => {
    const page = await stage.open('Ada');
    await typeLine(page, '/leaderboard');
    await page.locator('.embed').waitFor();
    await page.getByRole('button', { name: /^Requests behind/ }).click();
    const panel = page.getByRole('complementary', { name: 'What the bot sent' });
    await panel.getByText('/callback').waitFor();
    expect(await panel.textContent()).toContain('"title": "Leaderboard');

    // What no bot may do, done with the bot's own token.
    const { apiUrl, token, demo } = stage.ground.playground.discord;
    await fetch(`${apiUrl}/v10/channels/${demo.channel}/messages`, {
      method: 'POST',
      headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ content: 'x'.repeat(2001) }),
    });
    await panel.getByRole('button', { name: 'Show the latest' }).click();
    await panel.getByText('Discord would refuse this:').waitFor();
    expect(await panel.textContent()).toContain('2000');
  });
});
