/** From discord.js's interactions to the plain inputs that handlers take. */
import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type BaseInteraction,
  InteractionContextType,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type MessageComponentInteraction,
  MessageFlags,
  type MessageContextMenuCommandInteraction,
  MessageFlagsBitField,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { textOf } from './message-text.ts';
import { FORM_FIELD } from './payload.ts';
import type { AutocompleteInput, CommandInput, ComponentInput, Input, MessageInput, OptionValue } from '../command.ts';

function toInput(interaction: BaseInteraction): Input {
  const {
    user,
    channelId,
    locale,
    guildLocale,
    createdTimestamp: askedAt,
    authorizingIntegrationOwners: owners,
  } = interaction;
  // In a server that has not invited the bot, there is a server, but it is not the one that asks.
  const guildId = owners.guildId === null ? null : interaction.guildId;
  const isOrganiser = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
  return {
    userId: user.id,
    guildId,
    channelId: channelId ?? '',
    locale,
    guildLocale: guildLocale ?? locale,
    askedAt,
    isOrganiser,
    mayPost: mayPost(interaction),
  };
}

/** Of a bot that is brought along Discord itself shows others nothing, where the server does not want external apps. */
function mayPost({ context, memberPermissions, authorizingIntegrationOwners: owners }: BaseInteraction): boolean {
  if (context === InteractionContextType.BotDM) return false;
  if (!memberPermissions) return true;
  const needed =
    PermissionFlagsBits.SendMessages | (owners.guildId === null ? PermissionFlagsBits.UseExternalApps : 0n);
  return memberPermissions.has(needed);
}

export function toCommandInput(interaction: ChatInputCommandInteraction | AutocompleteInteraction): CommandInput {
  const [first] = interaction.options.data;
  const isSubcommand = first?.type === ApplicationCommandOptionType.Subcommand;
  const given: readonly CommandInteractionOption[] = isSubcommand ? (first.options ?? []) : interaction.options.data;
  const options: Record<string, OptionValue> = {};
  for (const { name, value } of given) if (value !== undefined) options[name] = value;
  return { ...toInput(interaction), subcommand: isSubcommand ? first.name : null, options };
}

export function toMessageInput(interaction: MessageContextMenuCommandInteraction): MessageInput {
  const { targetId, targetMessage } = interaction;
  return { ...toInput(interaction), messageId: targetId, text: textOf(targetMessage) };
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
    isAskers: interaction.message?.interactionMetadata?.user.id === interaction.user.id,
    // In a channel that is not in the cache, the message is Discord's own JSON, with the flags as a number.
    onPrivateMessage: new MessageFlagsBitField(interaction.message?.flags ?? 0).has(MessageFlags.Ephemeral),
  };
}
