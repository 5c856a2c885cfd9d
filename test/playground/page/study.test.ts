import { rmSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyPack } from '../../helpers/packs.ts';
import {
  type Ground,
  buildPage,
  composer,
  hasChromium,
  launch,
  openAs,
  openGround,
  seriousViolations,
  typeLine,
} from './browser.ts';

// How long an answer of the bot may take is not what these tests are about: a busy machine must not fail them.
const PATIENCE_MS = 20_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What of an element's measures is looked at; the tests have no types of the browser. */
interface Box {
  clientWidth: number;
  clientHeight: number;
  scrollHeight: number;
  scrollTop: number;
  getBoundingClientRect(): Record<'top' | 'bottom', number>;
}

/** What the page's clock shows, in UTC milliseconds. */
async function clockOf(page: Page): Promise<number> {
  return Date.parse((await page.locator('.clock-now').getAttribute('datetime')) ?? '');
}

function createTallPicture(): Uint8Array {
  return new Resvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><rect width="300" height="400"/></svg>',
  )
    .render()
    .asPng();
}

describe.skipIf(!hasChromium)('the playground in a browser', { timeout: 90_000 }, () => {
  let pageFolder: string;
  let browser: Browser;
  let context: BrowserContext;
  let ground: Ground;
  let complaints: string[];

  beforeAll(async () => {
    [pageFolder, browser] = await Promise.all([buildPage(), launch()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(pageFolder, { recursive: true });
  });
  beforeEach(async () => {
    complaints = [];
    [ground, context] = await Promise.all([openGround({ pageFolder, responseTimeoutMs: PATIENCE_MS }), newContext()]);
  });
  afterEach(async () => {
    await context.close();
    await ground.close();
    // Nothing that the browser refused or that broke on the page.
    expect(complaints).toEqual([]);
  });

  async function newContext(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
    const made = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    made.on('weberror', (error) => complaints.push(error.error().message));
    made.on('console', (message) => {
      // A server that restarts is missed for a moment, also by a picture that was just to be fetched.
      const isExpected = /WebSocket|ERR_CONNECTION_|ERR_EMPTY_RESPONSE/.test(message.text());
      if (message.type() === 'error' && !isExpected) complaints.push(`${message.text()} ${message.location().url}`);
    });
    return made;
  }

  const focused = (page: Page) => page.evaluate('document.activeElement.textContent.trim()');

  it('looks a topic up with /docker network typed in one go, and with a suggestion of the bot', async () => {
    const page = await openAs(context, ground, 'Ada');
    await composer(page).click();
    await page.keyboard.type('/docker network');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.locator('.embed-title').first().waitFor();
    expect(await page.locator('.used').first().textContent()).toMatch(/Ada\s+used\s+\/docker/);

    await page.keyboard.type('/docker name');
    const namespaces = page.getByRole('option', { name: /namespaces/i }).first();
    await namespaces.waitFor();
    const offered = await page.getByRole('option').allTextContents();
    const at = offered.findIndex((label) => /namespaces/i.test(label));
    for (let step = 0; step < at; step++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.locator('.embed-title', { hasText: /namespaces/i }).waitFor();
  });

  it('lists the commands that this member may use, and fills in options one by one', async () => {
    const ada = await openAs(context, ground, 'Ada');
    await ada.keyboard.press('/');
    await ada.getByRole('option', { name: /^\/quiz/ }).waitFor();
    expect(await ada.getByRole('option', { name: /^\/daily/ }).count()).toBe(0);

    const olga = await openAs(context, ground, 'Olga Organiser');
    await olga.keyboard.press('/');
    await olga.keyboard.type('daily set');
    await olga.getByRole('option', { name: /^\/daily setup/ }).waitFor();
    await olga.keyboard.press('Tab');
    await olga.getByRole('option', { name: /^#general/ }).waitFor();
    await olga.keyboard.type('gen');
    await olga.keyboard.press('Enter');
    await olga.keyboard.type('09:00');
    expect(await olga.getByRole('combobox', { name: 'channel' }).inputValue()).toBe('#general');
    expect(await olga.getByRole('combobox', { name: 'time', exact: true }).inputValue()).toBe('09:00');
    await olga.keyboard.press('Escape');
    await olga.keyboard.press('Escape');
    expect(await composer(olga).inputValue()).toBe('');
  });

  /** A page whose list of commands comes when `release` is called. */
  async function openWithSlowCommands(name: string) {
    const held: (() => void)[] = [];
    const slow = await newContext({ bypassCSP: true });
    await slow.routeWebSocket(/socket/, (page) => {
      const server = page.connectToServer();
      page.onMessage((message) => {
        if (String(message).includes('"call":"commands"')) held.push(() => server.send(message));
        else server.send(message);
      });
    });
    const page = await openAs(slow, ground, name);
    return { slow, page, held };
  }

  it('understands a line typed in one go, wherever in it the commands arrive', async () => {
    const line = '/daily setup channel: #general time: 09:00 timezone: UTC days: weekdays';
    for (const at of ['channel: #gen', 'channel: #general ', '09:00 ', 'timez']) {
      const typed = line.slice(0, line.indexOf(at, 12) + at.length);
      const { slow, page, held } = await openWithSlowCommands('Olga Organiser');
      await composer(page).click();
      await page.keyboard.type(typed);
      await expect.poll(() => held.length).toBeGreaterThan(0);
      for (const release of held) release();
      await page.locator('.command-name').waitFor();
      await page.keyboard.type(line.slice(typed.length));
      const fields = await page
        .locator('.field-chip input')
        .evaluateAll((inputs) => inputs.map((input) => (input as { value?: string }).value));
      expect([typed, ...fields.map((value) => value?.trim())]).toEqual([typed, '#general', '09:00', 'UTC', 'weekdays']);
      await slow.close();
    }
  });

  it('lists no other commands than what was typed while they were on their way, from the first slash on', async () => {
    const { slow, page, held } = await openWithSlowCommands('Olga Organiser');
    await page.keyboard.press('/');
    await page.keyboard.type('daily set');
    expect(await composer(page).inputValue()).toBe('/daily set');
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const release of held) release();
    await page.getByRole('option', { name: /^\/daily setup/ }).waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
    expect(held).toHaveLength(1);
    expect(await composer(page).inputValue()).toBe('/daily set');
    await slow.close();
  });

  it('keeps the list closed that Escape closed, when the commands arrive after that', async () => {
    const { slow, page, held } = await openWithSlowCommands('Ada');
    await composer(page).click();
    await page.keyboard.type('/leaderboard');
    await page.keyboard.press('Escape');
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const release of held.splice(0)) release();
    await page.waitForTimeout(300);
    expect(await page.getByRole('option').count()).toBe(0);
    await slow.close();
  });

  it('says which option is missing instead of sending', async () => {
    const page = await openAs(context, ground, 'Ada');
    await composer(page).click();
    await page.keyboard.type('/docker ');
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
    const page = await openAs(context, ground, 'Ada');
    await composer(page).click();
    await page.keyboard.type('/docker topic: ');
    await page.keyboard.insertText('n'.repeat(301));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('topic: at most 300 characters').waitFor();
    expect(await page.getByRole('combobox', { name: 'topic' }).inputValue()).toHaveLength(301);
    expect(await page.locator('.message').count()).toBe(0);
  });

  it('takes a quiz to its end with the keyboard alone', async () => {
    const page = await openAs(context, ground, 'Ada');
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
    const ada = await openAs(context, ground, 'Ada');
    const ben = await openAs(context, ground, 'Ben');
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
    const ada = await openAs(context, ground, 'Ada');
    const ben = await openAs(context, ground, 'Ben');
    await typeLine(ada, '/docker topic: network private: True');
    await ada.locator('.private').waitFor();
    await typeLine(ben, '/docker topic: volumes');
    await ben.locator('.embed').first().waitFor();
    expect(await ben.locator('.private').count()).toBe(0);
    expect(await ben.locator('.embed').count()).toBe(1);

    await ada.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(() => ada.locator('.private').count()).toBe(0);
  });

  it('brings the daily question when the clock is moved, and one for every day of a longer way', async () => {
    const olga = await openAs(context, ground, 'Olga Organiser');
    expect(await olga.getByRole('button', { name: 'Next daily question' }).isDisabled()).toBe(true);
    await typeLine(olga, '/daily setup channel: #general time: 09:00 timezone: UTC');
    await olga.locator('.embed').first().waitFor();
    const ada = await openAs(context, ground, 'Ada');
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

  it('says that a command is on its way, and that the application did not respond', async () => {
    await ground.close();
    ground = await openGround({ pageFolder, responseTimeoutMs: 1500 });
    const page = await openAs(context, ground, 'Ada');
    ground.playground.discord.faults.failNext({ path: /callback/ }, { status: 500 }, 20);
    await typeLine(page, '/leaderboard');
    await page.getByText('Sending command…').waitFor();
    await page.locator('.failure', { hasText: 'The application did not respond' }).waitFor();
    // It stands where it happened.
    await sayLine(page, 'Later');
    await page.locator('.content', { hasText: 'Later' }).waitFor();
    expect(await page.locator('.message').first().textContent()).toContain('did not respond');
    expect(await page.locator('.message').last().textContent()).toContain('Later');
    await page.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(() => page.locator('.failure').count()).toBe(0);
  });

  it('shows the request behind a message, and a refusal in words', async () => {
    const page = await openAs(context, ground, 'Ada');
    await typeLine(page, '/leaderboard');
    await page.locator('.embed').waitFor();
    await page.getByRole('button', { name: /^Requests behind/ }).click();
    const panel = page.getByRole('complementary', { name: 'What the bot sent' });
    await panel.getByText('/callback').waitFor();
    expect(await panel.textContent()).toContain('"title": "Leaderboard');

    // What no bot may do, done with the bot's own token.
    const { apiUrl, token, demo } = ground.playground.discord;
    await fetch(`${apiUrl}/v10/channels/${demo.channel}/messages`, {
      method: 'POST',
      headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ content: 'x'.repeat(2001) }),
    });
    await panel.getByRole('button', { name: 'Show the latest' }).click();
    await panel.getByText('Discord would refuse this:').waitFor();
    expect(await panel.textContent()).toContain('2000');
  });

  it('has everything again after a restart, and nothing after starting over', async () => {
    const page = await openAs(context, ground, 'Ada');
    await typeLine(page, '/leaderboard');
    await page.locator('.embed').waitFor();
    const first = await clockOf(page);
    await page.getByRole('button', { name: '+1 day' }).click();
    await expect.poll(async () => (await clockOf(page)) - first).toBeGreaterThanOrEqual(DAY_MS);
    const before = await clockOf(page);
    await ground.restart();
    await page.locator('.notice', { hasText: 'The playground is not running' }).waitFor({ state: 'detached' });
    await page.locator('.embed').waitFor();
    // It went on meanwhile, at its own pace.
    const passed = (await clockOf(page)) - before;
    expect(passed).toBeGreaterThanOrEqual(0);
    expect(passed).toBeLessThan(5 * MINUTE_MS);
    await typeLine(page, '/profile');
    await expect.poll(() => page.locator('.embed').count()).toBe(2);

    await page.getByRole('button', { name: 'Start over', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
    await page.getByText('Try first').waitFor();
    expect(await page.locator('.embed').count()).toBe(0);
    await page.locator('.example').first().click();
    await page.locator('.embed').waitFor();
  });

  it('shows a pack again as soon as it is saved, mistakes with file and line, and hostile text as text', async () => {
    const pack = copyPack();
    await ground.close();
    ground = await openGround({ pageFolder, packsFolder: pack.packsFolder });
    const page = await openAs(context, ground, 'Ada');
    await typeLine(page, '/git topic: branch');
    await page.locator('.embed', { hasText: 'A branch is a movable name' }).waitFor();
    const hostile =
      '<img src=x onerror="document.title=1"><script>document.title=2</script> [here](javascript:alert(1))';
    pack.edit('topics/branch.md', 'A branch is a movable name for a commit.', hostile);
    await page.locator('.notice', { hasText: 'was saved and loaded' }).waitFor();
    await page.getByRole('button', { name: 'Show this topic: Branches' }).click();
    const shown = page.locator('.embed', { hasText: 'onerror' });
    await shown.waitFor();
    expect(await shown.locator('img, script, a').count()).toBe(0);
    expect(await shown.textContent()).toContain('<script>document.title=2</script>');
    expect(await page.title()).toContain('Studyhall playground');

    pack.edit('topics/branch.md', 'domain: history', 'domain: nowhere');
    await page.locator('.notice', { hasText: 'has mistakes' }).waitFor();
    expect(await page.locator('.problems').textContent()).toMatch(/branch\.md:\d+/);
    pack.edit('topics/branch.md', 'domain: nowhere', 'domain: history');
    await expect.poll(() => page.locator('.problems').count()).toBe(0);

    const other = await openAs(context, ground, 'Ben');
    await page.bringToFront();
    pack.edit('topics/branch.md', hostile, 'A branch is a name.');
    await page.getByRole('button', { name: 'Show this topic: Branches' }).waitFor();
    await other.getByRole('button', { name: 'Start over', exact: true }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
    await page.getByText('Try first').waitFor();
    expect(await page.locator('.notice').count()).toBe(0);
  });

  it('switches the member in place, and keeps the channel', async () => {
    const page = await openAs(context, ground, 'Ada');
    await page.getByRole('button', { name: /You are Ada/ }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /You are Ben/ }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /You are Ben/ }).waitFor();
    expect(await page.getByRole('heading', { level: 2, name: 'general', exact: true }).count()).toBe(1);
  });

  for (const colorScheme of ['dark', 'light'] as const) {
    it(`has no serious fault that axe knows, ${colorScheme}`, async () => {
      const tolerant = await newContext({ colorScheme, bypassCSP: true });
      const page = await openAs(tolerant, ground, 'Olga Organiser');
      expect(await seriousViolations(page)).toEqual([]);
      await typeLine(page, '/docker topic: network');
      await page.locator('.embed').first().waitFor();
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
      await tolerant.close();
    });
  }

  it('keeps the header’s buttons in reach, however long the names are', async () => {
    const { world, demo } = ground.playground.discord;
    const words = 'Question of the day: User-defined bridge networks';
    const { id } = world.addChannel(demo.guild, words, { topic: `${words}, ${words}` });
    const page = await openAs(context, ground, 'Ada');
    await page.locator('.channel', { hasText: words }).click();
    await page.getByRole('heading', { level: 2, name: words, exact: true }).waitFor();
    expect(page.url()).toContain(id);
    expect(await page.locator('.panel-members').count()).toBe(1);
    for (const width of [1280, 1101, 1024, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      if (width === 390) await page.locator('.panel').getByRole('button', { name: 'Close' }).click();
      // Both ends of each button are what a click there meets.
      // On a phone the drawer and the panel move out of the way first.
      const hidden = () =>
        page.evaluate(`[...document.querySelectorAll('.header button')].filter((button) => {
        const { left, right, top, height, width } = button.getBoundingClientRect();
        return width > 0 && [left + 3, right - 3].some((x) => !button.contains(document.elementFromPoint(x, top + height / 2)));
      }).map((button) => button.textContent.trim() || button.ariaLabel)`);
      await expect.poll(hidden, { timeout: 3000, message: `at ${width} pixels` }).toEqual([]);
      expect(
        await page.locator('.header-name').evaluate((name) => (name as unknown as Box).clientWidth),
      ).toBeGreaterThan(90);
    }
  });

  it('stays at the end when a picture loads after its message', async () => {
    const held: (() => void)[] = [];
    await context.route('**/attachments/**', async (route) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    });
    const page = await openAs(context, ground, 'Ada');
    const { apiUrl, token, demo } = ground.playground.discord;
    const form = new FormData();
    const tall = createTallPicture();
    form.set('payload_json', JSON.stringify({ content: 'Look', attachments: [{ id: 0, filename: 'tall.png' }] }));
    form.set('files[0]', new Blob([new Uint8Array(tall)], { type: 'image/png' }), 'tall.png');
    for (let line = 0; line < 30; line++)
      ground.playground.discord.as(demo.organiser).say(demo.channel, `Line ${line}`);
    await page.locator('.content', { hasText: 'Line 29' }).waitFor();
    await fetch(`${apiUrl}/v10/channels/${demo.channel}/messages`, {
      method: 'POST',
      headers: { Authorization: `Bot ${token}` },
      body: form,
    });
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const release of held) release();
    const picture = page.locator('.embed-image img');
    await expect.poll(() => picture.evaluate((image) => (image as unknown as Box).clientHeight)).toBeGreaterThan(300);
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    // Who has gone up to read is left in peace.
    await page.locator('.scroller').evaluate((scroller) => void ((scroller as unknown as Box).scrollTop -= 400));
    await page.waitForTimeout(100);
    ground.playground.discord.as(demo.organiser).say(demo.channel, 'One more');
    await page.locator('.content', { hasText: 'One more' }).waitFor();
    expect(await fromEnd(page)).toBeGreaterThan(300);
  });

  /** Says something that is no command; there is no list of suggestions to put away. */
  async function sayLine(page: Page, line: string): Promise<void> {
    await composer(page).click();
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }

  const fromEnd = (page: Page) =>
    page.locator('.scroller').evaluate((element) => {
      const { scrollHeight, scrollTop, clientHeight } = element as unknown as Box;
      return scrollHeight - scrollTop - clientHeight;
    });

  it('says that the playground is away, keeps what was typed, and takes that back when it is there again', async () => {
    const page = await openAs(context, ground, 'Ada');
    const said = page.getByText('The playground cannot be reached right now.');
    await ground.pause(async () => {
      await page.locator('.notice', { hasText: 'The playground is not running' }).waitFor();
      await sayLine(page, 'Is anybody there?');
      await said.first().waitFor();
    });
    await expect.poll(() => said.count()).toBe(0);
    expect(await composer(page).inputValue()).toBe('Is anybody there?');
  });

  it('brings a menu that opens into sight on a phone, and marks its menu button when something is unread', async () => {
    const phone = await newContext({ viewport: { width: 390, height: 700 }, hasTouch: true });
    const page = await openAs(phone, ground, 'Ada');
    const { apiUrl, token, demo } = ground.playground.discord;
    const post = (channelId: string, body: unknown) =>
      fetch(`${apiUrl}/v10/channels/${channelId}/messages`, {
        method: 'POST',
        headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const options = Array.from({ length: 12 }, (_, index) => ({ label: `Choice ${index}`, value: `${index}` }));
    const menu = { type: 3, custom_id: 'menu', placeholder: 'Choose', min_values: 2, max_values: 3, options };
    for (let line = 0; line < 30; line++)
      ground.playground.discord.as(demo.organiser).say(demo.channel, `Line ${line}`);
    await post(demo.channel, { content: 'Which?', components: [{ type: 1, components: [menu] }] });
    await post(demo.channel, { content: 'And a message below it' });
    await page.locator('.content', { hasText: 'And a message below it' }).waitFor();
    await page.locator('.select-button').tap();
    const bottomOf = (selector: string, edge: 'top' | 'bottom') =>
      page
        .locator(selector)
        .evaluate((element, side) => (element as unknown as Box).getBoundingClientRect()[side], edge);
    await expect
      .poll(() => bottomOf('.select-confirm', 'bottom'))
      .toBeLessThanOrEqual(Number(await bottomOf('.foot', 'top')));
    expect(await bottomOf('.select-button', 'top')).toBeGreaterThan(Number(await bottomOf('.header', 'bottom')));

    const [ada = ''] = demo.members;
    await post(ground.playground.discord.as(ada).openDm(), { content: 'For you alone' });
    await page.getByRole('button', { name: 'Servers and channels, unread messages' }).waitFor();
    await page.locator('.header .unread-dot').waitFor();
    await phone.close();
  });

  it('works at the width of a phone', async () => {
    const phone = await newContext({ viewport: { width: 375, height: 700 }, hasTouch: true, bypassCSP: true });
    const page = await openAs(phone, ground, 'Ada');
    await page.locator('.example').first().tap();
    await page.locator('.embed').waitFor();
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBe(0);
    await page.getByRole('button', { name: 'Servers and channels' }).tap();
    await page.getByRole('button', { name: 'quiz', exact: true }).tap();
    await page.getByRole('heading', { name: 'Welcome to #quiz' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await phone.close();
  });
});
