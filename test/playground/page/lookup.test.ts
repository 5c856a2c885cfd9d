import { describe, expect, it } from 'vitest';
import { REAL_PACKS } from '../../helpers/app.ts';
import { hasChromium } from './browser.ts';
import { PHONE, longQuery, lookUp, measure, roomForMessages } from './screen.ts';
import { useStage } from './stage.ts';

/** Of each sort the tallest; `npm run soak` measures all topics. */
const TALLEST = ['macvlan', 'k8s-storage', 'ports-and-traffic', 'legacy-systems', 'ucp-dtr-ha'];

describe.skipIf(!hasChromium)('a lookup on a phone', { timeout: 90_000 }, () => {
  const stage = useStage();

  it('is answered within one screen, also where the topic is long and much was asked', async () => {
    await stage.change({ packsFolder: REAL_PACKS });
    const page = await stage.open('Ada', PHONE);
    const { app, playground } = stage.ground;
    const [ada = ''] = playground.discord.demo.members;
    const room = await roomForMessages(page);
    const topics = app.catalogue.topics('docker');
    for (const slug of TALLEST) {
      const topic = topics.get(slug);
      if (!topic) throw new Error(`no topic ${slug}`);
      const answer = await lookUp(page, stage.ground, ada, longQuery(app, topic));
      expect(answer).toMatchObject({ title: topic.title, isWide: false });
      expect(answer.height, topic.title).toBeLessThanOrEqual(answer.hasPicture ? PHONE.viewport.height : room);
      // It is the long ones that are measured here.
      expect(answer.height, topic.title).toBeGreaterThan(600);
    }
  });

  it('opens more and turns its pages by touch', async () => {
    const page = await stage.open('Ada', PHONE);
    const { discord } = stage.ground.playground;
    const [ada = ''] = discord.demo.members;
    const { message } = await discord.as(ada).slash(discord.demo.channel, 'git', { topic: 'snapshot' });
    const answer = page.locator(`[data-message="${message?.id}"]`);
    await answer.getByText('You asked: snapshot').waitFor();
    await answer.getByRole('heading', { name: 'Commits' }).waitFor();
    await answer.getByRole('button', { name: 'More' }).tap();
    const more = page.locator('.message.is-private');
    for (const [button, shown] of [
      ['Next', 'Page 2 of 3'],
      ['Next', 'What people get wrong'],
      ['Back', 'Page 2 of 3'],
    ] as const) {
      await more.getByRole('button', { name: button }).tap();
      await more.getByText(shown).waitFor();
    }
    const { isWide } = await measure(page, (await more.getAttribute('data-message')) ?? '');
    expect(isWide).toBe(false);
    await more.getByRole('button', { name: 'Back' }).tap();
    await more.getByText('Page 1 of 3').waitFor();
    await more.getByRole('button', { name: 'Back' }).tap();
    await more.getByRole('heading', { name: 'Commits' }).waitFor();
    await more.getByRole('button', { name: 'Quiz me' }).waitFor();
  });
});
