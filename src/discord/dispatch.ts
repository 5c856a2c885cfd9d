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
  MessageFlags,
} from 'discord.js';
import type { App } from '../app.ts';
import type { Command, Reply } from '../command.ts';
import { COLOURS, parseCustomId } from '../components.ts';
import { UserError } from '../errors.ts';
import { toAutocompleteInput, toCommandInput, toComponentInput } from './input.ts';
import { toPayload } from './payload.ts';

const DEFER_AFTER_MS = 1500;

export function createDispatch(commands: readonly Command[], app: App): (interaction: Interaction) => Promise<void> {
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
    const reply = await settle(handle, interaction, () =>
      interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {}),
    );
    const payload = toPayload(reply);
    if (!interaction.deferred) {
      await interaction.reply({ ...payload, ...(reply.private && { flags: MessageFlags.Ephemeral }) });
    } else if (reply.private && !isPrivate) {
      // What was deferred in public cannot become private: take it back and answer beside it.
      await interaction.deleteReply();
      await interaction.followUp({ ...payload, flags: MessageFlags.Ephemeral });
    } else {
      await interaction.editReply(payload);
    }
  }

  async function runComponent(interaction: ButtonInteraction | AnySelectMenuInteraction): Promise<void> {
    const { feature, action, args } = parseCustomId(interaction.customId);
    const handler = byFeature.get(feature)?.actions[action];
    const handle = async () => {
      if (!handler)
        throw new UserError(
          'This button is from an older version of me and does nothing any more. Type / to see what I can do.',
        );
      return handler(toComponentInput(interaction, args), app);
    };
    const reply = await settle(handle, interaction, () => interaction.deferUpdate());
    const payload = toPayload(reply);
    const flags = reply.private ? { flags: MessageFlags.Ephemeral as const } : {};
    if (interaction.deferred) {
      await (reply.update ? interaction.editReply(payload) : interaction.followUp({ ...payload, ...flags }));
    } else {
      await (reply.update ? interaction.update(payload) : interaction.reply({ ...payload, ...flags }));
    }
  }

  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    const choices = await byName.get(interaction.commandName)?.autocomplete?.(toAutocompleteInput(interaction), app);
    await interaction.respond(choices ?? []);
  }

  /** Runs a handler, defers when it is slow, and turns what it throws into a reply. */
  async function settle(
    handle: () => Promise<Reply>,
    interaction: Interaction,
    defer: () => Promise<unknown>,
  ): Promise<Reply> {
    let deferring: Promise<unknown> | undefined;
    const timer = setTimeout(() => {
      deferring = defer().catch((error: unknown) => app.log.warn({ err: error }, 'deferring failed'));
    }, DEFER_AFTER_MS);
    try {
      return await handle();
    } catch (error) {
      return errorReply(error, interaction);
    } finally {
      clearTimeout(timer);
      await deferring;
    }
  }

  function errorReply(error: unknown, interaction: Interaction): Reply {
    if (error instanceof UserError) {
      return { private: true, embeds: [{ description: error.message, color: COLOURS.notice }] };
    }
    const reference = randomBytes(3).toString('hex');
    app.log.error({ err: error, reference, interaction: describe(interaction) }, 'a handler failed');
    const description = `Something went wrong on my side, and nothing was changed. Please try again; if it stays so, tell the people who run this bot the reference **${reference}**.`;
    return { private: true, embeds: [{ description, color: COLOURS.notice }] };
  }

  return async (interaction) => {
    try {
      if (interaction.isAutocomplete()) await suggest(interaction);
      else if (interaction.isChatInputCommand()) await runCommand(interaction);
      else if (interaction.isMessageComponent()) await runComponent(interaction);
    } catch (error) {
      // Nothing can be said any more: the answer itself was refused or came too late.
      app.log.error({ err: error, interaction: describe(interaction) }, 'an answer did not reach Discord');
    }
  };
}

/** What was asked, for the log: names and ids, none of the words that a member typed. */
function describe(interaction: Interaction): Record<string, unknown> {
  const what =
    interaction.isCommand() || interaction.isAutocomplete()
      ? interaction.commandName
      : interaction.isMessageComponent()
        ? interaction.customId
        : interaction.type;
  return { id: interaction.id, what, guild: interaction.guildId, user: interaction.user.id };
}
