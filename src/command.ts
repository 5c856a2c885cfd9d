/**
 * The contract between a command and whatever carries it: a handler takes a plain input and returns a plain reply.
 * Nothing here knows discord.js, so a test can call a handler without any Discord.
 */
import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord-api-types/v10';
import type { App } from './app.ts';
import type { Locale } from './language.ts';
import type { Choice, Reply } from './message.ts';

/** Who asks, and where. Everything a handler may know about an interaction. */
export interface Input {
  readonly userId: string;
  /** null in a direct message */
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
}

export type OptionValue = string | number | boolean;

export interface CommandInput extends Input {
  readonly subcommand: string | null;
  readonly options: Readonly<Record<string, OptionValue>>;
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
}

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
