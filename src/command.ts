/**
 * The contract between a command and whatever carries it: a handler takes a plain input and returns a plain reply.
 * Nothing here knows discord.js, so a test can call a handler without any Discord.
 */
import {
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { App } from './app.ts';
import type { Locale } from './language.ts';
import type { Choice, Reply } from './message.ts';

/** Who asks, and where. Everything a handler may know about an interaction. */
export interface Input {
  readonly userId: string;
  /**
   * The server whose bot is asked. null in a direct message, and in a server that has not invited the bot, where somebody
   * brings it along: nothing counts there.
   */
  readonly guildId: string | null;
  readonly channelId: string;
  /** in which language the asker reads */
  readonly locale: Locale;
  /** in which language the server reads; the asker's own in a direct message */
  readonly guildLocale: Locale;
  /** when Discord says that it was asked (UTC ms): it may have arrived later. Left out: just now */
  readonly askedAt?: number;
  /** whether the asker may manage the server */
  readonly isOrganiser?: boolean;
  /** whether others are here who would see what the asker has the bot say, and the asker may have it said */
  readonly mayPost: boolean;
}

export type OptionValue = string | number | boolean;

export interface CommandInput extends Input {
  readonly subcommand: string | null;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** A command that was chosen in the menu of a message. */
export interface MessageInput extends Input {
  readonly messageId: string;
  /** what can be read in it, with its Markdown */
  readonly text: string;
}

export interface AutocompleteInput extends CommandInput {
  /** name of the option being typed, and what stands in it so far */
  readonly focused: { readonly name: string; readonly text: string };
}

export interface ComponentInput extends Input {
  /** what follows `feature:action:` in the custom ID */
  readonly args: readonly string[];
  /** the values chosen in a select menu, or the text typed into a form; empty for a button */
  readonly values: readonly string[];
  /** what was filled into a form of several fields, by the custom ID of each; empty otherwise */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  /** whether the message that holds the component is one that only this member sees */
  readonly onPrivateMessage: boolean;
  /** whether `values` is what was typed into a form */
  readonly isForm: boolean;
  /** whether this member asked for the message that holds the component */
  readonly isAskers: boolean;
}

/** Where a command is offered: everywhere, also to those who have installed the bot for themselves alone. */
export const EVERYWHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** Only in servers that have invited the bot. */
export const IN_SERVERS = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

type Answer<T> = T | Promise<T>;

export interface Command {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** one line for `/help`, with an example to type */
  readonly example: string;
  /**
   * Whether a slow answer is private while it is being made, unless the option `private` says something else; a refusal may
   * be private all the same.
   */
  readonly isPrivateByDefault?: boolean;
  execute(input: CommandInput, app: App): Answer<Reply>;
  autocomplete?(input: AutocompleteInput, app: App): Answer<readonly Choice[]>;
  /** the first part of this command's custom IDs, and a handler for each action */
  readonly components?: {
    readonly feature: string;
    readonly actions: Readonly<Record<string, (input: ComponentInput, app: App) => Answer<Reply>>>;
  };
}

/** A command in the menu of a message, under "Apps". What it answers is the asker's alone. */
export interface MessageCommand {
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  execute(input: MessageInput, app: App): Answer<Reply>;
}
