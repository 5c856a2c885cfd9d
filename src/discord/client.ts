import { Client, Events, GatewayDispatchEvents, Options, REST } from 'discord.js';
import { type ToldInteraction, asInChannel } from './permissions.ts';
import type { Part } from './part.ts';

/**
 * The REST client for answers. They carry their interaction's own token, and Discord does not count them among the bot's 50
 * requests a second, a limit to which discord.js's client would hold all of its requests.
 */
export function createAnswerRest(apiUrl: string | undefined): REST {
  return new REST({
    version: '10',
    globalRequestsPerSecond: Infinity,
    // What is kept of each interaction's routes is of no use once it is answered.
    handlerSweepInterval: 60_000,
    ...(apiUrl && { api: apiUrl }),
  });
}

/**
 * The connection to Discord. It asks for no intents: interactions come without any, and what a channel permits is asked for
 * when somebody wants to know. So what is kept does not grow with the number of servers.
 * @param apiUrl where Discord's API is, without its version; undefined for Discord itself
 * @param part which shards are this process's own; left out: as many as Discord recommends
 */
export function createClient(apiUrl: string | undefined, part?: Pick<Part, 'shards' | 'shardCount'>): Client {
  const client = new Client({
    intents: [],
    ...(part ? { shards: part.shards, shardCount: part.shardCount } : { shards: 'auto' as const }),
    allowedMentions: { parse: [] },
    ...(apiUrl && { rest: { api: apiUrl } }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      DMMessageManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
  // At its start each shard is told which servers it has. Nobody asks for them, and discord.js would make an object of
  // several kilobytes for each; it announces every packet before it handles it.
  client.on(Events.Raw as never, ({ t, d }: { t: string | null; d: unknown }) => {
    if (t === GatewayDispatchEvents.Ready) (d as { guilds: unknown[] }).guilds = [];
    if (t === GatewayDispatchEvents.InteractionCreate) asInChannel(d as ToldInteraction);
  });
  return client;
}
