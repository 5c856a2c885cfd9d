/** Forms with menus, groups and boxes: what the small Discord takes, and what comes back through discord.js. */
import { ChannelType, ComponentType, type ModalSubmitInteraction } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toComponentInput } from '../../src/discord/input.ts';
import { type Bench, openBench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const as = (userId: string) => bench.discord.as(userId);
const labelled = (component: object) => ({ type: ComponentType.Label, label: 'Field', component });
const options = (...values: string[]) => values.map((value) => ({ label: value.toUpperCase(), value }));
const radio = (more: object = {}) => ({
  type: ComponentType.RadioGroup,
  custom_id: 'radio',
  options: options('a', 'b'),
  ...more,
});
const boxes = (more: object = {}) => ({
  type: ComponentType.CheckboxGroup,
  custom_id: 'boxes',
  options: options('a', 'b', 'c'),
  ...more,
});
const channels = (more: object = {}) => ({
  type: ComponentType.ChannelSelect,
  custom_id: 'where',
  channel_types: [ChannelType.GuildText],
  ...more,
});
const roles = (more: object = {}) => ({ type: ComponentType.RoleSelect, custom_id: 'role', ...more });

/** What comes of answering with a form that holds these fields. */
async function opened(...fields: object[]) {
  let refusal = '';
  bench.onCommand(async (interaction) => {
    try {
      await interaction.showModal({ title: 'Form', custom_id: 'form', components: fields.map(labelled) as never });
    } catch (error) {
      refusal = (error as Error).message;
      await interaction.reply('refused');
    }
  });
  const { modal } = await as(bench.ada).slash(bench.channel, 'ping');
  return { modal, refusal };
}

describe('a field of a form', () => {
  it.each([
    ['a round button too few', radio({ options: options('a') }), 'options'],
    ['eleven boxes', boxes({ options: options(...'abcdefghijk') }), 'options'],
    ['two boxes of one value', boxes({ options: options('a', 'a') }), 'already used'],
    [
      'two round buttons that are on',
      radio({ options: options('a', 'b').map((one) => ({ ...one, default: true })) }),
      'by default',
    ],
    ['more boxes to tick than may be', boxes({ min_values: 3, max_values: 2 }), 'min_values'],
    ['boxes that may stay empty and are required', boxes({ min_values: 0 }), 'required'],
    ['a menu that may stay empty and is required', roles({ min_values: 0 }), 'required'],
    ['a menu out of order', roles({ disabled: true }), 'disabled'],
    ['a chosen member in a menu of roles', roles({ default_values: [{ id: '1', type: 'user' }] }), 'default_values'],
    ['a chosen role without a number', roles({ default_values: [{ id: 'x', type: 'role' }] }), 'default_values'],
    [
      'two chosen roles where one may be',
      roles({
        default_values: [
          { id: '1', type: 'role' },
          { id: '2', type: 'role' },
        ],
      }),
      'default_values',
    ],
  ])('is refused with %s', async (_, field, said) => {
    const { modal, refusal } = await opened(field);
    expect(modal).toBeUndefined();
    expect(refusal).toContain(said);
  });

  it('of a sixth kind too many makes the form too long', async () => {
    const six = Array.from({ length: 6 }, (_, at) => radio({ custom_id: `radio-${at}` }));
    expect((await opened(...six)).refusal).toContain('between 1 and 5');
  });

  it('keeps what it held where nothing is filled in, and comes back by its name', async () => {
    const { modal } = await opened(
      channels({ default_values: [{ id: bench.channel, type: 'channel' }] }),
      roles({ min_values: 0, required: false }),
      boxes({
        options: [
          { label: 'A', value: 'a', default: true },
          ...options('b'),
          { label: 'C', value: 'c', default: true },
        ],
      }),
      radio(),
    );
    let submitted: ModalSubmitInteraction | undefined;
    bench.handle((interaction) => {
      if (!interaction.isModalSubmit()) return undefined;
      submitted = interaction;
      return interaction.reply('thanks');
    });
    await as(bench.ada).submit(modal!, { radio: 'b' });
    expect(submitted && toComponentInput(submitted).fields).toEqual({
      where: [bench.channel],
      role: [],
      boxes: ['a', 'c'],
      radio: ['b'],
    });
    expect(submitted?.fields.getSelectedChannels('where')?.first()?.id).toBe(bench.channel);
  });

  it.each([
    [{ radio: [] }, 'The field "radio" takes 1 of its options.'],
    [{ radio: 'z' }, 'The field "radio" has no option "z".'],
    [{ radio: 'a', boxes: [] }, 'The field "boxes" takes 1 to 3 of its options.'],
    [{ radio: 'a', boxes: ['a', 'a'] }, 'Each option can be chosen once.'],
    [{ radio: 'a', boxes: ['a'], where: ['1'] }, 'There is no channel 1 here for "where".'],
  ])('is not sent with %j', async (fields, refusal) => {
    const { modal } = await opened(radio(), boxes(), channels());
    expect(await as(bench.ada).submit(modal!, fields)).toMatchObject({ status: 'refused', refusal });
  });
});
