/** Who the bot is, and how it reaches the gateway. */
import { ApplicationIntegrationType } from 'discord-api-types/v10';
import type { World } from '../world.ts';
import { type Route, ok, route } from './router.ts';

export interface GatewayInfo {
  url: () => string;
  /** how many shards the bot is told to use */
  shards: number;
  maxConcurrency: number;
}

export function appRoutes(world: World, { url, shards, maxConcurrency }: GatewayInfo): Route[] {
  const application = () =>
    ok({
      id: world.applicationId,
      name: world.users.get(world.botUserId)?.global_name,
      icon: null,
      description: '',
      bot: world.users.get(world.botUserId),
      bot_public: true,
      bot_require_code_grant: false,
      flags: 0,
      verify_key: '0'.repeat(64),
      approximate_guild_count: [...world.guilds.values()].filter(({ members }) => members.has(world.botUserId)).length,
      integration_types_config: {
        [ApplicationIntegrationType.GuildInstall]: {},
        [ApplicationIntegrationType.UserInstall]: {},
      },
    });
  return [
    route('GET', '/gateway', () => ok({ url: url() }), { needsToken: false }),
    route('GET', '/gateway/bot', () =>
      ok({
        url: url(),
        shards,
        session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: maxConcurrency },
      }),
    ),
    route('GET', '/users/@me', () => ok(world.users.get(world.botUserId))),
    route('GET', '/applications/@me', application),
    route('GET', '/oauth2/applications/@me', application),
  ];
}
