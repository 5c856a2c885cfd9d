/**
 * Takes each interaction to its handler and the handler's reply back to Discord. Discord waits three seconds: what takes
 * longer than half of that is deferred first. Errors become messages here and nowhere else.
 */
import { randomBytes } from 'node:crypto';
import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { App } from '../app.ts';
import type { Choice, Command, Reply } from '../command.ts';
import { COLOURS, parseCustomId } from '../components.ts';
import { UserError } from '../errors.ts';
import { createDoublePresses } from './double-press.ts';
import { toAutocompleteInput, toCommandInput, toComponentInput } from './input.ts';
import { respondTo } from './responder.ts';

const DEFER_AFTER_MS = 1500;

/** @param unseenMs see double-press.ts; 0 takes every press */
export function createDispatch(
  commands: readonly Command[],
  app: App,
  unseenMs = 0,
): (interaction: Interaction) => Promise<void> {
  const doublePresses = createDoublePresses(unseenMs);
  const byName = new Map(commands.map((command) => [command.data.name, command]));
  const byFeature = new Map(
    commands.flatMap((command) => (command.components ? [[command.components.feature, command.components]] : [])),
  );

  async function runCommand(interaction: ChatInputCommandInteraction): Promise<void> {
    const command = byName.get(interaction.commandName);
    const input = toCommandInput(interaction);
    const handle = async () => {
      if (!command) throw new UserError('I no longer know this command. Type / to see the ones I have.');
      return command.execute(input, app);
    };
    const isPrivate = command?.isPrivate?.(input) ?? false;
    const responder = respondTo(interaction);
    const { reply, deferred } = await settle(handle, interaction, () => responder.deferReply(isPrivate));
    if (!deferred) {
      await responder.reply(reply);
    } else if (reply.private && !isPrivate) {
      // What was deferred in public cannot become private: take it back and answer beside it.
      await responder.remove();
      await responder.followUp(reply);
    } else {
      await responder.edit(reply);
    }
  }

  /** A button, a menu, or a form that a button opened. */
  async function runComponent(
    interaction: ButtonInteraction | AnySelectMenuInteraction | ModalSubmitInteraction,
  ): Promise<void> {
    const messageId = interaction.message?.id ?? '';
    const userId = interaction.user.id;
    const responder = respondTo(interaction);
    if (interaction.isMessageComponent() && doublePresses.isUnseen(messageId, userId)) {
      await responder.deferUpdate();
      return;
    }
    const { feature, action, args } = parseCustomId(interaction.customId);
    const handler = byFeature.get(feature)?.actions[action];
    const handle = async () => {
      if (!handler)
        throw new UserError(
          'This button is from an older version of me and does nothing any more. Type / to see what I can do.',
        );
      return handler(toComponentInput(interaction, args), app);
    };
    const { reply, deferred } = await settle(handle, interaction, () => responder.deferUpdate());
    if (reply.update) doublePresses.changed(messageId, userId);
    if (reply.form) await responder.open(reply.form);
    else if (deferred) await (reply.update ? responder.edit(reply) : responder.followUp(reply));
    else await (reply.update ? responder.update(reply) : responder.reply(reply));
  }

  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    let choices: readonly Choice[] | undefined;
    try {
      choices = await byName.get(interaction.commandName)?.autocomplete?.(toAutocompleteInput(interaction), app);
    } catch (error) {
      // There is no room for words here: an empty list ends the waiting, and what is typed can be sent all the same.
      app.log.error({ err: error, interaction: describe(interaction) }, 'suggestions failed');
    }
    await respondTo(interaction).suggest(choices ?? []);
  }

  /** Runs a handler, defers when it is slow, and turns what it throws into a reply. */
  async function settle(
    handle: () => Promise<Reply>,
    interaction: Interaction,
    defer: () => Promise<unknown>,
  ): Promise<{ reply: Reply; deferred: boolean }> {
    let deferring: Promise<unknown> | undefined;
    const timer = setTimeout(() => {
      deferring = defer().catch((error: unknown) => app.log.warn({ err: error }, 'deferring failed'));
    }, DEFER_AFTER_MS);
    let reply: Reply;
    try {
      reply = await handle();
    } catch (error) {
      reply = errorReply(error, interaction);
    }
    clearTimeout(timer);
    await deferring;
    return { reply, deferred: deferring !== undefined };
  }

  function errorReply(error: unknown, interaction: Interaction): Reply {
    if (error instanceof UserError) {
      return { private: true, embeds: [{ description: error.message, color: COLOURS.notice }] };
    }
    const reference = randomBytes(3).toString('hex');
    app.log.error({ err: error, reference, interaction: describe(interaction) }, 'a handler failed');
    // What the handler did before it failed may have been kept.
    const description = `Something went wrong on my side. Please look whether it was done all the same before you try again. If it stays so, tell the people who run this bot the reference **${reference}**.`;
    return { private: true, embeds: [{ description, color: COLOURS.notice }] };
  }

  return async (interaction) => {
    try {
      if (interaction.isAutocomplete()) await suggest(interaction);
      else if (interaction.isChatInputCommand()) await runCommand(interaction);
      else if (interaction.isMessageComponent() || interaction.isModalSubmit()) await runComponent(interaction);
    } catch (error) {
      // Nothing can be said any more: the answer itself was refused or came too late.
      app.log.error({ err: error, interaction: describe(interaction) }, 'an answer did not reach Discord');
    }
  };
}

/** What was asked, for the log: names and ids, none of the words that a member typed. */
function describe(interaction: Interaction): Record<string, unknown> {
  const what = interaction.isCommand() || interaction.isAutocomplete() ? interaction.commandName : interaction.customId;
  return { id: interaction.id, what, guild: interaction.guildId, user: interaction.user.id };
}
