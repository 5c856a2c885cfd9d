import { Client, GatewayIntentBits, Options, REST } from 'discord.js';
import type { Part } from './part.ts';

/**
 * What answers go out through. They carry their interaction's own token, and Discord does not count them among the bot's 50
 * requests a second, which discord.js's client would keep all of its requests to.
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
 * The connection to Discord. Only the Guilds intent: the bot reads no messages and keeps no member lists, and it caches
 * what a channel's permissions are computed from and nothing else.
 * @param apiUrl where Discord's API is, without its version; undefined for Discord itself
 * @param part which shards are this process's own; left out: as many as Discord recommends
 */
export function createClient(apiUrl: string | undefined, part?: Pick<Part, 'shards' | 'shardCount'>): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    ...(part ? { shards: part.shards, shardCount: part.shardCount } : { shards: 'auto' as const }),
    allowedMentions: { parse: [] },
    ...(apiUrl && { rest: { api: apiUrl } }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ApplicationEmojiManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      EntitlementManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildForumThreadManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      GuildTextThreadManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
      VoiceStateManager: 0,
    }),
  });
}
