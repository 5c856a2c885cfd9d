/** From discord.js's interactions to the plain inputs that handlers take. */
import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type MessageComponentInteraction,
  MessageFlags,
  MessageFlagsBitField,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { FORM_FIELD } from './payload.ts';
import type { AutocompleteInput, CommandInput, ComponentInput, Input, OptionValue } from '../command.ts';

function toInput(interaction: BaseInteraction): Input {
  const { user, guildId, channelId, locale, guildLocale, createdTimestamp: askedAt } = interaction;
  const isOrganiser = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
  return {
    userId: user.id,
    guildId,
    channelId: channelId ?? '',
    locale,
    guildLocale: guildLocale ?? locale,
    askedAt,
    isOrganiser,
  };
}

export function toCommandInput(interaction: ChatInputCommandInteraction | AutocompleteInteraction): CommandInput {
  const [first] = interaction.options.data;
  const isSubcommand = first?.type === ApplicationCommandOptionType.Subcommand;
  const given: readonly CommandInteractionOption[] = isSubcommand ? (first.options ?? []) : interaction.options.data;
  const options: Record<string, OptionValue> = {};
  for (const { name, value } of given) if (value !== undefined) options[name] = value;
  return { ...toInput(interaction), subcommand: isSubcommand ? first.name : null, options };
}

export function toAutocompleteInput(interaction: AutocompleteInteraction): AutocompleteInput {
  const { name, value } = interaction.options.getFocused(true);
  return { ...toCommandInput(interaction), focused: { name, text: value } };
}

/** What was filled in, by field: a text, or what was chosen. */
function fieldsOf({ fields }: ModalSubmitInteraction): Record<string, readonly string[]> {
  return Object.fromEntries(
    fields.fields.map((field) => [field.customId, 'values' in field ? field.values : [String(field.value)]]),
  );
}

export function toComponentInput(
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
): Omit<ComponentInput, 'args'> {
  const fields = interaction.isModalSubmit() ? fieldsOf(interaction) : {};
  const values = interaction.isModalSubmit()
    ? (fields[FORM_FIELD] ?? [])
    : interaction.isAnySelectMenu()
      ? interaction.values
      : [];
  return {
    ...toInput(interaction),
    values,
    isForm: interaction.isModalSubmit(),
    fields,
    // Of a channel that is not in the cache the message is Discord's own JSON, with the flags as a number.
    onPrivateMessage: new MessageFlagsBitField(interaction.message?.flags ?? 0).has(MessageFlags.Ephemeral),
  };
}
