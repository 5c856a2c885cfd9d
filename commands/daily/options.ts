/** The subcommands of /daily with their options. */
import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType as Type,
  ChannelType,
} from 'discord-api-types/v10';

function subcommand(
  name: string,
  description: string,
  options: APIApplicationCommandSubcommandOption['options'] = [],
): APIApplicationCommandSubcommandOption {
  return { type: Type.Subcommand, name, description, options };
}

const suggested = (name: string, description: string) =>
  ({ type: Type.String, name, description, autocomplete: true, max_length: 100 }) as const;

export const SUBCOMMANDS: APIApplicationCommandSubcommandOption[] = [
  subcommand('setup', 'Post a question every day; what you leave out is as usual', [
    {
      type: Type.Channel,
      name: 'channel',
      description: 'Where to post it',
      required: true,
      channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
    },
    {
      type: Type.String,
      name: 'time',
      description: 'Local time, like 09:00 or 6:30pm',
      required: true,
      max_length: 20,
    },
    suggested('timezone', 'Your city or zone; also decides when a day and a week begin for the leaderboard'),
    suggested('days', 'On which days (usually every day), like weekdays or Mon, Wed, Fri'),
    suggested('topic', 'A topic or a whole domain (usually everything)'),
    { type: Type.Role, name: 'role', description: 'Whom to ping with it (usually nobody)' },
    suggested('reveal', 'When the answer is told (usually with the next question), like 4 hours'),
    {
      type: Type.String,
      name: 'answers',
      description: 'Whether members may change their minds (usually until the reveal)',
      choices: [
        { name: 'Can be changed until the reveal, and nobody sees them', value: 'sealed' },
        { name: 'The first one counts, and is explained at once', value: 'final' },
      ],
    },
    { type: Type.Boolean, name: 'thread', description: 'Open a thread below each answer (usually not)' },
  ]),
  subcommand('status', 'What comes next, what came last, and what is wrong if something is'),
  subcommand('pause', 'Stop posting until you resume'),
  subcommand('resume', 'Go on posting'),
  subcommand('now', "Post today's question now instead of waiting for its time"),
  subcommand('pin', 'Choose the next question yourself', [
    { ...suggested('question', 'Words of the question; Nothing takes your choice back'), required: true },
  ]),
];
