/** A test bench: a small Discord, and a bot of a few lines connected to it by the real discord.js client. */
import {
  type ChatInputCommandInteraction,
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
} from 'discord.js';
import {
  ApplicationCommandOptionType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { type SmallDiscord, type SmallDiscordOptions, startSmallDiscord } from '../../src/small-discord/index.ts';

export const COMMANDS: RESTPostAPIChatInputApplicationCommandsJSONBody[] = [
  { name: 'ping', description: 'Answers' },
  {
    name: 'pick',
    description: 'Takes options of several kinds',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'topic',
        description: 'What about',
        required: true,
        autocomplete: true,
        max_length: 20,
      },
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'count',
        description: 'How many',
        min_value: 1,
        max_value: 5,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'level',
        description: 'How hard',
        choices: [
          { name: 'Easy', value: 'easy' },
          { name: 'Hard', value: 'hard' },
        ],
      },
      { type: ApplicationCommandOptionType.User, name: 'member', description: 'Whose' },
    ],
  },
  {
    name: 'settings',
    description: 'For organisers',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [0],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'channel',
        description: 'Where to post',
        options: [
          { type: ApplicationCommandOptionType.Channel, name: 'channel', description: 'Which', required: true },
        ],
      },
    ],
  },
];

export interface Bench {
  readonly discord: SmallDiscord;
  readonly client: Client<true>;
  readonly channel: string;
  readonly organiser: string;
  readonly ada: string;
  readonly ben: string;
  /** What the bot does with the interactions that come from now on. */
  handle(handler: (interaction: Interaction) => unknown): void;
  /** The same for slash commands alone. */
  onCommand(handler: (interaction: ChatInputCommandInteraction) => unknown): void;
  close(): Promise<void>;
}

export interface BenchOptions extends SmallDiscordOptions {
  client?: Partial<ClientOptions>;
}

/** Starts both and registers the commands. */
export async function openBench({ client: clientOptions, ...options }: BenchOptions = {}): Promise<Bench> {
  const discord = await startSmallDiscord(options);
  const client = createClient(discord, clientOptions);
  let handler: (interaction: Interaction) => unknown = () => undefined;
  client.on(Events.InteractionCreate, (interaction) => void handler(interaction));
  await login(client, discord.token);
  await client.application.commands.set(COMMANDS);
  const { channel, organiser, members } = discord.demo;
  const [ada = '', ben = ''] = members;
  return {
    discord,
    client,
    channel,
    organiser,
    ada,
    ben,
    handle: (next) => (handler = next),
    onCommand: (next) =>
      (handler = (interaction) => (interaction.isChatInputCommand() ? next(interaction) : undefined)),
    async close() {
      await client.destroy();
      await discord.close();
    },
  };
}

export function createClient(discord: SmallDiscord, options: Partial<ClientOptions> = {}): Client<true> {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    ...options,
    rest: { api: discord.apiUrl, version: '10', ...options.rest },
  });
}

export async function login(client: Client, token: string): Promise<void> {
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  await ready;
}
