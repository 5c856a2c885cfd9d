/** The subcommands of /daily with their options. */
import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType as Type,
} from 'discord-api-types/v10';
import { POSTABLE_CHANNELS } from '../../src/daily/setup/form.ts';
import { setupWords } from '../../src/daily/setup/words.ts';
import { described, named } from '../../src/language.ts';
import { defineOptions, subcommand } from '../../src/options.ts';

type Say = (words: ReturnType<typeof setupWords>) => string;

const saying = (say: Say) => described(setupWords, say);

const suggested = (description: Say) =>
  ({ type: Type.String, ...saying(description), autocomplete: true, max_length: 100 }) as const;

export const SETUP = defineOptions({
  channel: {
    type: Type.Channel,
    ...saying((words) => words.channelOption),
    channel_types: POSTABLE_CHANNELS,
  },
  time: { type: Type.String, ...saying((words) => words.timeOption), max_length: 40 },
  timezone: suggested((words) => words.timeZoneOption),
  days: suggested((words) => words.daysOption),
  topic: suggested((words) => words.topicOption),
  role: { type: Type.Role, ...saying((words) => words.roleOption) },
  reveal: suggested((words) => words.revealOption),
  answers: {
    type: Type.String,
    ...saying((words) => words.answersOption),
    choices: [
      { ...named(setupWords, (words) => words.sealedChoice), value: 'sealed' },
      { ...named(setupWords, (words) => words.finalChoice), value: 'final' },
    ],
  },
  thread: { type: Type.Boolean, ...saying((words) => words.threadOption) },
});

export const PIN = defineOptions({
  question: { ...suggested((words) => words.questionOption), required: true },
});

export const SUBCOMMANDS: APIApplicationCommandSubcommandOption[] = [
  subcommand(
    'setup',
    saying((words) => words.setupDescription),
    SETUP,
  ),
  ...(['status', 'pause', 'resume', 'now'] as const).map((name) =>
    subcommand(
      name,
      saying((words) => words[`${name}Description`]),
    ),
  ),
  subcommand(
    'pin',
    saying((words) => words.pinDescription),
    PIN,
  ),
];
