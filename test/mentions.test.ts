import { describe, expect, it } from 'vitest';
import { createMentions } from '../src/mentions.ts';

const known = () => {
  const mentions = createMentions();
  mentions.know({ quiz: '1', 'daily status': '2' });
  return mentions;
};

describe('a command in a sentence', () => {
  it('is a mention once its id is known, and stays between code marks before', () => {
    const message = { content: 'Try `/quiz` or `/daily status`.' };
    expect(createMentions().in(message)).toEqual(message);
    expect(known().in(message)).toEqual({ content: 'Try </quiz:1> or </daily status:2>.' });
  });

  it.each([
    'a command with options: `/quiz topic: Networking`',
    'a command with subcommands alone: `/daily`',
    'a command that there is not: `/dance`',
    'no command: /quiz, `quiz`, ` /quiz`, `/quiz `, `/QUIZ`',
    '```sh\n/quiz\n```',
  ])('stays as it is: %s', (content) => {
    expect(known().in({ content })).toEqual({ content });
  });

  it('is one where Discord shows mentions, and nowhere else', () => {
    const text = '`/quiz`';
    const message = {
      content: text,
      embeds: [{ title: text, description: text, fields: [{ name: text, value: text }], footer: { text } }],
      pingRoleId: null,
    };
    expect(known().in(message)).toEqual({
      content: '</quiz:1>',
      embeds: [
        { title: text, description: '</quiz:1>', fields: [{ name: text, value: '</quiz:1>' }], footer: { text } },
      ],
      pingRoleId: null,
    });
  });
});
