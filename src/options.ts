/**
 * The options of commands. They are written down once, as Discord's JSON by name; how a handler reads them follows from that,
 * so that an option which does not exist, or a text taken for a number, does not compile.
 */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import type { CommandInput } from './command.ts';

/** An option without its name, in Discord's own words. */
interface Option {
  readonly type: APIApplicationCommandBasicOption['type'];
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly max_length?: number;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly channel_types?: readonly number[];
}

/** Options by name, in the order in which Discord shows them: those that are required come first. */
export type Options = Readonly<Record<string, Option | undefined>>;

type ValueOf<O> = O extends { type: ApplicationCommandOptionType.Integer | ApplicationCommandOptionType.Number }
  ? number
  : O extends { type: ApplicationCommandOptionType.Boolean }
    ? boolean
    : O extends { choices: readonly { value: infer V }[] }
      ? V
      : string;

/** What a member filled in. Members, channels and roles are their ids. */
export type Values<T extends Options> = {
  readonly [K in keyof T]: T[K] extends { required: true } ? ValueOf<T[K]> : ValueOf<T[K]> | undefined;
};

export function defineOptions<const T extends Options>(options: T): T {
  return options;
}

/** As Discord takes them. One that is undefined is not offered. */
export function listOptions(options: Options): APIApplicationCommandBasicOption[] {
  return Object.entries(options).flatMap(([name, option]) =>
    option ? [{ ...option, name } as APIApplicationCommandBasicOption] : [],
  );
}

/** @param description in all languages: see `described` */
export function subcommand(
  name: string,
  description: Pick<APIApplicationCommandSubcommandOption, 'description' | 'description_localizations'>,
  options: Options = {},
): APIApplicationCommandSubcommandOption {
  return { type: ApplicationCommandOptionType.Subcommand, name, ...description, options: listOptions(options) };
}

/** The values of these options. Discord has made sure that they fit their definitions. */
export function valuesOf<T extends Options>(_options: T, { options }: Pick<CommandInput, 'options'>): Values<T> {
  return options as Values<T>;
}
