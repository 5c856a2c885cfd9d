/** The gateway: https://discord.com/developers/docs/events/gateway, in JSON without compression. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { gatewayGuild } from '../payloads.ts';
import { shardOf } from '../snowflake.ts';
import { parseTarget } from '../target.ts';
import type { Guild, World } from '../world.ts';
import { type GatewayEvent, toGatewayEvent } from './events.ts';
import { isShard, parseFrame, parseIdentify, parseResume } from './frames.ts';
import { Session } from './session.ts';

/** How long a session waits for the bot to come again after a broken connection. */
const RESUMABLE_MS = 2 * 60 * 1000;
const IDENTIFY_WINDOW_MS = 5000;
const FRAMES_PER_WINDOW = 120;
const FRAMES_WINDOW_MS = 60_000;
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
  /** how many shards may identify within five seconds; null: no limit */
  maxConcurrency: number | null;
  /** more servers than this on one shard are refused */
  guildsPerShard: number;
}

export class Gateway {
  readonly #world: World;
  readonly #options: GatewayOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #expiries = new Map<string, NodeJS.Timeout>();
  /** when a shard of each rate limit key identified last, in real time */
  readonly #identified = new Map<number, number>();
  // Above Discord's own limit for a payload, which is answered with its own code.
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  readonly #stopListening: () => void;
  #url = '';
  /** which events are to be sent twice, and how many more of them */
  #repeated = { name: '', times: 0 };

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

  /** Sets the address at which a session is resumed. */
  setUrl(url: string): void {
    this.#url = url;
  }

  /** Sends an event to the shard that serves a server; what is outside servers goes to shard 0. */
  dispatch(name: string, data: unknown, guildId: string | null): void {
    this.#tell({ name, guildId, intent: 0, makeData: () => data });
  }

