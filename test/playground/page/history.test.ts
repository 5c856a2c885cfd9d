import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium } from './browser.ts';
import { useStage } from './stage.ts';

const PHONE = { viewport: { width: 390, height: 780 }, hasTouch: true };

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const channel = (page: Page, name: string) => page.locator('.channel', { hasText: name });

describe.skipIf(!hasChromium)('the browser’s Back', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('leads to the channel before, and Forward to the one after', async () => {
    const page = await stage.open('Ada');
    await channel(page, 'quiz').click();
    await heading(page, 'quiz').waitFor();
    await channel(page, 'announcements').click();
    await heading(page, 'announcements').waitFor();
    await page.goBack();
    await heading(page, 'quiz').waitFor();
    await page.goBack();
    await heading(page, 'general').waitFor();
    await page.goForward();
    await heading(page, 'quiz').waitFor();
  });

  it('leads to the member whom one was before', async () => {
    const page = await stage.open('Ada');
    await page.getByRole('button', { name: /You are Ada/ }).click();
    await page.locator('.person', { hasText: 'Ben' }).click();
    await page.getByRole('button', { name: /You are Ben/ }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: /You are Ada/ }).waitFor();
    await heading(page, 'general').waitFor();
  });

  it('closes what lies over the messages of a phone first', async () => {
    const page = await stage.open('Ada', PHONE);
    const menu = page.getByRole('button', { name: 'Servers and channels' });
    await menu.tap();
    await channel(page, 'quiz').tap();
    await heading(page, 'quiz').waitFor();

    await menu.tap();
    await page.locator('.sidebar.is-open').waitFor();
    await page.goBack();
    await page.locator('.sidebar.is-open').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Members' }).tap();
    await page.locator('.panel').waitFor();
    await page.goBack();
    await page.locator('.panel').waitFor({ state: 'detached' });
    expect(await heading(page, 'quiz').count()).toBe(1);

    // What was closed by hand needs no step back.
    await menu.tap();
    await page.locator('.sidebar.is-open').waitFor();
    await page.touchscreen.tap(380, 400);
    await page.locator('.sidebar.is-open').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('history.state')).toBe(null);
    await page.goBack();
    await heading(page, 'general').waitFor();
  });
});
