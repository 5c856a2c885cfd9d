import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Option } from '../../../src/playground/page/composer/commands.ts';
import { lengthProblem } from '../../../src/playground/page/composer/lengths.ts';
import { optionNote } from '../../../src/playground/page/composer/ranges.ts';

const option = (limits: object): Option => ({ type: Type.String, name: 'topic', description: 'x', ...limits });

describe('a text in an option', () => {
  it.each([
    [{ max_length: 3 }, 'abc', ''],
    [{ max_length: 3 }, 'abcd', 'at most 3 characters, this is 4'],
    [{ min_length: 2 }, 'a', 'at least 2 characters'],
    [{ min_length: 1 }, '', 'at least 1 character'],
    [{}, 'x'.repeat(6000), ''],
    [{}, 'x'.repeat(6001), 'at most 6000 characters, this is 6001'],
  ])('with the limits %j is checked before it is sent', (limits, text, problem) => {
    expect(lengthProblem(option(limits), text)).toBe(problem);
  });
});

describe('what is said of an option that takes a number', () => {
  const number = (description: string, limits: object) =>
    optionNote({ type: Type.Integer, name: 'questions', description, ...limits });

  it.each([
    ['How many, 1 to 20 (default: 5)', { min_value: 1, max_value: 20 }, 'How many, 1 to 20 (default: 5)'],
    ['How many', { min_value: 1, max_value: 20 }, 'How many, from 1 to 20'],
    ['How many (default: 20)', { min_value: 1, max_value: 20 }, 'How many (default: 20), from 1 to 20'],
    ['How many', {}, 'How many'],
  ])('%j with %j says its range once', (description, limits, said) => {
    expect(number(description, limits)).toBe(said);
  });
});
