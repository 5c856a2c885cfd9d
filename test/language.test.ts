import { describe, expect, it } from 'vitest';
import { ENGLISH, described, inLanguages, named } from '../src/language.ts';
import { MARKED, marked } from './helpers/language.ts';

const german = { hello: 'Hallo', days: (days: number) => `${days} Tage` };
const words = inLanguages({ hello: 'Hello', days: (days: number) => `${days} days` }, { de: german });

describe('words', () => {
  it('are those of the reader’s language, English where there are none', () => {
    expect(words('de').hello).toBe('Hallo');
    expect(words(MARKED).days(3)).toBe(marked('3 days'));
    for (const locale of [ENGLISH, 'ja']) expect(words(locale).hello).toBe('Hello');
  });
});

describe('a command’s data', () => {
  it('is described and named in every language that there is', () => {
    expect(described(words, ({ hello }) => hello)).toMatchObject({
      description: 'Hello',
      description_localizations: { de: 'Hallo', [MARKED]: marked('Hello') },
    });
    expect(named(words, ({ days }) => days(2))).toMatchObject({
      name: '2 days',
      name_localizations: { de: '2 Tage', [MARKED]: marked('2 days') },
    });
  });

  it('is cut to what Discord takes', () => {
    const long = inLanguages({ hello: 'Hello' }, { de: { hello: 'x'.repeat(120) } });
    const { description_localizations: texts } = described(long, ({ hello }) => hello);
    expect(texts?.de).toHaveLength(100);
  });
});
