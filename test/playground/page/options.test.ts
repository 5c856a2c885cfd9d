import { type APIApplicationCommand, ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { type Option, listTyped } from '../../../src/playground/page/composer/commands.ts';
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

describe('a command', () => {
  const isLookup = (command: object) => listTyped([command as APIApplicationCommand]).map((one) => one.isLookup);
  const topic = option({ required: true });

  it('looks something up when every member may use it and it needs a topic', () => {
    expect(isLookup({ name: 'docker', description: 'x', options: [topic] })).toEqual([true]);
    expect(isLookup({ name: 'quiz', description: 'x', options: [option({})] })).toEqual([false]);
  });

  it('of organisers is never shown again by itself', () => {
    const setup = { type: Type.Subcommand, name: 'setup', description: 'x', options: [topic] };
    const daily = { name: 'daily', description: 'x', default_member_permissions: '32', options: [setup] };
    expect(isLookup(daily)).toEqual([false]);
  });
});
