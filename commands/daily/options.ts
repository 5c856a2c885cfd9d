/** The subcommands of /daily with their options. */
import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType as Type,
  ChannelType,
} from 'discord-api-types/v10';
import { setupWords } from '../../src/daily/setup-words.ts';
import { described, named } from '../../src/language.ts';

type Say = (words: ReturnType<typeof setupWords>) => string;

const saying = (say: Say) => described(setupWords, say);

function subcommand(
  name: string,
  description: Say,
  options: APIApplicationCommandSubcommandOption['options'] = [],
): APIApplicationCommandSubcommandOption {
  return { type: Type.Subcommand, name, ...saying(description), options };
}

const suggested = (name: string, description: Say) =>
  ({ type: Type.String, name, ...saying(description), autocomplete: true, max_length: 100 }) as const;

export const SUBCOMMANDS: APIApplicationCommandSubcommandOption[] = [
  subcommand('setup', (words) => words.setupDescription, [
    {
      type: Type.Channel,
      name: 'channel',
      ...saying((words) => words.channelOption),
      required: true,
      channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
    },
    {
      type: Type.String,
      name: 'time',
      ...saying((words) => words.timeOption),
      required: true,
      max_length: 20,
    },
    suggested('timezone', (words) => words.timeZoneOption),
    suggested('days', (words) => words.daysOption),
    suggested('topic', (words) => words.topicOption),
    { type: Type.Role, name: 'role', ...saying((words) => words.roleOption) },
    suggested('reveal', (words) => words.revealOption),
    {
      type: Type.String,
      name: 'answers',
      ...saying((words) => words.answersOption),
      choices: [
        { ...named(setupWords, (words) => words.sealedChoice), value: 'sealed' },
        { ...named(setupWords, (words) => words.finalChoice), value: 'final' },
      ],
    },
    { type: Type.Boolean, name: 'thread', ...saying((words) => words.threadOption) },
  ]),
  subcommand('status', (words) => words.statusDescription),
  subcommand('pause', (words) => words.pauseDescription),
  subcommand('resume', (words) => words.resumeDescription),
  subcommand('now', (words) => words.nowDescription),
  subcommand('pin', (words) => words.pinDescription, [
    { ...suggested('question', (words) => words.questionOption), required: true },
  ]),
];
