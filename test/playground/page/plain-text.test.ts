import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/playground/page/plain-text.ts';

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

  it('writes times as words', () => {
    const said = plainText(message(`comes <t:${NOW / 1000 + 3600}:R>`), names);
    expect(said).toBe('Studyhall: Profile. comes in an hour');
  });

  it('says when only one person sees it', () => {
    expect(plainText(message('x', { flags: 64 }), names)).toBe('Studyhall, only you can see this: Profile. x');
  });
});
