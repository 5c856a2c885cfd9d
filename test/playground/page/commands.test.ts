import { describe, expect, it, onTestFinished } from 'vitest';
import { composer, hasChromium, newContext, openAs } from './browser.ts';
import { useStage } from './stage.ts';

describe.skipIf(!hasChromium)('a command that is typed', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('lists the commands that this member may use, and fills in options one by one', async () => {
    const ada = await stage.open('Ada');
    await ada.keyboard.press('/');
    await ada.getByRole('option', { name: /^\/quiz/ }).waitFor();
    expect(await ada.getByRole('option', { name: /^\/daily/ }).count()).toBe(0);

    const olga = await stage.open('Olga Organiser');
    await olga.keyboard.press('/');
    await olga.keyboard.type('daily set');
    await olga.getByRole('option', { name: /^\/daily setup/ }).waitFor();
    await olga.keyboard.press('Tab');
    await olga.getByRole('option', { name: /^channel/ }).waitFor();
    await olga.keyboard.type('channel: ');
    await olga.getByRole('option', { name: /^#general/ }).waitFor();
    await olga.keyboard.type('gen');
    await olga.keyboard.press('Enter');
    await olga.keyboard.type('time: 09:00');
    expect(await olga.getByRole('combobox', { name: 'channel' }).inputValue()).toBe('#general');
    expect(await olga.getByRole('combobox', { name: 'time', exact: true }).inputValue()).toBe('09:00');
    await olga.keyboard.press('Escape');
    await olga.keyboard.press('Escape');
    expect(await composer(olga).inputValue()).toBe('');
  });

  /** A page whose list of commands comes when what is held is released. */
  async function withSlowCommands() {
    const held: (() => void)[] = [];
    const slow = await newContext({ bypassCSP: true });
    onTestFinished(() => slow.close());
    await slow.routeWebSocket(/socket/, (page) => {
      const server = page.connectToServer();
      page.onMessage((message) => {
        if (String(message).includes('"call":"commands"')) held.push(() => server.send(message));
        else server.send(message);
      });
    });
    return { page: await slow.newPage(), held };
  }

  it('understands a line typed in one go, wherever in it the commands arrive', async () => {
    const line = '/daily setup channel: #general time: 09:00 timezone: UTC days: weekdays';
    const { page, held } = await withSlowCommands();
    for (const at of ['channel: #gen', 'channel: #general ', '09:00 ', 'timez']) {
      const typed = line.slice(0, line.indexOf(at, 12) + at.length);
      await page.goto('about:blank');
      await openAs(page, stage.ground, 'Olga Organiser');
      await composer(page).click();
      await page.keyboard.type(typed);
      await expect.poll(() => held.length).toBeGreaterThan(0);
      for (const release of held.splice(0)) release();
      await page.locator('.command-name').waitFor();
      await page.keyboard.type(line.slice(typed.length));
      const fields = await page
        .locator('.field-chip input')
        .evaluateAll((inputs) => inputs.map((input) => (input as { value?: string }).value));
      expect([typed, ...fields.map((value) => value?.trim())]).toEqual([typed, '#general', '09:00', 'UTC', 'weekdays']);
    }
  });

  it('lists no other commands than what was typed while they were on their way, from the first slash on', async () => {
    const { page, held } = await withSlowCommands();
    await openAs(page, stage.ground, 'Olga Organiser');
    await page.keyboard.press('/');
    await page.keyboard.type('daily set');
    expect(await composer(page).inputValue()).toBe('/daily set');
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const release of held) release();
    await page.getByRole('option', { name: /^\/daily setup/ }).waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
    expect(held).toHaveLength(1);
    expect(await composer(page).inputValue()).toBe('/daily set');
  });

  it('keeps the list closed that Escape closed, when the commands arrive after that', async () => {
    const { page, held } = await withSlowCommands();
    await openAs(page, stage.ground, 'Ada');
    await composer(page).click();
    await page.keyboard.type('/leaderboard');
    await page.keyboard.press('Escape');
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const release of held.splice(0)) release();
    await page.waitForTimeout(300);
    expect(await page.getByRole('option').count()).toBe(0);
  });

  it('says which option is missing instead of sending', async () => {
    const page = await stage.open('Ada');
    await composer(page).click();
    await page.keyboard.type('/git ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('topic is required').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.type('/quiz questions: many');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('questions: a number').waitFor();
  });

  it('says that a text is too long instead of sending it, and keeps the line', async () => {
    const page = await stage.open('Ada');
    await composer(page).click();
    await page.keyboard.type('/git topic: ');
    await page.keyboard.insertText('n'.repeat(301));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('topic: at most 300 characters').waitFor();
    expect(await page.getByRole('combobox', { name: 'topic' }).inputValue()).toHaveLength(301);
    expect(await page.locator('.message').count()).toBe(0);
  });
});
