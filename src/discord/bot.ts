import { type Client, DiscordjsErrorCodes, Events } from 'discord.js';
import { type App, type AppParts, createApp } from '../app.ts';
import type { Command } from '../command.ts';
import { OperatorError } from '../errors.ts';
import type { Manifest } from '../pack/content.ts';
import { createClient } from './client.ts';
import { deployCommands } from './deploy.ts';
import { createDispatch } from './dispatch.ts';
import { createMessenger } from './messenger.ts';

export interface BotParts extends Omit<AppParts, 'messenger'> {
  token: string;
  /** where Discord's API is; undefined for Discord itself */
  apiUrl?: string | undefined;
  listCommands: (manifests: readonly Manifest[]) => Command[];
  /** presses so soon (milliseconds) after a change of their message are not taken; 0, the default, takes every press */
  unseenMs?: number;
}

export interface Bot {
  readonly app: App;
  readonly client: Client<true>;
  /** Lets what is being answered finish, and leaves Discord. */
  stop(): Promise<void>;
}

/**
 * Connects to Discord and answers.
 * @throws OperatorError when Discord does not know the token
 */
export async function startBot({ token, apiUrl, listCommands, unseenMs, ...parts }: BotParts): Promise<Bot> {
  const { log } = parts;
  const client = createClient(apiUrl);
  const app = await createApp({ ...parts, messenger: createMessenger(client) });
  const commands = listCommands(app.catalogue.manifests);
  const dispatch = createDispatch(commands, app, unseenMs);

  const answering = new Set<Promise<void>>();
  client.on(Events.InteractionCreate, (interaction) => {
    const answer = dispatch(interaction).finally(() => answering.delete(answer));
    answering.add(answer);
  });
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord had an error'));
  client.on(Events.ShardDisconnect, (event, shard) =>
    log.warn({ shard, code: event.code }, 'Discord closed the connection'),
  );
  client.on(Events.ShardResume, (shard) => log.info({ shard }, 'connected again'));

  const ready = await connect(client, token);
  if (await deployCommands(ready, commands)) log.info({ commands: commands.length }, 'commands registered');
  log.info({ bot: ready.user.tag, servers: ready.guilds.cache.size }, 'ready');
  return {
    app,
    client: ready,
    async stop() {
      client.removeAllListeners(Events.InteractionCreate);
      await Promise.allSettled(answering);
      await client.destroy();
    },
  };
}

async function connect(client: Client, token: string): Promise<Client<true>> {
  try {
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(token);
    return await ready;
  } catch (error) {
    await client.destroy();
    const { code, status } = error as { code?: unknown; status?: unknown };
    if (code === DiscordjsErrorCodes.TokenInvalid || status === 401) {
      throw new OperatorError(
        'Discord does not accept the token. Open your application in the Discord developer portal, choose Bot, ' +
          'then Reset Token, and put the new one into DISCORD_TOKEN (in the environment or in the file .env).',
      );
    }
    throw new OperatorError(
      `Discord cannot be reached (${(error as Error).message}). Check the network of this machine and try again.`,
    );
  }
}
