import { type Client, Events } from 'discord.js';
import { type App, type AppParts, createApp } from '../app.ts';
import type { Command } from '../command.ts';
import type { OperatorError } from '../errors.ts';
import type { Manifest } from '../pack/content.ts';
import { createClient } from './client.ts';
import { connect, whenLost } from './connection.ts';
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
  /** resolves when Discord has closed the connection for good: nothing can be answered any more, so stop */
  readonly lost: Promise<OperatorError>;
  /** Lets what is being answered finish, and leaves Discord. */
  stop(): Promise<void>;
}

/**
 * Connects to Discord and answers.
 * @throws OperatorError when Discord does not know the token or cannot be reached
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
  client.on(Events.ShardResume, (shard) => log.info({ shard }, 'connected again'));

  const lost = whenLost(client, log);
  const ready = await connect(client, token, lost);
  if (await deployCommands(ready, commands)) log.info({ commands: commands.length }, 'commands registered');
  log.info({ bot: ready.user.tag, servers: ready.guilds.cache.size }, 'ready');
  return {
    app,
    client: ready,
    lost,
    async stop() {
      client.removeAllListeners(Events.InteractionCreate);
      await Promise.allSettled(answering);
      await client.destroy();
    },
  };
}
