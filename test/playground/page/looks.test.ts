import { describe, expect, it } from 'vitest';
import { hasChromium } from './browser.ts';
import { useStage } from './stage.ts';

describe.skipIf(!hasChromium)('what the page looks like', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('has discs before the items of a list, and circles one level below', async () => {
    const page = await stage.open('Ada');
    const { demo } = stage.ground.playground.discord;
    await stage.post(demo.channel, { content: '- one\n  - inner\n- two\n\n1. first\n  - inner' });
    await page.locator('.markdown ol').waitFor();
    const bullets = await page.evaluate(
      `[...document.querySelectorAll('.markdown ul')].map((list) => getComputedStyle(list).listStyleType)`,
    );
    expect(bullets).toEqual(['disc', 'circle', 'circle']);
  });
});
