/** What members read about a command line that they typed. Each is a sentence of at most 120 characters. */
import { inLanguages } from '../language.ts';
import { plain, sentence } from './sentence.ts';
import type { Unfinished } from './split.ts';

/** Where in a command line something belongs. */
export type Place = 'front' | 'middle' | 'end';

const UNFINISHED: Readonly<Record<Unfinished, string>> = {
  file: 'a file is missing after < or >',
  quotation: 'a quotation mark is not closed',
  parenthesis: 'a parenthesis is not closed',
};

const PLACES: Readonly<Record<Place, string>> = { front: ' in front of the command', middle: '', end: ' at the end' };

/** An argument's name as it stands in a sentence: "SOURCE_IMAGE" is "source image". */
function nameOf(argument: string): string {
  const words = argument.split(/[|:=]/)[0]?.toLowerCase().replaceAll('_', ' ') ?? '';
  return words === '' ? 'argument' : words;
}

/** Arguments go by the names that the usage gives them, such as `SOURCE_IMAGE`; flags as they are written. */
const english = {
  tooLong: (longest: number) => `This is longer than the ${longest} characters that a command line may have here.`,
  unfinished: (what: Unfinished) => `This command line is not complete: ${UNFINISHED[what]}.`,
  oneLine: 'Give one command line; end a line with `\\` to go on below it.',
  oneCommand: (operator: string) => sentence`Give one command line, without ${operator}.`,
  otherProgram: (program: string) => sentence`The line must begin with ${program}.`,
  placeholder: (text: string) => sentence`Put a real value in place of ${text}.`,

  unknownCommand: (command: string) => sentence`There is no command ${command}.`,
  unknownCommandNear: (command: string, nearest: string) =>
    sentence`There is no command ${command}; ${nearest} is the nearest.`,
  commandMissing: (command: string) => sentence`A command is missing after ${command}.`,
  takesNothing: (command: string, extra: string) => sentence`${command} takes no arguments, so not ${extra}.`,
  takesOnly: (command: string, args: string, extra: string) =>
    sentence`${command} takes only ${args}; ${extra} is too many.`,
  needsArguments: (command: string, args: string) => sentence`${command} needs ${args} after it.`,
  writeAs: (name: string, argument: string) => sentence`Write ${name}: ${argument} has no ${'='}.`,
  oneOf: (names: string, argument: string) => sentence`This must be one of ${names}, not ${argument}.`,
  onePathInContainer: (example: string) => sentence`One of the two paths is in a container: ${example}.`,

  unknownFlag: (command: string, flag: string) => sentence`${command} has no flag ${flag}.`,
  unknownFlagNear: (command: string, flag: string, nearest: string) =>
    sentence`${command} has no flag ${flag}; ${nearest} is the nearest.`,
  flagBeforeCommand: (flag: string) => sentence`${flag} is not a flag that may stand before the command.`,
  twoHyphens: (flag: string) => sentence`Write ${flag} with two hyphens.`,
  needsValue: (flag: string) => sentence`${flag} needs a value.`,
  onOrOff: (flag: string, value: string) => sentence`${flag} is on or off; ${value} is neither.`,
  wholeNumber: (flag: string, value: string) => sentence`${flag} takes a whole number, not ${value}.`,
  number: (flag: string, value: string) => sentence`${flag} takes a number, not ${value}.`,
  size: (flag: string, example: string, value: string) => sentence`${flag} takes a size like ${example}, not ${value}.`,
  duration: (flag: string, example: string, value: string) =>
    sentence`${flag} takes a time like ${example}, not ${value}.`,
  ports: (flag: string, example: string, value: string) => sentence`${flag} takes ports like ${example}, not ${value}.`,
  keyAndValue: (flag: string, value: string) => sentence`${flag} takes ${'key=value'}, not ${value}.`,
  unknownKey: (flag: string, key: string) => sentence`${flag} knows no ${key}.`,
  unknownType: (flag: string, type: string) => sentence`${flag} knows no type ${type}.`,
  keyNeedsValue: (flag: string, key: string) => sentence`${key} in ${flag} needs a value.`,
  needsKey: (flag: string, key: string) => sentence`${flag} needs a ${key}.`,

  /** @param note what the subject's grammar says of the command */
  note: (command: string, note: string) => sentence`About ${command}: ${plain(note)}.`,
  shortHelp: (short: string, long: string) => sentence`${short} is deprecated for help: use ${long}.`,
  deprecated: (flag: string, why: string) => sentence`${flag} is deprecated: ${plain(why)}.`,
  experimental: (flag: string) => sentence`${flag} is experimental.`,

  otherCommand: (command: string) => sentence`This is ${command}, but another command is needed.`,
  afterOptions: (argument: string) => `The ${nameOf(argument)} comes after the options.`,
  onlyHelp: (flag: string) => sentence`${flag} only prints the help.`,
  differs: 'Something in it differs from what is needed.',
  missing: (what: string, place: Place = 'middle') => sentence`${what} is missing${plain(PLACES[place])}.`,
  missingWith: (flag: string, value: string) => sentence`${flag} with ${value} is missing.`,
  extra: (what: string, place: Place = 'middle') => sentence`${what} is one too many${plain(PLACES[place])}.`,
  extraWith: (flag: string, value: string) => sentence`${flag} with ${value} is one too many.`,
  wrongValue: (flag: string, wanted: string, typed: string) => sentence`${flag} should be ${wanted}, not ${typed}.`,
  hostPortFirst: (flag: string, wanted: string, typed: string) =>
    sentence`${flag} should be ${wanted}, not ${typed}: the host's port comes first.`,
  mountedFirst: (flag: string, wanted: string, typed: string) =>
    sentence`${flag} should be ${wanted}, not ${typed}: what is mounted comes first.`,
  wrongOrder: (wanted: string) => sentence`The order should be ${wanted}.`,
  wrongArgument: (argument: string, wanted: string, typed: string) =>
    sentence`The ${plain(nameOf(argument))} should be ${wanted}, not ${typed}.`,
  missingAfter: (argument: string, wanted: string) =>
    sentence`After the ${plain(nameOf(argument))}, ${wanted} is missing.`,
  extraAfter: (argument: string, typed: string) =>
    sentence`Nothing comes after the ${plain(nameOf(argument))}: leave out ${typed}.`,
  wrongAfter: (argument: string, wanted: string, typed: string) =>
    sentence`After the ${plain(nameOf(argument))} comes ${wanted}, not ${typed}.`,
};

export type CommandLineWords = typeof english;

export const commandLineWords = inLanguages(english);
