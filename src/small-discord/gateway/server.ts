/** The gateway: https://discord.com/developers/docs/events/gateway, in JSON without compression. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { gatewayGuild } from '../payloads.ts';
import { shardOf } from '../snowflake.ts';
import type { World } from '../world.ts';
import { type GatewayEvent, toGatewayEvent } from './events.ts';
import { Session } from './session.ts';

/** How long a session waits for the bot to come again after a broken connection. */
const RESUMABLE_MS = 2 * 60 * 1000;
const IDENTIFY_WINDOW_MS = 5000;
const ALL_INTENTS = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);
const PRIVILEGED_INTENTS =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

export interface GatewayOptions {
  token: string;
  heartbeatIntervalMs: number;
  /** whether the bot was granted the privileged intents */
  privilegedIntents: boolean;
  /** so many shards may identify within five seconds; null: as many as like */
  maxConcurrency: number | null;
}

interface Payload {
  op: number;
  d?: unknown;
  s?: number | null;
  t?: string | null;
}

export class Gateway {
  readonly #world: World;
  readonly #options: GatewayOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #expiries = new Map<string, NodeJS.Timeout>();
  /** when a shard of each rate limit key identified last, in real time */
  readonly #identified = new Map<number, number>();
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #stopListening: () => void;
  #url = '';

  constructor(world: World, options: GatewayOptions, http: Server) {
    this.#world = world;
    this.#options = options;
    http.on('upgrade', (request: IncomingMessage, socket, head) => this.#upgrade(request, socket, head));
    this.#stopListening = world.onChange((event) => {
      if (this.#sessions.size === 0) return;
      const sent = toGatewayEvent(world, event);
      if (sent) this.#tell(sent);
    });
  }

  /** Where a session is resumed. */
  setUrl(url: string): void {
    this.#url = url;
  }

  /** Sends an event to the shard that serves a server; what is outside servers goes to shard 0. */
  dispatch(name: string, data: unknown, guildId: string | null): void {
    this.#tell({ name, guildId, intent: 0, makeData: () => data });
  }

