import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/pack/yaml.ts';

const said = (source: string) => {
  const { problems, value } = readYaml('a.yaml', source);
  expect(value).toBeUndefined();
  return problems.map(({ line, message }) => `${line}: ${message.replace('this is not valid YAML', '…')}`);
};

describe('a text that is not YAML', () => {
  it.each([
    ['a tab', '- id: a\n\tkind: b\n', '2: …: the line begins with a tab; use spaces'],
    ['a tab behind spaces', 'options:\n  \t- text: a\n', '2: …: the line begins with a tab; use spaces'],
    [
      'a key that begins further out',
      'a:\n   b: 1\n  c: 2\n',
      '3: …: this line begins further in or further out than the lines that it belongs to; those of one block begin alike',
    ],
    [
      'a list that goes on without a dash',
      'a:\n  - b\n  c: 1\n',
      '3: …: this line begins further in or further out than the lines that it belongs to; those of one block begin alike',
    ],
    ['a backtick', '- id: a\n  text: `docker ps` lists\n', '2: …: a text that begins with ` goes between quotes'],
    ['an @', 'a: @everyone\n', '1: …: a text that begins with @ goes between quotes'],
    ['a %', 'a: %wheel\n', '1: …: a text that begins with % goes between quotes'],
    ['a backtick in a list', 'aliases: [`a`, b]\n', '1: …: a text that begins with ` goes between quotes'],
    [
      'a colon',
      '- id: a\n  why: It is so: because.\n',
      '2: …: a text with a colon and a space in it goes between quotes',
    ],
    ['a colon at the end', 'a: These are:\nb: 1\n', '1: …: a text with a colon and a space in it goes between quotes'],
    [
      'a line too far to the right',
      'a: x\n  b: y\n',
      '2: …: the line is indented further than the one above it, which has a value already',
    ],
    ['no closing quote', 'a: "It is\nb: 1\n', '1: …: the text that begins with " here has no " at its end'],
    [
      'no closing quote before other quotes',
      '- id: a\n  question: "What is it?\n  options:\n    - text: "A"\n    - text: "B"\n',
      '2: …: the text that begins with " here has no " at its end',
    ],
    [
      'no closing quote in a list',
      "aliases: ['a, b]\nc: 1\n",
      "1: …: the text that begins with ' here has no ' at its end",
    ],
    [
      'no closing quote of a key',
      '- id: a\n  "kind: b\n',
      '2: …: the text that begins with " here has no " at its end',
    ],
    [
      'anything else',
      'a: 1\na: 2\n',
      '2: … (Map keys must be unique); a text with ": ", "#" or a quote in it goes between quotes',
    ],
  ])('for %s is told so once, on its line', (_what, source, problem) => {
    expect(said(source)).toEqual([problem]);
  });

  it('is not judged further on than its first mistake', () => {
    expect(said('a: `x`\nb: y: z\nc: *d\n')).toEqual(['1: …: a text that begins with ` goes between quotes']);
  });
});
