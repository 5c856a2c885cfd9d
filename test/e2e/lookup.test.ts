import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hall, openHall } from '../helpers/hall.ts';
import { buttonId, controls, words } from '../helpers/read.ts';

let hall: Hall;
let channel: string;
let ada: string;
let ben: string;

beforeAll(async () => {
  hall = await openHall();
  ({ channel } = hall.discord.demo);
  [ada, ben] = hall.discord.demo.members as [string, string];
});
afterAll(() => hall.close());

const as = (userId: string) => hall.discord.as(userId);

const titleOf = (message: { content: string } | undefined) => /^### (.*)$/m.exec(message?.content ?? '')?.[1];

describe('/docker', () => {
  it('explains a topic to the channel, with its buttons', async () => {
    const outcome = await as(ada).slash(channel, 'docker', { topic: 'bridge-network' });
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: false });
    expect(words(outcome.message)).toMatch(/^### The default bridge network and legacy links\n/);
    expect(words(outcome.message)).toContain('```sh');
    expect(controls(outcome.message).map((control) => control.label)).toEqual([
      'More',
      'Quiz me',
      'User-defined bridge networks',
    ]);
    expect(as(ben).messages(channel).at(-1)?.id).toBe(outcome.message?.id);
  });

  it.each([
    ['docker network create -d overlay', ['Overlay networks']],
    ['overaly netwrok', ['Overlay networks']],
    [
      'containers cannot reach each other by name',
      [
        'The default bridge network and legacy links',
        'User-defined bridge networks',
        'DNS in containers',
        'Troubleshooting connectivity',
      ],
    ],
    ['4789', ['Overlay networks', 'Swarm ports and the traffic between engine, registry and UCP']],
  ])('finds a page for "%s"', async (topic, titles) => {
    const { message } = await as(ada).slash(channel, 'docker', { topic });
    expect(titles).toContain(titleOf(message));
  });

  it('shows it to the asker alone when asked to', async () => {
    const { message, ephemeral } = await as(ada).slash(channel, 'docker', { topic: 'volumes', private: true });
    expect(ephemeral).toBe(true);
    expect(as(ada).message(message!)).toBeDefined();
    expect(as(ben).message(message!)).toBeUndefined();
  });

  it('suggests topics as one types, and something for the empty text', async () => {
    const typed = await as(ada).autocomplete(channel, 'docker', { topic: 'overl' }, 'topic');
    expect(typed[0]).toEqual({ name: 'Overlay networks', value: 'overlay-network' });
    expect(typed.length).toBeLessThanOrEqual(25);
    const empty = await as(ada).autocomplete(channel, 'docker', { topic: '' }, 'topic');
    expect(empty.map((choice) => choice.value)).toContain('docker-overview');
  });

  it('says so when nothing fits, and shows no page as if it did', async () => {
    const { message, ephemeral } = await as(ada).slash(channel, 'docker', { topic: 'best pizza in rome' });
    expect(ephemeral).toBe(true);
    expect(words(message)).toContain('I have no page for that');
  });

  it('shows hostile text as text', async () => {
    const { message } = await as(ada).slash(channel, 'docker', { topic: '@everyone **x** `<@1>` [a](http://x) zzqq' });
    expect(words(message)).toContain('`@everyone **x** ˋ<@1>ˋ [a](http://x) zzqq`');
    expect(message?.mention_everyone).toBe(false);
    expect(message?.mentions).toEqual([]);
  });

  it('says in a public answer what was asked, as text that pings nobody', async () => {
    const { message } = await as(ada).slash(channel, 'docker', { topic: 'overlay2 <@&1> @everyone **x** `y`' });
    expect(message?.content).toMatch(/^-# You asked: `overlay2 <@&1> @everyone \*\*x\*\* ˋyˋ`\n### overlay2\n/);
    expect(message).toMatchObject({ mention_everyone: false, mentions: [], mention_roles: [] });
  });

  it('opens a related topic from a button that is older than the running bot', async () => {
    const { message } = await as(ada).slash(channel, 'docker', { topic: 'bridge-network' });
    await hall.restart();
    const outcome = await as(ben).press(message!, buttonId(message, 'User-defined bridge networks'));
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: true });
    expect(titleOf(outcome.message)).toBe('User-defined bridge networks');
  });

  it('turns the page in place on a private message', async () => {
    const { message } = await as(ada).slash(channel, 'docker', { topic: 'bridge-network', private: true });
    const outcome = await as(ada).press(message!, buttonId(message, 'User-defined bridge networks'));
    expect(outcome.status).toBe('updated');
    expect(titleOf(as(ada).message(message!))).toBe('User-defined bridge networks');
  });

  it('works in a direct message', async () => {
    const dm = as(ada).openDm();
    const { message } = await as(ada).slash(dm, 'docker', { topic: 'quorum' });
    expect(titleOf(message)).toBe('Raft, quorum and fault tolerance');
  });
});

