import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Option } from '../../../src/playground/page/composer/commands.ts';
import { lengthProblem } from '../../../src/playground/page/composer/lengths.ts';

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
