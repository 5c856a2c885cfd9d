/** The gateway: https://discord.com/developers/docs/events/gateway, in JSON without compression. */
import type { IncomingMessage, Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { apiChannel, apiGuild } from '../payloads.ts';
import { permissionsIn } from '../permissions.ts';
import { shardOf } from '../snowflake.ts';
import type { World, WorldEvent } from '../world.ts';

const HEARTBEAT_MS = 41_250;
const REPLAYED_EVENTS = 1000;

interface Payload {
  op: number;
  d?: unknown;
  s?: number | null;
  t?: string | null;
}

/** What the bot has been told, kept over a broken connection until it resumes. */
interface Session {
  id: string;
  shard: readonly [number, number];
  intents: number;
  sequence: number;
  sent: { s: number; text: string }[];
  socket: WebSocket | null;
}

export class Gateway {
  readonly #world: World;
  readonly #token: string;
  readonly #sessions = new Map<string, Session>();
  readonly #sockets: WebSocketServer;
  readonly #stopListening: () => void;
  #url = '';

  constructor(world: World, token: string, http: Server) {
    this.#world = world;
    this.#token = token;
    this.#sockets = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request: IncomingMessage, socket, head) => {
      if (!request.url?.startsWith('/gateway')) return socket.destroy();
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#greet(webSocket));
    });
    this.#stopListening = world.onChange((event) => this.#follow(event));
  }

  setUrl(url: string): void {
    this.#url = url;
  }

  /** Sends an event to the shard that serves a server; direct messages go to shard 0. */
  dispatch(name: string, data: unknown, guildId: string | null, intent = 0): void {
    for (const session of this.#sessions.values()) {
      const [shard, count] = session.shard;
      if (shard !== (guildId === null ? 0 : shardOf(guildId, count))) continue;
      if (intent !== 0 && (session.intents & intent) === 0) continue;
      this.#send(session, name, data);
    }
  }

  /** Cuts every connection, as a network does; the sessions stay and can be resumed. */
  drop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
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
    for (const socket of this.#sockets.clients) socket.close(1001);
    this.#sockets.close();
  }

  #greet(socket: WebSocket): void {
    let session: Session | undefined;
    let silence: NodeJS.Timeout | undefined;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => socket.close(GatewayCloseCodes.SessionTimedOut), 1.5 * HEARTBEAT_MS);
    };
    listen();
    write(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: HEARTBEAT_MS } });
    socket.on('close', () => {
      clearTimeout(silence);
      if (session?.socket === socket) session.socket = null;
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (raw: Buffer) => {
      let payload: Payload;
      try {
        payload = JSON.parse(raw.toString('utf8')) as Payload;
      } catch {
        return socket.close(GatewayCloseCodes.DecodeError);
      }
      switch (payload.op as GatewayOpcodes) {
        case GatewayOpcodes.Heartbeat:
          listen();
          return write(socket, { op: GatewayOpcodes.HeartbeatAck });
        case GatewayOpcodes.Identify:
          if (session) return socket.close(GatewayCloseCodes.AlreadyAuthenticated);
          session = this.#identify(socket, payload.d);
          return;
        case GatewayOpcodes.Resume:
          session = this.#resume(socket, payload.d);
          return;
        case GatewayOpcodes.PresenceUpdate:
        case GatewayOpcodes.RequestGuildMembers:
          return;
        default:
          return socket.close(session ? GatewayCloseCodes.UnknownOpcode : GatewayCloseCodes.NotAuthenticated);
      }
    });
  }

  #identify(socket: WebSocket, data: unknown): Session | undefined {
    const { token, intents, shard = [0, 1] } = data as { token?: string; intents?: number; shard?: [number, number] };
    if (token !== this.#token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return undefined;
    }
    if (typeof intents !== 'number') {
      socket.close(GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).');
      return undefined;
    }
    const session: Session = { id: randomBytes(16).toString('hex'), shard, intents, sequence: 0, sent: [], socket };
    this.#sessions.set(session.id, session);
    const own = [...this.#world.guilds.values()].filter((guild) => shardOf(guild.id, shard[1]) === shard[0]);
    this.#send(session, 'READY', {
      v: 10,
      user: this.#world.users.get(this.#world.botUserId),
      guilds: own.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url,
      shard,
      application: { id: this.#world.applicationId, flags: 0 },
    });
    if (intents & GatewayIntentBits.Guilds) {
      for (const guild of own) this.#send(session, 'GUILD_CREATE', apiGuild(this.#world, guild));
    }
    return session;
  }

  #resume(socket: WebSocket, data: unknown): Session | undefined {
    const { token, session_id: id = '', seq = 0 } = data as { token?: string; session_id?: string; seq?: number };
    const session = this.#sessions.get(id);
    const oldest = session?.sent[0]?.s ?? 1;
    if (token !== this.#token || !session || oldest > seq + 1) {
      write(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return undefined;
    }
    session.socket = socket;
    for (const { s, text } of session.sent) if (s > seq) socket.send(text);
    this.#send(session, 'RESUMED', {});
    return session;
  }

  #send(session: Session, name: string, data: unknown): void {
    const s = ++session.sequence;
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: name, s, d: data });
    session.sent.push({ s, text });
    if (session.sent.length > 2 * REPLAYED_EVENTS) session.sent = session.sent.slice(-REPLAYED_EVENTS);
    session.socket?.send(text);
  }

  #follow(event: WorldEvent): void {
    const world = this.#world;
    const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
    switch (event.type) {
      case 'guildCreated':
        return this.dispatch('GUILD_CREATE', apiGuild(world, event.guild), event.guild.id, Guilds);
      case 'guildDeleted':
        return this.dispatch('GUILD_DELETE', { id: event.guildId }, event.guildId, Guilds);
      case 'channelCreated':
      case 'channelUpdated':
      case 'channelDeleted': {
        const name = {
          channelCreated: 'CHANNEL_CREATE',
          channelUpdated: 'CHANNEL_UPDATE',
          channelDeleted: 'CHANNEL_DELETE',
        }[event.type];
        return this.dispatch(name, apiChannel(world, event.channel), event.channel.guildId, Guilds);
      }
      case 'messageCreated':
      case 'messageUpdated': {
        const { data, visibleTo } = event.message;
        const channel = world.channels.get(data.channel_id);
        if (!channel || visibleTo !== null || permissionsIn(world, channel, world.botUserId) === 0n) return;
        const name = event.type === 'messageCreated' ? 'MESSAGE_CREATE' : 'MESSAGE_UPDATE';
        const body = { ...data, guild_id: channel.guildId ?? undefined };
        return this.dispatch(name, body, channel.guildId, channel.guildId ? GuildMessages : DirectMessages);
      }
      case 'messageDeleted':
        return;
    }
  }
}

function write(socket: WebSocket, payload: Payload): void {
  socket.send(JSON.stringify({ s: null, t: null, ...payload }));
}
