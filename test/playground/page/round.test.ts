import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { startPacemaker } from '../../../src/round/pacemaker.ts';
import { answerAs } from '../../helpers/rounds.ts';
import { hasChromium, typeLine } from './browser.ts';
import { useStage } from './stage.ts';

describe.skipIf(!hasChromium)('a round on the page', { timeout: 90_000 }, () => {
  const stage = useStage();
  let stop = () => Promise.resolve();
  afterEach(() => stop());

  const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
  const shot = (page: Page, name: string) =>
    process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : undefined;

  it('is played by three members in three tabs, with a discussion', async () => {
    const { playground, app } = stage.ground;
    const { demo, world } = playground.discord;
    stop = startPacemaker(app);
    const ada = await stage.open('Ada', PHONE);
    const ben = await stage.open('Ben');
    const chidi = await stage.open('Chidi', { ...PHONE, colorScheme: 'light' });
    await typeLine(ada, '/round start questions: 3 discuss: True');
    await ben.getByRole('button', { name: 'Join' }).click();
    await chidi.getByRole('button', { name: 'Join' }).tap();
    const idOf = (name: string) => [...world.users].find(([, user]) => user.global_name === name)?.[0] ?? '';
    await ada.getByText(`and 1 more`).or(ada.getByText('@Chidi')).first().waitFor();
    await shot(ada, 'lobby');
    await ada.getByRole('button', { name: 'Start now' }).tap();
    const question = chidi.locator('.message', { hasText: 'Question 1 of 3' });
    await question.waitFor();
    answerAs(app, demo.channel, idOf('Ada'), true);
    answerAs(app, demo.channel, idOf('Ben'), false);
    await question.getByText('2 have answered').first().waitFor();
    await question.locator('.components button').first().tap();
    await chidi
      .getByText(/Your answer is in|Your answer so far/)
      .first()
      .waitFor();
    await shot(chidi, 'answered');
    answerAs(app, demo.channel, idOf('Chidi'), false);
    await ben.getByText('Convince each other, then answer once more').first().waitFor();
    await shot(ada, 'discuss');
    await shot(chidi, 'discuss-light');
    for (const name of ['Ada', 'Ben', 'Chidi']) answerAs(app, demo.channel, idOf(name), name === 'Ada');
    await ben.getByText('Question 1 of 3: the answer').first().waitFor();
    await ben
      .getByText(/first 1, then 1 of 3/)
      .first()
      .waitFor();
    await shot(ada, 'told');
    await shot(chidi, 'told-light');
    await ada.getByRole('button', { name: 'Next question' }).tap();
    await ben.getByText('Question 2 of 3').first().waitFor();
    await typeLine(ada, '/round stop');
    await ben.getByText('The round is over').first().waitFor();
    await ben.getByText('It was ended early.').first().waitFor();
    await ben.getByText('Question 2 of 3: the answer').first().waitFor();
    await shot(ada, 'over');
    expect(await ben.getByRole('button', { name: 'Rematch on what went badly' }).count()).toBe(1);
  });
});
