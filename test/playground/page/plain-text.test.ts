import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { optionWords, plainText } from '../../../src/playground/page/plain-text.ts';

const NOW = Date.UTC(2026, 10, 25, 12);
const names = {
  user: (id: string) => (id === '1' ? 'Ada' : 'unknown-user'),
  role: () => ({ name: 'Learners' }),
  channel: () => 'general',
  now: NOW,
};
const message = (description: string, rest: Partial<APIMessage> = {}) =>
  ({
    author: { global_name: 'Studyhall' },
    content: '',
    embeds: [{ title: 'Profile', description }],
    ...rest,
  }) as APIMessage;

describe('a message in words', () => {
  it.each([
    ['<@1> is here', 'Studyhall: Profile. @Ada is here'],
    ['<@&5>, look into <#7>', 'Studyhall: Profile. @Learners, look into #general'],
    ['**Bold** and `code`', 'Studyhall: Profile. Bold and code'],
    ['- one\n- two', 'Studyhall: Profile. one two'],
    ['a ||secret||', 'Studyhall: Profile. a Spoiler'],
  ])('%j says %j', (description, said) => {
    expect(plainText(message(description), names)).toBe(said);
  });

  it('says all of it: every embed, its fields and foot, and the alternative texts of pictures', () => {
    const embeds = [
      { title: 'Result', description: 'x'.repeat(500), fields: [{ name: 'Weakest', value: '**Storage**' }] },
      { description: 'Well done', footer: { text: 'Ends today' }, image: { url: 'https://a/b.png' } },
    ];
    const attachments = [
      { url: 'https://a/b.png', description: 'A bar for each domain' },
      { url: 'https://a/c.png', description: 'A curve' },
    ];
    const said = plainText(message('', { embeds, attachments } as unknown as Partial<APIMessage>), names);
    const parts = ['Result', 'x'.repeat(500), 'Weakest: Storage', 'Well done', 'Ends today'];
    expect(said).toBe(`Studyhall: ${[...parts, 'Picture: A bar for each domain', 'Picture: A curve'].join('. ')}`);
  });

  it('says what components lay out, but not what is hidden in them', () => {
    const text = (content: string) => ({ type: 10, content });
    const picture = { type: 11, media: { url: 'https://a/d.png' }, description: 'A bridge' };
    const components = [
      text('## Networks'),
      { type: 17, components: [{ type: 9, components: [text('A *bridge* is…')], accessory: picture }] },
      { type: 17, spoiler: true, components: [text('The answer is B')] },
    ];
    const said = plainText(message('', { embeds: [], components }), names);
    expect(said).toBe('Studyhall: Networks. A bridge is…. Spoiler. Picture: A bridge');
  });

  it('tells what a letter on a button stands for', () => {
    const listed = message('Which one?\n\n**A.** a user-defined `bridge`\n**B.** <@1>');
    expect([...optionWords(listed, names)]).toEqual([
      ['A', 'a user-defined bridge'],
      ['B', '@Ada'],
    ]);
    expect(optionWords(message('A network: **A.** no option'), names).size).toBe(0);
  });

  it('writes times as words', () => {
    const said = plainText(message(`comes <t:${NOW / 1000 + 3600}:R>`), names);
    expect(said).toBe('Studyhall: Profile. comes in an hour');
  });

  it('says when only one person sees it', () => {
    expect(plainText(message('x', { flags: 64 }), names)).toBe('Studyhall, only you can see this: Profile. x');
  });
});
