import { describe, expect, it } from 'vitest';
import { copyPack } from '../../helpers/packs.ts';
import { hasChromium, typeLine } from './browser.ts';
import { focusOn, useStage } from './stage.ts';

const TYPED = `- id: merge-abort
  kind: command
  difficulty: applying
  objective: '1.02'
  question: A merge has conflicts. Give it up.
  answers: [git merge --abort]
  why: It goes back to where the merge began.
`;

describe.skipIf(!hasChromium)('the keyboard’s place on the page', { timeout: 90_000 }, () => {
  const stage = useStage();

  /** A question whose answer is typed into a form, and the keyboard on the button that opens it. */
  async function openTypedQuestion() {
    const pack = copyPack();
    pack.write('questions/merge.yaml', TYPED);
    await stage.change({ packsFolder: pack.packsFolder });
    const page = await stage.open('Ada');
    await typeLine(page, '/quiz topic: Merging questions: 1');
    await page.getByRole('button', { name: 'Type your answer' }).focus();
    return page;
  }

  it('is the first field of a form that opens, and Enter sends what was typed', async () => {
    const page = await openTypedQuestion();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await focusOn(page)).toBe('input: text');
    await page.keyboard.type('git merge --abort');
    await page.keyboard.press('Enter');
    // This pack has no grammar to judge by, but the form has arrived.
    await page.locator('.embed', { hasText: 'I cannot judge typed answers' }).waitFor();
  });

  it('goes back to the message when a form is sent or put away', async () => {
    const page = await openTypedQuestion();
    for (const end of ['Close', 'Cancel', 'Escape', 'Submit']) {
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('git merge --abort');
      if (end === 'Escape') await page.keyboard.press('Escape');
      else await page.getByRole('dialog').getByRole('button', { name: end }).press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expect.poll(() => focusOn(page), { message: end }).toMatch(/^button: .*Type your answer/);
    }
  });

  it('goes to the text field when a message is dismissed, and that is said', async () => {
    const page = await stage.open('Ada');
    await typeLine(page, '/git topic: branch private: True');
    await page.getByRole('button', { name: 'Dismiss message' }).press('Enter');
    await page.getByRole('status').getByText('The message was dismissed.').waitFor({ state: 'attached' });
    await expect.poll(() => focusOn(page)).toBe('input: Message #general');
  });

  it('stays on a button when the playground is away for a moment', async () => {
    const page = await stage.open('Ada');
    await typeLine(page, '/git topic: branch');
    const button = page.getByRole('button', { name: 'Commits' });
    await button.focus();
    await stage.ground.pause(async () => {
      await page.locator('.notice', { hasText: 'The playground is not running' }).waitFor();
    });
    await page.locator('.notice').waitFor({ state: 'detached' });
    await stage.post(stage.ground.playground.discord.demo.channel, { content: 'Here again' });
    await page.locator('.content', { hasText: 'Here again' }).waitFor();
    expect(await focusOn(page)).toBe('button: Commits');
  });

  it('chooses several from a menu with Enter, and leaves none out', async () => {
    const page = await stage.open('Ada');
    const { demo } = stage.ground.playground.discord;
    const options = ['casa', 'mano', 'día'].map((label, index) => ({ label, value: `${index}` }));
    const menu = { type: 3, custom_id: 'menu', placeholder: 'Choose', min_values: 1, max_values: 3, options };
    await stage.post(demo.channel, { content: 'Which?', components: [{ type: 1, components: [menu] }] });
    const button = page.getByRole('combobox', { name: 'Choose' });
    await button.focus();
    for (const key of ['ArrowDown', 'Enter', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('combobox', { name: 'Choose: casa, mano', expanded: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Choose: casa, mano', expanded: false }).waitFor();
  });
});
