/** What a file of browser tests is played on: one browser and one build of the page, and a new playground for each test. */
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { FIXTURE_PACKS } from '../../helpers/app.ts';
import { type Window, builtPage, giveBack, openAs, takePage, theBrowser } from './browser.ts';
import { type Ground, type GroundOptions, openGround } from './ground.ts';

// How long an answer of the bot may take is not what these tests are about: a busy machine must not fail them.
const PATIENCE_MS = 20_000;

export interface Stage {
  readonly ground: Ground;
  /** the page as a member */
  open(name: string, window?: Window): Promise<Page>;
  /** a playground with other packs in place of this test's */
  change(options: Omit<GroundOptions, 'pageFolder'>): Promise<void>;
  /** a message of the bot's, as it would send it to Discord, with a picture or without */
  post(channelId: string, body: unknown, picture?: Uint8Array): Promise<{ id: string }>;
  /** changes one of the bot's messages */
  patch(channelId: string, messageId: string, body: unknown): Promise<void>;
}

/** Call it within `describe`. @param packsFolder the small pack of the tests, which starts faster than the real ones */
export function useStage(packsFolder = FIXTURE_PACKS): Stage {
  let pageFolder: string;
  let ground: Ground;

  const open = (options: Omit<GroundOptions, 'pageFolder'>) =>
    openGround({ pageFolder, responseTimeoutMs: PATIENCE_MS, ...options });

  beforeAll(async () => {
    [pageFolder] = await Promise.all([builtPage(), theBrowser()]);
  }, 60_000);
  beforeEach(async () => {
    ground = await open({ packsFolder });
  });
  afterEach(async () => {
    const complaints = await giveBack();
    await ground.close();
    // Nothing that the browser refused or that broke on the page.
    expect(complaints).toEqual([]);
  });

  return {
    get ground() {
      return ground;
    },
    open: async (name, window = {}) => openAs(await takePage(window), ground, name),
    async change(options) {
      await ground.close();
      ground = await open(options);
    },
    async post(channelId, body, picture) {
      const { apiUrl, token } = ground.playground.discord;
      const form = new FormData();
      form.set('payload_json', JSON.stringify(body));
      if (picture) form.set('files[0]', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'picture.png');
      const response = await fetch(`${apiUrl}/v10/channels/${channelId}/messages`, {
        method: 'POST',
        headers: { Authorization: `Bot ${token}` },
        body: form,
      });
      return (await response.json()) as { id: string };
    },
    async patch(channelId, messageId, body) {
      const { apiUrl, token } = ground.playground.discord;
      await fetch(`${apiUrl}/v10/channels/${channelId}/messages/${messageId}`, {
        method: 'PATCH',
        headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
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
