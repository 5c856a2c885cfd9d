/**
 * A small Discord on loopback: REST and gateway as far as a bot with slash commands uses them, refusing what Discord
 * refuses. The bot's real discord.js client talks to it; people are played through `as(userId)`.
 */
import type { AddressInfo } from 'node:net';
import { type DemoWorld, createDemoWorld } from './demo-world.ts';
import { Faults } from './faults.ts';
import { Gateway } from './gateway/server.ts';
import { Interactions } from './interactions.ts';
import type { FileStore, UploadedFile } from './messages.ts';
import { Person } from './person.ts';
import { appRoutes } from './rest/app.ts';
import { channelRoutes } from './rest/channels.ts';
import { interactionRoutes } from './rest/interactions.ts';
import { type RecordedRequest, Router } from './rest/router.ts';
import { createRestServer } from './rest/server.ts';
import type { World } from './world.ts';

const RESPONSE_TIMEOUT_MS = 3000;
const KEPT_FILES = 200;

export interface SmallDiscordOptions {
  /** 0, the default, takes a free one */
  port?: number;
  /** the bot's token that is accepted */
  token?: string;
  /** UTC milliseconds: ids, timestamps, the age of tokens */
  now?: () => number;
  /** off for measuring */
  rateLimits?: boolean;
  /** real time that the bot has for its first answer */
  responseTimeoutMs?: number;
  /** how many requests are kept for looking at; 0 keeps none */
  keptRequests?: number;
  /** how many shards the bot is told to use */
  shards?: number;
}

export interface SmallDiscord {
  /** what DISCORD_API_URL holds */
  readonly apiUrl: string;
  readonly token: string;
  readonly world: World;
  /** the people and places that are there from the start */
  readonly demo: Omit<DemoWorld, 'world'>;
  readonly gateway: Gateway;
  readonly faults: Faults;
  /** the bot's requests, oldest first */
  readonly requests: readonly RecordedRequest[];
  /** somebody at the keyboard */
  as(userId: string): Person;
  close(): Promise<void>;
}

/** Starts it on 127.0.0.1. */
export async function startSmallDiscord(options: SmallDiscordOptions = {}): Promise<SmallDiscord> {
  const { port = 0, token = 'small.discord.token', now = Date.now, keptRequests = 2000, shards = 1 } = options;
  const { world, ...demo } = createDemoWorld(now);
  const interactions = new Interactions(world, options.responseTimeoutMs ?? RESPONSE_TIMEOUT_MS);
  const faults = new Faults();
  const requests: RecordedRequest[] = [];
  const files = new Map<string, UploadedFile>();
  let origin = '';
  const store: FileStore = (id, file) => {
    const path = `/attachments/${id}/${encodeURIComponent(file.name)}`;
    files.set(path, file);
    const [oldest] = files.keys();
    if (files.size > KEPT_FILES && oldest) files.delete(oldest);
    return origin + path;
  };
  const gatewayUrl = () => `${origin.replace('http', 'ws')}/gateway`;
  const router = new Router()
    .add(interactionRoutes(world, interactions, store))
    .add(channelRoutes(world, store))
    .add(appRoutes(world, gatewayUrl, shards));
  const http = createRestServer({
    router,
    token,
    rateLimits: options.rateLimits ?? true,
    faults,
    now,
    findFile: (path) => files.get(path),
    record: (request) => {
      if (keptRequests === 0) return;
      requests.push(request);
      if (requests.length > 2 * keptRequests) requests.splice(0, requests.length - keptRequests);
    },
  });
  const gateway = new Gateway(world, token, http);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  gateway.setUrl(gatewayUrl());

  const people = new Map<string, Person>();
  return {
    apiUrl: `${origin}/api`,
    token,
    world,
    demo,
    gateway,
    faults,
    requests,
    as(userId) {
      let person = people.get(userId);
      if (!person) people.set(userId, (person = new Person(userId, world, interactions, gateway)));
      return person;
    },
    async close() {
      interactions.close();
      gateway.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

export type { DemoWorld } from './demo-world.ts';
export type { InteractionOutcome, Modal } from './person.ts';
export { Person } from './person.ts';
export type { RecordedRequest } from './rest/router.ts';
