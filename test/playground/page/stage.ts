/** What a file of browser tests is played on: one browser and one build of the page, and a new playground for each test. */
import { rmSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { FIXTURE_PACKS } from '../../helpers/app.ts';
import { type Ground, type GroundOptions, buildPage, launch, openAs, openGround } from './browser.ts';

// How long an answer of the bot may take is not what these tests are about: a busy machine must not fail them.
const PATIENCE_MS = 20_000;

export interface Stage {
  readonly ground: Ground;
  /** the page as a member, in a browser of its own when there are options */
  open(name: string, options?: BrowserContextOptions): Promise<Page>;
  /** a playground with other packs in place of this test's */
  change(options: Omit<GroundOptions, 'pageFolder'>): Promise<void>;
  /** a message of the bot's, as it would send it to Discord */
  post(channelId: string, body: unknown): Promise<{ id: string }>;
}

/** Call it within `describe`. The small pack of the tests is there, which starts faster than the real ones. */
export function useStage(): Stage {
  let pageFolder: string;
  let browser: Browser;
  let context: BrowserContext;
  let ground: Ground;
  let complaints: string[];
  const opened: BrowserContext[] = [];

  async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const made = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    made.on('weberror', (error) => complaints.push(error.error().message));
    made.on('console', (message) => {
      // A server that restarts is missed for a moment.
      const isExpected = /WebSocket|ERR_CONNECTION_|ERR_EMPTY_RESPONSE/.test(message.text());
      if (message.type() === 'error' && !isExpected) complaints.push(`${message.text()} ${message.location().url}`);
    });
    opened.push(made);
    return made;
  }
  const open = (options: Omit<GroundOptions, 'pageFolder'>) =>
    openGround({ pageFolder, responseTimeoutMs: PATIENCE_MS, ...options });

  beforeAll(async () => {
    [pageFolder, browser] = await Promise.all([buildPage(), launch()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(pageFolder, { recursive: true });
  });
  beforeEach(async () => {
    complaints = [];
    [ground, context] = await Promise.all([open({ packsFolder: FIXTURE_PACKS }), newContext()]);
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    await ground.close();
    // Nothing that the browser refused or that broke on the page.
    expect(complaints).toEqual([]);
  });

  return {
    get ground() {
      return ground;
    },
    open: async (name, options) => openAs(options ? await newContext(options) : context, ground, name),
    async change(options) {
      await ground.close();
      ground = await open(options);
    },
    async post(channelId, body) {
      const { apiUrl, token } = ground.playground.discord;
      const response = await fetch(`${apiUrl}/v10/channels/${channelId}/messages`, {
        method: 'POST',
        headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as { id: string };
    },
  };
}

/** What has the keyboard: the name of its element, and what it is called. */
export function focusOn(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const { tagName, name, ariaLabel, textContent } = document.activeElement;
    return tagName.toLowerCase() + ': ' + (ariaLabel ?? (name || textContent.trim().slice(0, 40)));
  })()`);
}
