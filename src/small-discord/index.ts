/**
 * A small Discord on loopback: REST and gateway as far as a bot with slash commands uses them, refusing what Discord
 * refuses. The bot's real discord.js client talks to it; people are played through `as(userId)`.
 */
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DemoWorld, createDemoWorld } from './demo-world.ts';
import { Events } from './events.ts';
import { Faults } from './faults.ts';
import { Files, type SavedFile } from './files.ts';
import { Gateway } from './gateway/server.ts';
import { Interactions } from './interactions.ts';
import { type MessageBody, createMessage } from './messages.ts';
import { Person } from './person.ts';
import { appRoutes } from './rest/app.ts';
import { channelRoutes } from './rest/channels.ts';
import { commandRoutes } from './rest/commands.ts';
import { interactionRoutes } from './rest/interactions.ts';
import { messageRoutes } from './rest/messages.ts';
import { type RateLimitOptions, RateLimits } from './rest/rate-limit.ts';
import { type RecordedRequest, Router } from './rest/router.ts';
import { createRestServer } from './rest/server.ts';
import { webhookRoutes } from './rest/webhooks.ts';
import { World, type WorldSnapshot } from './world.ts';

const RESPONSE_TIMEOUT_MS = 3000;
const HEARTBEAT_MS = 41_250;
const GUILDS_PER_SHARD = 2500;

export interface SmallDiscordOptions {
  /** 0, the default, takes a free one */
  port?: number;
  /** the bot's token that is accepted */
  token?: string;
  /** what the bot is called */
  botName?: string;
  /** UTC milliseconds: ids, timestamps, the age of tokens */
  now?: () => number;
  /** how far Discord's clock is ahead of `now`: in ids, timestamps, and the Date of every answer */
  clockSkewMs?: number;
  /** false: none, for measuring */
  rateLimits?: boolean | RateLimitOptions;
  /** real time that the bot has for its first answer */
  responseTimeoutMs?: number;
  /** how many requests are kept for looking at; 0 keeps none */
  keptRequests?: number;
  /** how many messages of each channel are kept */
  keptMessages?: number;
  /** how many shards the bot is told to use */
  shards?: number;
  /** how many shards may identify within five seconds; not enforced unless it is given */
  maxConcurrency?: number;
  /** a shard with more servers is refused; Discord's limit, unless given, is 2500 */
  guildsPerShard?: number;
  heartbeatIntervalMs?: number;
  /** whether the bot was granted the privileged intents */
  privilegedIntents?: boolean;
  /** what `save()` gave, to go on with */
  saved?: SavedDiscord;
  /** where uploaded files outlive a restart */
  filesFolder?: string;
}

/** The people and places that are there from the start. */
export type Demo = Omit<DemoWorld, 'world'>;

/** Everything that is to outlive a restart, as plain values. */
export interface SavedDiscord {
  world: WorldSnapshot;
  demo: Demo;
  /** what lies in the folder of files */
  files?: SavedFile[];
}

export interface SmallDiscord extends Pick<Events, 'on' | 'off'> {
  /** what DISCORD_API_URL holds */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly botUserId: string;
  readonly world: World;
  readonly demo: Demo;
  readonly gateway: Gateway;
  readonly faults: Faults;
  /** the bot's requests, oldest first */
  readonly requests: readonly RecordedRequest[];
  /** somebody at the keyboard */
  as(userId: string): Person;
  /** puts a message of the bot's into a channel that one member sees, without an interaction; not a part of Discord */
  whisper(userId: string, channelId: string, body: object): void;
  /** moves the clock */
  advance(ms: number): void;
  save(): SavedDiscord;
  close(): Promise<void>;
}

/** A new one each time, so that no bot of an earlier small Discord on the same port is let in. */
function makeBotToken(): string {
  return `small.discord.${randomBytes(18).toString('base64url')}`;
}

