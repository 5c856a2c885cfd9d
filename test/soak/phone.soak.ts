/** Every topic of the shipped packs as its first answer on a phone: it fits one screen. */
import { expect, it } from 'vitest';
import { builtPage, hasChromium, openAs, takePage, theBrowser } from '../playground/page/browser.ts';
import { openGround } from '../playground/page/ground.ts';
import { PHONE, longQuery, lookUp, roomForMessages } from '../playground/page/screen.ts';

it.skipIf(!hasChromium)(
  'every topic answers within one screen of a phone',
  async () => {
    const ground = await openGround({ pageFolder: await builtPage(), responseTimeoutMs: 60_000 });
    try {
      const page = await openAs(await takePage(PHONE), ground, 'Ada');
      const [ada = ''] = ground.playground.discord.demo.members;
      const room = await roomForMessages(page);
      const topics = [...ground.app.catalogue.topics('docker').values()];
      const answers = [];
      for (const topic of topics) {
        const answer = await lookUp(page, ground, ada, longQuery(ground.app, topic));
        answers.push({ ...answer, wanted: topic.title });
      }
      answers.sort((one, other) => other.height - one.height);
      const lines = answers.map(
        ({ height, title, hasPicture }) => `${height} ${hasPicture ? 'picture' : '       '} ${title}`,
      );
      console.log([`room for messages: ${room} px`, ...lines].join('\n'));
      expect(answers.length).toBeGreaterThan(100);
      expect(answers.filter(({ title, wanted }) => title !== wanted)).toEqual([]);
      expect(answers.filter(({ isWide }) => isWide)).toEqual([]);
      expect(answers.filter(({ height }) => height > PHONE.viewport.height)).toEqual([]);
      expect(answers.filter(({ height, hasPicture }) => !hasPicture && height > room)).toEqual([]);
    } finally {
      await ground.close();
      await (await theBrowser()).close();
    }
  },
  900_000,
);
