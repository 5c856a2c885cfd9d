import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  type MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const as = (userId: string) => bench.discord.as(userId);
const button = (id: string, disabled = false) =>
  new ButtonBuilder().setCustomId(id).setLabel(id).setStyle(ButtonStyle.Primary).setDisabled(disabled);
const buttons = (...ids: string[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(ids.map((id) => button(id)));

/** A message with these rows, sent by the bot. */
async function sent(components: object[], flags?: MessageFlags.Ephemeral) {
  bench.onCommand((interaction) => interaction.reply({ content: 'start', components: components as never, flags }));
  const { message } = await as(bench.ada).slash(bench.channel, 'ping');
  return message!;
}

describe('a button', () => {
  it('changes its message', async () => {
    const message = await sent([buttons('go')]);
    bench.handle((interaction) => interaction.isButton() && interaction.update({ content: interaction.customId }));
    const outcome = await as(bench.ben).press(message, 'go');
    expect(outcome).toMatchObject({ status: 'updated', ephemeral: false, message: { id: message.id, content: 'go' } });
    expect(as(bench.ada).message(message)?.content).toBe('go');
    expect(message.content).toBe('start');
  });

  it('is answered in private with a message of its own', async () => {
    const message = await sent([buttons('go')]);
    bench.handle((interaction) => interaction.isButton() && interaction.reply({ content: 'psst', flags: 64 }));
    const outcome = await as(bench.ben).press(message, 'go');
    expect(outcome).toMatchObject({ status: 'replied', ephemeral: true });
    expect(outcome.message?.message_reference?.message_id).toBe(message.id);
    expect(as(bench.ada).message(outcome.message!)).toBeUndefined();
  });

  it('can be answered later', async () => {
    const message = await sent([buttons('go')]);
    bench.handle(async (interaction) => {
      if (!interaction.isButton()) return;
      await interaction.deferUpdate();
      await interaction.editReply('later');
    });
    const outcome = await as(bench.ada).press(message, 'go');
    expect(outcome.status).toBe('deferred');
    expect(await outcome.final()).toMatchObject({ id: message.id, content: 'later' });
  });

  it('is refused when it is not there, is disabled, or the message is hidden from the person', async () => {
    const message = await sent([new ActionRowBuilder<ButtonBuilder>().addComponents(button('off', true))], 64);
    expect(await as(bench.ada).press(message, 'off')).toMatchObject({
      status: 'refused',
      refusal: 'This is disabled.',
    });
    expect((await as(bench.ada).press(message, 'gone')).refusal).toContain('"gone"');
    expect((await as(bench.ben).press(message, 'off')).refusal).toBe('There is no such message.');
    expect((await as(bench.ada).select(message, 'gone', ['x'])).status).toBe('refused');
  });

  it('that was there when the person looked reaches the bot, as on a slow line', async () => {
    const message = await sent([buttons('old')]);
    bench.handle((interaction) => interaction.isButton() && interaction.update({ components: [buttons('new')] }));
    await as(bench.ada).press(message, 'old');
    expect((await as(bench.ben).press(message, 'old')).status).toBe('updated');
    expect((await as(bench.ben).press(as(bench.ben).message(message)!, 'old')).status).toBe('refused');
  });

  it('tells the bot where it was pressed, also on a private message', async () => {
    const message = await sent([buttons('go')], 64);
    bench.handle(
      (interaction) =>
        interaction.isButton() &&
        interaction.update(
          `${interaction.message.id} ${interaction.message.flags.has('Ephemeral')} ${interaction.message.interactionMetadata?.user.id}`,
        ),
    );
    const outcome = await as(bench.ada).press(message, 'go');
    expect(outcome.message?.content).toBe(`${message.id} true ${bench.ada}`);
    expect(outcome.ephemeral).toBe(true);
  });
});

describe('a select menu', () => {
  const menu = () =>
    new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
      new StringSelectMenuBuilder()
        .setCustomId('menu')
        .setMinValues(1)
        .setMaxValues(2)
        .addOptions(['a', 'b', 'c'].map((value) => ({ label: value, value }))),
    );

  it('sends the chosen values', async () => {
    const message = await sent([menu()]);
    bench.handle((interaction) => interaction.isStringSelectMenu() && interaction.update(interaction.values.join('+')));
    const outcome = await as(bench.ada).select(message, 'menu', ['a', 'c']);
    expect(outcome).toMatchObject({ status: 'updated', message: { content: 'a+c' } });
  });

  it.each([
    [[], 'Choose 1 to 2.'],
    [['a', 'b', 'c'], 'Choose 1 to 2.'],
    [['a', 'a'], 'Each option can be chosen once.'],
    [['z'], 'The menu has no option "z".'],
  ])('refuses %j', async (values, refusal) => {
    const message = await sent([menu()]);
    expect(await as(bench.ada).select(message, 'menu', values)).toMatchObject({ status: 'refused', refusal });
  });

  it('of members says who they are', async () => {
    const row = new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(
      new UserSelectMenuBuilder().setCustomId('who'),
    );
    const message = await sent([row]);
    bench.handle(
      (interaction) => interaction.isUserSelectMenu() && interaction.update(`${interaction.users.first()?.username}`),
    );
    const outcome = await as(bench.ada).select(message, 'who', [bench.ben]);
    expect(outcome.message?.content).toBe('ben');
  });
});

describe('a form', () => {
  const form = new ModalBuilder()
    .setCustomId('form')
    .setTitle('Report')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Why')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('why').setStyle(TextInputStyle.Short).setMinLength(3).setMaxLength(10),
        ),
    );

  it('opens, is filled in and sent, and can change the message under the button', async () => {
    const message = await sent([buttons('open')]);
    bench.handle((interaction) => {
      if (interaction.isButton()) return interaction.showModal(form);
      if (interaction.isModalSubmit() && interaction.isFromMessage())
        return interaction.update(interaction.fields.getTextInputValue('why'));
      return undefined;
    });
    const opened = await as(bench.ada).press(message, 'open');
    expect(opened).toMatchObject({ status: 'modal', modal: { title: 'Report' } });
    const outcome = await as(bench.ada).submit(opened.modal!, { why: 'wrong' });
    expect(outcome).toMatchObject({ status: 'updated', message: { id: message.id, content: 'wrong' } });
  });

  it.each([
    [{}, 'The field "why" is required.'],
    [{ why: 'no' }, 'The field "why" takes 3 to 10 characters.'],
    [{ why: 'wrong', more: 'x' }, 'The form has no field "more".'],
  ])('is not sent with %j', async (fields, refusal) => {
    bench.onCommand((interaction) => interaction.showModal(form));
    const { modal } = await as(bench.ada).slash(bench.channel, 'ping');
    expect(await as(bench.ada).submit(modal!, fields as Record<string, string>)).toMatchObject({
      status: 'refused',
      refusal,
    });
    expect((await as(bench.ben).submit(modal!, { why: 'wrong' })).refusal).toBe('This form is not open.');
  });
});