/** Starts it on 127.0.0.1. */
export async function startSmallDiscord(options: SmallDiscordOptions = {}): Promise<SmallDiscord> {
  const { port = 0, token = makeBotToken(), keptMessages, botName, saved, maxConcurrency } = options;
  let advancedMs = options.clockSkewMs ?? 0;
  const clock = options.now ?? Date.now;
  const now = () => clock() + advancedMs;

  const { world, ...demo } = saved
    ? { ...saved.demo, world: new World({ now, keptMessages, saved: saved.world }) }
    : createDemoWorld({ now, keptMessages, botName });
  const events = new Events();
  const interactions = new Interactions(world, options.responseTimeoutMs ?? RESPONSE_TIMEOUT_MS, (interaction) => {
    const { id, userId, channelId, commandName, status } = interaction;
    events.emit('interaction', () => [{ id, userId, channelId, commandName, status }]);
  });
  const faults = new Faults(() => gateway);
  const requests: RecordedRequest[] = [];
  const shown = JSON.stringify(saved?.world.messages ?? []);
  const files = new Files({
    folder: options.filesFolder,
    saved: saved?.files ?? [],
    isShown: (path) => shown.includes(path),
  });

  const gatewayUrl = () => `${files.origin.replace('http', 'ws')}/gateway`;
  const typing = (channelId: string) => events.emit('typing', () => [{ channelId, userId: world.botUserId }]);
  const router = new Router()
    .add(interactionRoutes(world, interactions, files.store))
    .add(webhookRoutes(world, interactions, files.store))
    .add(messageRoutes(world, files.store, typing))
    .add(channelRoutes(world))
    .add(commandRoutes(world))
    .add(appRoutes(world, { url: gatewayUrl, shards: options.shards ?? 1, maxConcurrency: maxConcurrency ?? 16 }));
  const http = createRestServer({
    router,
    token,
    limits: makeLimits(options.rateLimits),
    faults,
    now,
    findFile: (path) => files.find(path),
    record: (request) => {
      keep(requests, request, options.keptRequests ?? 2000);
      events.emit('request', () => [request]);
    },
  });
  const gatewayOptions = {
    token,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? HEARTBEAT_MS,
    privilegedIntents: options.privilegedIntents ?? false,
    maxConcurrency: maxConcurrency ?? null,
    guildsPerShard: options.guildsPerShard ?? GUILDS_PER_SHARD,
  };
  const gateway = new Gateway(world, gatewayOptions, http);
  files.origin = await listen(http, port);
  gateway.setUrl(gatewayUrl());
  world.onChange((event) => {
    if (event.type !== 'messageCreated' && event.type !== 'messageUpdated' && event.type !== 'messageDeleted') return;
    const { data, visibleTo } = event.message;
    events.emit(event.type, () => [{ message: { ...data }, visibleTo }]);
  });

  const people = new Map<string, Person>();
  return {
    apiUrl: `${files.origin}/api`,
    token,
    applicationId: world.applicationId,
    botUserId: world.botUserId,
    world,
    demo,
    gateway,
    faults,
    requests,
    on: (name, listener) => events.on(name, listener),
    off: (name, listener) => events.off(name, listener),
    as(userId) {
      let person = people.get(userId);
      if (!person) people.set(userId, (person = new Person(userId, world, interactions, gateway)));
      return person;
    },
    whisper(visibleTo, channelId, body) {
      // A copy, as over the wire.
      const copy = structuredClone(body) as MessageBody;
      createMessage(world, files.store, { channelId, body: copy, visibleTo });
    },
    advance: (ms) => void (advancedMs += ms),
    save: () => ({ world: world.snapshot(), demo, files: files.save() }),
    async close() {
      interactions.close();
      gateway.close();
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
    },
  };
}

function makeLimits(asked: SmallDiscordOptions['rateLimits'] = true): RateLimits | null {
  if (asked === false) return null;
  return new RateLimits(asked === true ? {} : asked);
}

function keep(requests: RecordedRequest[], request: RecordedRequest, limit: number): void {
  if (limit === 0) return;
  requests.push(request);
  // Not one by one, since that would move the whole list for every request.
  if (requests.length > 2 * limit) requests.splice(0, requests.length - limit);
}

/** @returns the address */
async function listen(http: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

export type { DemoWorld } from './demo-world.ts';
export type { InteractionEvent, MessageEvent, SmallDiscordEvents } from './events.ts';
export type { Fault, FaultMatch } from './faults.ts';
export type { InteractionOutcome, Modal } from './outcome.ts';
export { permissionsIn, writingIn } from './permissions.ts';
export { Person } from './person.ts';
export { RefusedByClient } from './resolved.ts';
export type { RecordedRequest } from './rest/router.ts';
export { type Guild, World, type WorldSnapshot } from './world.ts';
