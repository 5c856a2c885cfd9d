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

describe('/docker', () => {
  it('explains a topic to the channel, with its buttons', async () => {
    const outcome = await as(ada).slash(channel, 'docker', { topic: 'bridge-network' });
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: false });
    expect(words(outcome.message)).toContain('What people get wrong');
    expect(words(outcome.message)).toContain('```sh');
    expect(words(outcome.message)).toContain('Exam domain: Networking');
    expect(controls(outcome.message).map((control) => control.label)).toEqual(
      expect.arrayContaining(['User-defined bridge networks', 'Quiz me on this', 'Docker documentation']),
    );
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
    expect(titles).toContain(message?.embeds[0]?.title);
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

  it('opens a related topic from a button that is older than the running bot', async () => {
    const { message } = await as(ada).slash(channel, 'docker', { topic: 'bridge-network' });
    await hall.restart();
    const outcome = await as(ben).press(message!, buttonId(message, 'User-defined bridge networks'));
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: true });
    expect(outcome.message?.embeds[0]?.title).toBe('User-defined bridge networks');
  });

  it('turns the page in place on a private message', async () => {
    const { message } = await as(ada).slash(channel, 'docker', { topic: 'bridge-network', private: true });
    const outcome = await as(ada).press(message!, buttonId(message, 'User-defined bridge networks'));
    expect(outcome.status).toBe('updated');
    expect(as(ada).message(message!)?.embeds[0]?.title).toBe('User-defined bridge networks');
  });

  it('works in a direct message', async () => {
    const dm = as(ada).openDm();
    const { message } = await as(ada).slash(dm, 'docker', { topic: 'quorum' });
    expect(message?.embeds[0]?.title).toBe('Raft, quorum and fault tolerance');
  });
});

describe('a topic with a picture', () => {
  it('shows it on demand, privately, with its words as alternative text, and the same bytes again', async () => {
    const { message } = await as(ada).slash(channel, 'docker', { topic: 'user-defined-bridge' });
    const first = await as(ada).press(message!, buttonId(message, 'Show the picture'));
    expect(first).toMatchObject({ status: 'replied', ephemeral: true });
    const [file] = first.message!.attachments;
    expect(file).toMatchObject({ filename: 'user-defined-bridge.png', content_type: 'image/png' });
    expect(file!.description).toMatch(/\w+ \w+/);
    const bytes = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
    const png = await bytes(file!.url);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const second = await as(ada).press(message!, buttonId(message, 'Show the picture'));
    expect((await bytes(second.message!.attachments[0]!.url)).equals(png)).toBe(true);
  });
});
