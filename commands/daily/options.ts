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
  subcommand('setup', 'Post a question every day; options you leave out go back to their defaults', [
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
    suggested('days', 'Which days (default: every day), like weekdays or Mon, Wed, Fri'),
    suggested('topic', 'A topic or a whole domain (default: everything)'),
    { type: Type.Role, name: 'role', description: 'Role to ping with it (default: nobody)' },
    suggested('reveal', 'When the answer is revealed (default: with the next question), like 4 hours'),
    {
      type: Type.String,
      name: 'answers',
      description: 'Whether answers can be changed (default: until the reveal)',
      choices: [
        { name: 'Can be changed until the reveal, and nobody sees them', value: 'sealed' },
        { name: 'The first one counts, and is explained at once', value: 'final' },
      ],
    },
    { type: Type.Boolean, name: 'thread', description: 'Open a thread for discussion at each reveal (default: no)' },
  ]),
  subcommand('status', 'The next questions, the latest one, and any problem'),
  subcommand('pause', 'Stop posting until you resume'),
  subcommand('resume', 'Go on posting'),
  subcommand('now', "Post today's question now instead of waiting for its time"),
  subcommand('pin', 'Choose the next question yourself', [
    { ...suggested('question', 'Search for a question, or choose Nothing to undo'), required: true },
  ]),
];
