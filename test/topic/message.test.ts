import { beforeAll, describe, expect, it } from 'vitest';
import { type MessageMatch, findForMessage } from '../../src/topic/message.ts';
import type { TopicSearch } from '../../src/topic/search.ts';
import { REAL_PACKS, createTestApp } from '../helpers/app.ts';

let search: TopicSearch;
beforeAll(async () => {
  search = (await createTestApp({ packsFolder: REAL_PACKS, draws: false })).catalogue.search();
});

const find = (text: string) => findForMessage(search, text, 4);
const topicOf = ({ matches: [best] }: MessageMatch) => (best && best.fit !== 'weak' ? best.topic.slug : undefined);
const block = (code: string) => `\`\`\`sh\n${code}\n\`\`\``;

describe('a line of chat', () => {
  it.each([
    ['a question', 'what is the difference between a volume and a bind mount?', 'volumes'],
    ['a question with a greeting', 'guys, how do I get into a running container', 'docker-exec'],
    ['an error message', 'Bind for 0.0.0.0:80 failed: port is already allocated.', 'port-publishing'],
    ['a story around a code block', `it says\n${block('no space left on device')}\nwhat do I do now?`, 'prune'],
    [
      'one sentence of many',
      'So yesterday we spoke of the release. Ben said that he would look into it. Anyway, does anybody know how overlay ' +
        'networks work across nodes? I could not find it in the notes. The meeting is at 5.',
      'overlay-network',
    ],
    ['a quoted title', '> ENTRYPOINT vs CMD\nI never get which one wins', 'cmd-entrypoint'],
    ['a command in code marks', '**Question 3** What does `docker swarm init --autolock` do?', 'swarm-init'],
  ])('finds its topic: %s', (_, text, slug) => {
    expect(topicOf(find(text))).toBe(slug);
  });

  it.each([
    'good morning!',
    'lol',
    '@everyone who wants pizza tonight?',
    'can someone review my PR? https://github.com/foo/bar/pull/3',
    'The build is done, deploying to prod in 5 minutes. Please do not merge anything until I say so, thanks for the work!',
    'I think the network here in the office is down again, wifi is so bad',
  ])('finds none in "%s"', (text) => {
    expect(topicOf(find(text))).toBeUndefined();
  });

  it('looks up words alone, and neither mentions nor addresses nor Markdown', () => {
    expect(
      find('<@12345> **volumes** <:whale:123> [the docs](https://docs.docker.com/x) ||hm|| </quiz:12>').asked,
    ).toBe('volumes the docs hm');
    expect(find('https://example.org/a <@!1> <#2> <a:b:3>').asked).toBe('');
  });

  it('of any length is looked up quickly', () => {
    const long = Array.from({ length: 4000 }, (_, nth) => `w${(nth * 7919).toString(36)}${nth % 9 ? ' ' : '\n'}`).join(
      '',
    );
    const before = performance.now();
    expect(topicOf(find(long))).toBeUndefined();
    expect(topicOf(find('`'.repeat(6000)))).toBeUndefined();
    expect(topicOf(find('a. '.repeat(2000)))).toBeUndefined();
    expect(topicOf(find('[x]('.repeat(1500)))).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
