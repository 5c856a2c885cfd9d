import { describe, expect, it } from 'vitest';
import { FIXTURE_PACKS } from '../../helpers/app.ts';
import { clockOf, composer, hasChromium, sayLine, typeLine } from './browser.ts';
import { useStage } from './stage.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe.skipIf(!hasChromium)('a bot or a playground that is away', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('says that a command is on its way, and that the application did not respond', async () => {
    await stage.change({ packsFolder: FIXTURE_PACKS, responseTimeoutMs: 1500 });
    const page = await stage.open('Ada');
    stage.ground.playground.discord.faults.failNext({ path: /callback/ }, { status: 500 }, 20);
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

  it('has everything again after a restart, and nothing after starting over', async () => {
    const page = await stage.open('Ada');
    await typeLine(page, '/leaderboard');
    await page.locator('.embed').waitFor();
    const first = await clockOf(page);
    await page.getByRole('button', { name: '+1 day' }).click();
    await expect.poll(async () => (await clockOf(page)) - first).toBeGreaterThanOrEqual(DAY_MS);
    const before = await clockOf(page);
    await stage.ground.restart();
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
    await page.locator('.content').waitFor();
  });

  it('says that the playground is away, keeps what was typed, and takes that back when it is there again', async () => {
    const page = await stage.open('Ada');
    const said = page.getByText('The playground cannot be reached right now.');
    await stage.ground.pause(async () => {
      await page.locator('.notice', { hasText: 'The playground is not running' }).waitFor();
      await sayLine(page, 'Is anybody there?');
      await said.first().waitFor();
    });
    await expect.poll(() => said.count()).toBe(0);
    expect(await composer(page).inputValue()).toBe('Is anybody there?');
  });
});
