import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEmoji, loadEmoji, replaceNames } from '../../../src/playground/page/composer/emoji.ts';
import { namedIn, startedAt, toCodes, toLabels } from '../../../src/playground/page/composer/mentions.ts';

const named = namedIn({
  people: [
    { id: '1', name: 'Ada', isBot: false },
    { id: '2', name: 'Ada Lovelace', isBot: false },
  ],
  roles: [
    { id: '3', name: 'Learners' },
    { id: '9', name: '@everyone' },
  ],
  channels: [{ id: '4', name: 'general', topic: null }],
});

describe('names in what is typed', () => {
  it.each([
    ['Hello @Ada', 'Hello <@1>'],
    ['@Ada Lovelace, @Ada!', '<@2>, <@1>!'],
    ['@Learners in #general', '<@&3> in <#4>'],
    ['mail@Ada.example', 'mail@Ada.example'],
    ['@Adam, #general-2, @everyone', '@Adam, #general-2, @everyone'],
  ])('%j is sent as %j', (typed, sent) => {
    expect(toCodes(typed, named)).toBe(sent);
  });

  it('come back as they were typed', () => {
    const part = fc.constantFrom('@Ada', '@Ada Lovelace', '#general', '@Learners', 'Hello', ',', '<@77>');
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join(' ')),
        (typed) => {
          expect(toLabels(toCodes(typed, named), named)).toBe(typed);
        },
      ),
    );
  });

  it.each([
    ['Hi @a', { sign: '@', text: 'a', at: 3 }],
    ['#', { sign: '#', text: '', at: 0 }],
    ['so :ta', { sign: ':', text: 'ta', at: 3 }],
    ['at 10:30', undefined],
    [':t', undefined],
    ['a@b', undefined],
    ['@Ada ', undefined],
  ])('%j begins %j', (text, started) => {
    expect(startedAt(text, text.length)).toEqual(started);
  });
});

describe('an emoji', () => {
  it('is found by its name, or by a word for it, once', async () => {
    const all = await loadEmoji();
    const names = (typed: string) => findEmoji(typed, all, 5).map(({ emoji }) => emoji);
    expect(names('tada')).toEqual(['🎉']);
    expect(names('thumbsup')).toContain('👍');
    expect(names('whale')[0]).toMatch(/🐳|🐋/);
    expect(new Set(names('heart')).size).toBe(5);
    expect(replaceNames('Well done :tada: :nothing: :+1:', all)).toBe('Well done 🎉 :nothing: 👍');
  });
});