describe('more', () => {
  it('opens beside a public answer for the one who presses, and turns its pages in place', async () => {
    const { message } = await as(ada).slash(channel, 'docker', { topic: 'volumes' });
    await hall.restart();
    const opened = await as(ben).press(message!, buttonId(message, 'More'));
    expect(opened).toMatchObject({ status: 'replied', ephemeral: true });
    const page = () => as(ben).message(opened.message!);
    expect(words(page())).toContain('Page 1 of 3 · Exam domain: Storage and volumes');
    expect(as(ada).message(opened.message!)).toBeUndefined();
    for (const [button, shown] of [
      ['Next', 'Commands to know'],
      ['Next', 'What people get wrong'],
      ['Back', 'Page 2 of 3'],
      ['Back', 'Page 1 of 3'],
      ['Back', '### Volumes'],
      ['More', 'Page 1 of 3'],
    ] as const) {
      const turned = await as(ben).press(page()!, buttonId(page(), button));
      expect(turned.status).toBe('updated');
      expect(words(page())).toContain(shown);
    }
  });

  it('takes the place of a private answer, picture and all, and gives it back', async () => {
    const { message } = await as(ada).slash(channel, 'docker', { topic: 'volumes', private: true });
    const now = () => as(ada).message(message!);
    expect(now()?.attachments).toHaveLength(1);
    expect((await as(ada).press(message!, buttonId(message, 'More'))).status).toBe('updated');
    expect(now()).toMatchObject({ content: '', attachments: [], embeds: [{ title: 'Volumes' }] });
    await as(ada).press(now()!, buttonId(now(), 'Back'));
    expect(now()).toMatchObject({ content: message!.content, embeds: [] });
    expect(now()?.attachments).toHaveLength(1);
  });

  it('leads to a quiz on the topic', async () => {
    const { message } = await as(ada).slash(channel, 'docker', { topic: 'volumes' });
    const asked = await as(ben).press(message!, buttonId(message, 'Quiz me'));
    expect(asked).toMatchObject({ status: 'replied', ephemeral: true });
    expect(words(asked.message)).toContain('Question 1 of');
  });
});

describe('a message from before lookups were short', () => {
  it.each([
    ['topic:turn:docker:volumes', '### Volumes'],
    ['topic:show:docker:volumes', '### Volumes'],
    ['topic:picture:docker:volumes', '**Volumes**'],
    ['quiz:topic:docker:volumes', 'Question 1 of'],
  ])('has a button %s that is answered still', async (customId, shown) => {
    const { apiUrl, token } = hall.discord;
    const response = await fetch(`${apiUrl}/v10/channels/${channel}/messages`, {
      method: 'POST',
      headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        embeds: [{ title: 'Bind mounts' }],
        components: [{ type: 1, components: [{ type: 2, style: 2, label: 'Old', custom_id: customId }] }],
      }),
    });
    const { id } = (await response.json()) as { id: string };
    const old = as(ben)
      .messages(channel)
      .find((message) => message.id === id);
    const outcome = await as(ben).press(old!, customId);
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: true });
    expect(words(outcome.message)).toContain(shown);
  });
});

describe('a topic with a picture', () => {
  it('shows it below its words, with what it tells as alternative text, and the same bytes again', async () => {
    const first = await as(ada).slash(channel, 'docker', { topic: 'user-defined-bridge' });
    expect(first).toMatchObject({ status: 'replied', ephemeral: false });
    const [file] = first.message!.attachments;
    expect(file).toMatchObject({ filename: 'user-defined-bridge.png', content_type: 'image/png' });
    expect(file!.description).toMatch(/\w+ \w+/);
    const bytes = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
    const png = await bytes(file!.url);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const second = await as(ben).slash(channel, 'docker', { topic: 'user-defined-bridge' });
    expect((await bytes(second.message!.attachments[0]!.url)).equals(png)).toBe(true);
  });
});