  #tell({ name, guildId, intent, makeData }: GatewayEvent): void {
    const isTwice = this.#repeated.name === name && this.#repeated.times-- > 0;
    for (const session of this.#sessions.values()) {
      const [shard, count] = session.shard;
      if (intent !== 0 && (session.intents & intent) === 0) continue;
      if (shard !== (guildId === null ? 0 : shardOf(guildId, count))) continue;
      const data = makeData(session.intents);
      if (data !== undefined) session.send(name, JSON.stringify(data), isTwice);
    }
  }

  /** Cuts every connection, as a network does; the sessions stay and can be resumed. */
  drop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  /** Sends the next `times` events of a name twice. */
  repeat(name: string, times: number): void {
    this.#repeated = { name, times };
  }

  /** Sends what need not be a payload over every connection. */
  sendFrame(data: string | Uint8Array): void {
    for (const socket of this.#sockets.clients) socket.send(data, { binary: typeof data !== 'string' });
  }

  /** Closes every connection with one of Discord's codes, such as 4004 when the token was reset. */
  shut(code: GatewayCloseCodes): void {
    for (const socket of this.#sockets.clients) socket.close(code);
  }

  /** Forgets every session, so that the next resume is refused and the bot has to identify again. */
  invalidateSessions(): void {
    for (const session of this.#sessions.values()) {
      if (session.socket) write(session.socket, { op: GatewayOpcodes.InvalidSession, d: false });
      this.#forget(session);
    }
  }

  /** Asks every connection to reconnect and resume. */
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
    // From here on nobody else listens, and an error without a listener would end the process.
    socket.on('error', () => socket.destroy());
    const url = parseTarget(request.url);
    if (url?.pathname !== '/gateway' && url?.pathname !== '/gateway/') return void socket.destroy();
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // ws closes the connection itself after an error.
      webSocket.on('error', () => undefined);
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
    const connection: Connection = { socket, session: undefined, silence: undefined, frames: 0, windowFrom: 0 };
    this.#hear(connection);
    write(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatIntervalMs } });
    socket.on('close', (code) => {
      clearTimeout(connection.silence);
      const { session } = connection;
      if (session?.socket === socket) this.#lose(session, code);
    });
    socket.on('message', (raw: Buffer) => {
      try {
        this.#receive(connection, raw);
      } catch (error) {
        console.error('small Discord:', error);
        socket.close(GatewayCloseCodes.UnknownError, 'Unknown error.');
      }
    });
  }

  /** The bot is alive. */
  #hear(connection: Connection): void {
    clearTimeout(connection.silence);
    const close = () => connection.socket.close(GatewayCloseCodes.SessionTimedOut);
    connection.silence = setTimeout(close, 1.5 * this.#options.heartbeatIntervalMs);
  }

  #receive(connection: Connection, raw: Buffer): void {
    const { socket } = connection;
    if (isTooFast(connection)) return socket.close(GatewayCloseCodes.RateLimited, 'You are being rate limited.');
    const payload = parseFrame(raw);
    if (!payload) return refuseFrame(socket);
    const { d } = payload;
    const op: GatewayOpcodes = payload.op;
    const isKnown = connection.session !== undefined && this.#sessions.has(connection.session.id);
    switch (op) {
      case GatewayOpcodes.Heartbeat:
        this.#hear(connection);
        return write(socket, { op: GatewayOpcodes.HeartbeatAck });
      case GatewayOpcodes.Identify:
      case GatewayOpcodes.Resume:
        if (isKnown) return socket.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
        connection.session = op === GatewayOpcodes.Identify ? this.#identify(socket, d) : this.#resume(socket, d);
        return;
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.VoiceStateUpdate:
      case GatewayOpcodes.RequestGuildMembers:
        if (!isKnown) socket.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
        return;
      default:
        return socket.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
    }
  }

  #identify(socket: WebSocket, data: unknown): Session | undefined {
    const asked = parseIdentify(data);
    if (!asked) return refuseFrame(socket);
    const { token, intents, shard = [0, 1] } = asked;
    const refuse = (code: GatewayCloseCodes, why: string) => void socket.close(code, why);
    if (token !== this.#options.token) {
      refuse(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
    } else if (!isIntents(intents)) {
      refuse(GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).');
    } else if (intents & PRIVILEGED_INTENTS && !this.#options.privilegedIntents) {
      refuse(GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).');
    } else if (!isShard(shard)) {
      refuse(GatewayCloseCodes.InvalidShard, 'Invalid shard.');
    } else if (!this.#mayIdentify(shard[0])) {
      write(socket, { op: GatewayOpcodes.InvalidSession, d: false });
    } else {
      const guilds = this.#guildsOf(shard);
      if (guilds.length <= this.#options.guildsPerShard)
        return this.#begin(new Session(shard, intents, socket), guilds);
      refuse(GatewayCloseCodes.ShardingRequired, 'Sharding required.');
    }
    return undefined;
  }

  #guildsOf([shard, count]: readonly [id: number, count: number]): Guild[] {
    const { guilds, botUserId } = this.#world;
    return [...guilds.values()].filter(({ id, members }) => members.has(botUserId) && shardOf(id, count) === shard);
  }

  #begin(session: Session, guilds: readonly Guild[]): Session {
    const world = this.#world;
    this.#sessions.set(session.id, session);
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
    const asked = parseResume(data);
    if (!asked) return refuseFrame(socket);
    const { token, session_id: id, seq } = asked;
    if (token !== this.#options.token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return undefined;
    }
    const session = this.#sessions.get(String(id));
    if (!session?.canReplayAfter(seq)) {
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

/** One WebSocket, which a session may come to use. */
interface Connection {
  readonly socket: WebSocket;
  session: Session | undefined;
  /** runs out when no heartbeat comes */
  silence: NodeJS.Timeout | undefined;
  /** what came since the window began, in real time */
  frames: number;
  windowFrom: number;
}

function isTooFast(connection: Connection): boolean {
  const now = Date.now();
  if (now - connection.windowFrom >= FRAMES_WINDOW_MS) Object.assign(connection, { frames: 0, windowFrom: now });
  return ++connection.frames > FRAMES_PER_WINDOW;
}

function isIntents(intents: unknown): intents is number {
  return (
    Number.isSafeInteger(intents) &&
    Number(intents) >= 0 &&
    Number(intents) <= ALL_INTENTS &&
    (Number(intents) & ~ALL_INTENTS) === 0
  );
}

function refuseFrame(socket: WebSocket): undefined {
  socket.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
}

function write(socket: WebSocket, payload: { op: GatewayOpcodes; d?: unknown }): void {
  socket.send(JSON.stringify({ s: null, t: null, ...payload }));
}
