import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { defineOptions, listOptions, subcommand, valuesOf } from '../src/options.ts';

const OPTIONS = defineOptions({
  topic: { type: Type.String, description: 'What it is about', required: true },
  length: { type: Type.String, description: 'How long', choices: [{ name: 'Short', value: 'short' }] },
  count: { type: Type.Integer, description: 'How many' },
  loud: { type: Type.Boolean, description: 'For all to hear' },
  never: undefined,
});

it('lists options as Discord takes them, without those that are not offered', () => {
  expect(listOptions(OPTIONS).map(({ name, type, required }) => [name, type, required])).toEqual([
    ['topic', Type.String, true],
    ['length', Type.String, undefined],
    ['count', Type.Integer, undefined],
    ['loud', Type.Boolean, undefined],
  ]);
  expect(subcommand('start', { description: 'Begins' }, OPTIONS)).toEqual({
    type: Type.Subcommand,
    name: 'start',
    description: 'Begins',
    options: listOptions(OPTIONS),
  });
});

// Each line with an expected error fails the types when the error is gone.
it('gives each value the type of its option', () => {
  const values = valuesOf(OPTIONS, { options: { topic: 'volumes', count: 3 } });
  const topic: string = values.topic;
  const count: number | undefined = values.count;
  const loud: boolean | undefined = values.loud;
  const length: 'short' | undefined = values.length;
  // @ts-expect-error it may be left out
  const sure: number = values.count;
  // @ts-expect-error there is no such option
  const unknown: unknown = values.volume;
  // @ts-expect-error no such choice
  const long: 'long' | undefined = values.length;
  expect([topic, count, loud, length, sure, unknown, long]).toEqual([
    'volumes',
    3,
    undefined,
    undefined,
    3,
    undefined,
    undefined,
  ]);
});