  #tell({ name, guildId, intent, makeData }: GatewayEvent): void {
    for (const session of this.#sessions.values()) {
      const [shard, count] = session.shard;
      if (intent !== 0 && (session.intents & intent) === 0) continue;
      if (shard !== (guildId === null ? 0 : shardOf(guildId, count))) continue;
      const data = makeData(session.intents);
      if (data !== undefined) session.send(name, JSON.stringify(data));
    }
  }

  /** Cuts every connection, as a network does; the sessions stay and can be resumed. */
  drop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  /** Closes every connection with one of Discord's codes, such as 4004 when the token was reset. */
  shut(code: GatewayCloseCodes): void {
    for (const socket of this.#sockets.clients) socket.close(code);
  }

  /** Forgets every session, so that the next resuming is refused and the bot has to identify again. */
  invalidateSessions(): void {
    for (const session of this.#sessions.values()) {
      if (session.socket) write(session.socket, { op: GatewayOpcodes.InvalidSession, d: false });
      this.#forget(session);
    }
  }

  /** Asks every connection to come again and resume. */
  requestReconnect(): void {
    for (const socket of this.#sockets.clients) write(socket, { op: GatewayOpcodes.Reconnect, d: null });
  }

  /** How many connections there are. */
  get connections(): number {
    return this.#sockets.clients.size;
  }

  close(): void {
    this.#stopListening();
    for (const timer of this.#expiries.values()) clearTimeout(timer);
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'ws://127.0.0.1');
    if (url.pathname !== '/gateway' && url.pathname !== '/gateway/') return void socket.destroy();
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const { searchParams: asked } = url;
      if ((asked.get('v') ?? '10') !== '10')
        return webSocket.close(GatewayCloseCodes.InvalidAPIVersion, 'Only version 10 is spoken here.');
      if ((asked.get('encoding') ?? 'json') !== 'json' || asked.has('compress'))
        return webSocket.close(GatewayCloseCodes.DecodeError, 'Only JSON without compression is spoken here.');
      this.#greet(webSocket);
    });
  }

  #greet(socket: WebSocket): void {
    const { heartbeatIntervalMs } = this.#options;
    let session: Session | undefined;
    let silence: NodeJS.Timeout | undefined;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => socket.close(GatewayCloseCodes.SessionTimedOut), 1.5 * heartbeatIntervalMs);
    };
    listen();
    write(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatIntervalMs } });
    socket.on('close', (code) => {
      clearTimeout(silence);
      if (session?.socket === socket) this.#lose(session, code);
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (raw: Buffer) => {
      let payload: Payload;
      try {
        payload = JSON.parse(raw.toString('utf8')) as Payload;
      } catch {
        return socket.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      }
      switch (payload.op as GatewayOpcodes) {
        case GatewayOpcodes.Heartbeat:
          listen();
          return write(socket, { op: GatewayOpcodes.HeartbeatAck });
        case GatewayOpcodes.Identify:
          if (session && this.#sessions.has(session.id)) {
            return socket.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
          }
          session = this.#identify(socket, payload.d);
          return;
        case GatewayOpcodes.Resume:
          session = this.#resume(socket, payload.d);
          return;
        case GatewayOpcodes.PresenceUpdate:
        case GatewayOpcodes.VoiceStateUpdate:
        case GatewayOpcodes.RequestGuildMembers:
          if (!session) socket.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
          return;
        default:
          return socket.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
      }
    });
  }

  #identify(socket: WebSocket, data: unknown): Session | undefined {
    const { token, intents, shard = [0, 1] } = (data ?? {}) as Record<string, unknown>;
    const refuse = (code: GatewayCloseCodes, why: string) => void socket.close(code, why);
    if (token !== this.#options.token) {
      refuse(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
    } else if (typeof intents !== 'number' || (intents & ~ALL_INTENTS) !== 0) {
      refuse(GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).');
    } else if (intents & PRIVILEGED_INTENTS && !this.#options.privilegedIntents) {
      refuse(GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).');
    } else if (!isShard(shard)) {
      refuse(GatewayCloseCodes.InvalidShard, 'Invalid shard.');
    } else if (!this.#mayIdentify(shard[0])) {
      write(socket, { op: GatewayOpcodes.InvalidSession, d: false });
    } else {
      return this.#begin(new Session(shard, intents, socket));
    }
    return undefined;
  }

  #begin(session: Session): Session {
    const world = this.#world;
    const [shard, count] = session.shard;
    this.#sessions.set(session.id, session);
    const guilds = [...world.guilds.values()].filter((guild) => shardOf(guild.id, count) === shard);
    const ready = {
      v: 10,
      user: world.users.get(world.botUserId),
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url,
      shard: session.shard,
      application: { id: world.applicationId, flags: 0 },
    };
    session.send('READY', JSON.stringify(ready));
    if (session.intents & GatewayIntentBits.Guilds) {
      for (const guild of guilds) session.send('GUILD_CREATE', JSON.stringify(gatewayGuild(world, guild)));
    }
    return session;
  }

  #mayIdentify(shard: number): boolean {
    const { maxConcurrency } = this.#options;
    if (maxConcurrency === null) return true;
    const key = shard % maxConcurrency;
    const now = Date.now();
    if (now - (this.#identified.get(key) ?? 0) < IDENTIFY_WINDOW_MS) return false;
    this.#identified.set(key, now);
    return true;
  }

  #resume(socket: WebSocket, data: unknown): Session | undefined {
    const { token, session_id: id, seq } = (data ?? {}) as Record<string, unknown>;
    if (token !== this.#options.token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return undefined;
    }
    const session = this.#sessions.get(String(id));
    if (!session || typeof seq !== 'number' || !session.canReplayAfter(seq)) {
      write(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return undefined;
    }
    clearTimeout(this.#expiries.get(session.id));
    this.#expiries.delete(session.id);
    session.socket?.terminate();
    session.resume(socket, seq);
    return session;
  }

  /** A connection is gone. A bot that says goodbye (1000, 1001) ends its session; any other may come again. */
  #lose(session: Session, code: number): void {
    session.socket = null;
    if (code === 1000 || code === 1001) return this.#forget(session);
    const expiry = setTimeout(() => this.#forget(session), RESUMABLE_MS);
    expiry.unref();
    this.#expiries.set(session.id, expiry);
  }

  #forget(session: Session): void {
    clearTimeout(this.#expiries.get(session.id));
    this.#expiries.delete(session.id);
    this.#sessions.delete(session.id);
  }
}

function isShard(shard: unknown): shard is [number, number] {
  if (!Array.isArray(shard) || shard.length !== 2) return false;
  const [id, count] = shard as [unknown, unknown];
  return Number.isInteger(id) && Number.isInteger(count) && Number(id) >= 0 && Number(id) < Number(count);
}

function write(socket: WebSocket, payload: Payload): void {
  socket.send(JSON.stringify({ s: null, t: null, ...payload }));
}
