import { describe, expect, it } from 'vitest';
import { ENGLISH, described, inLanguages, named } from '../src/language.ts';
import { MARKED, marked } from './helpers/language.ts';
import { PSEUDO, withoutMarked } from './helpers/pseudo-language.ts';

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

describe('the pseudo-language', () => {
  const said = inLanguages({
    hello: 'Hello',
    greet: (name: string, days: number) => `Hello ${name}, it is day ${days}`,
    level: (level: 'easy' | 'hard') => ({ easy: 'Easy', hard: 'Hard' })[level],
    all: (names: readonly string[]) => ({ title: `${names.length} names`, lines: names.map((name) => `- ${name}`) }),
    deep: { one: ['A text'] },
  })(PSEUDO);

  it('marks every text and makes it longer by a third', () => {
    expect(said.hello).toBe('⟦Hello~~⟧');
    expect(said.deep).toEqual({ one: ['⟦A text~~⟧'] });
    expect(said.level('easy')).toBe('⟦Easy~~⟧');
  });

  it('does not mark what a text is told, and what that is is told by its own marks', () => {
    expect(said.greet('Ada', 3)).toBe('⟦Hello ~~⟧Ada⟦, it is day 3~~~~~⟧');
    expect(said.greet(said.hello, 3)).toBe('⟦Hello ~~⟧⟦Hello~~⟧⟦, it is day 3~~~~~⟧');
    expect(said.all(['Ada', 'Ben'])).toEqual({ title: '⟦2 names~~~⟧', lines: ['- Ada', '- Ben'] });
  });

  it('leaves nothing but what is not marked, also of what was cut', () => {
    expect(withoutMarked(`${said.greet('Ada', 3)} here`)).toBe('\nAda\n here');
    expect(withoutMarked('a ⟦text that was…')).toBe('a \n');
    expect(withoutMarked('⟦one⟧, ⟦two… and ⟦three⟧')).toBe('\n, \n and \n');
  });
});
