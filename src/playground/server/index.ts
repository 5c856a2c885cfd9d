/** The page's server: its files over HTTP, everything else over one WebSocket for each open page. */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { RefusedByClient, type SmallDiscord } from '../../small-discord/index.ts';
import { refuse, sendPageFile, sendUpload } from './files.ts';
import { contain, readFrame, readRequest } from './guard.ts';
import { LOOPBACK, type Network, addressesHere, createLock, isOwnName } from './network.ts';
import { placesFor } from './places.ts';
import type { Example, FromServer, Push } from './protocol.ts';
import type { PackNotice } from '../../pack/notice.ts';
import { type Session, type SessionParts, createSession } from './session.ts';
import { requestView } from './traces.ts';

const LARGEST_CALL = 64 * 1024;
/** After these the next daily question may be due at another time. */
const MAY_CHANGE_SCHEDULE = new Set(['slash', 'useOn', 'press', 'select', 'submit']);

export interface PageServerOptions extends SessionParts {
  port: number;
  /** whoever does not know it may do nothing: it is in the address */
  secret: string;
  /** who may come from elsewhere; none unless given */
  network?: Network | undefined;
  /** where the built page lies */
  pageFolder: string;
  examples: readonly Example[];
  readonly clockFor: (userId: string) => Promise<Extract<Push, { push: 'clock' }>['clock']>;
}

export interface PageServer {
  /** with the secret */
  readonly url: string;
  /** where others reach it with the password */
  readonly networkUrls: readonly string[];
  readonly port: number;
  /** Tells every page what time it is. */
  tellClock(): void;
  tellPack(notice: PackNotice): void;
  close(): Promise<void>;
}

interface Page {
  socket: WebSocket;
  session: Session;
}

/** Starts it on 127.0.0.1, or where the operator says. @throws Error when the port is taken */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { discord, pageFolder, examples, clockFor } = options;
  const pages = new Set<Page>();
  const uploads = new URL(discord.apiUrl).origin;
  const { port: askedPort, secret, network } = options;
  const host = network?.host ?? LOOPBACK;
  const door = { port: askedPort, secret, host, lock: network ? createLock(network.password, Date.now) : null };

  function serve(request: IncomingMessage, response: ServerResponse): Promise<void> | void {
    const asked = readRequest(request, door);
    if ('status' in asked) return refuse(response, asked.status, asked.words, asked.asksPassword);
    const { path } = asked;
    // The page refers to its files by relative paths, so its own address has to end with a slash.
    if (path === '')
      return void response.writeHead(302, { Location: `/${secret}/`, 'Cache-Control': 'no-store' }).end();
    if (path.startsWith('/attachments/')) return sendUpload(response, uploads, path);
    return sendPageFile(response, pageFolder, path);
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_CALL });
  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const asked = readRequest(request, door);
    if ('status' in asked || asked.path !== '/socket')
      return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // ws closes the connection itself after an error.
      webSocket.on('error', () => undefined);
      contain(
        () => open(webSocket, asked.query.get('member') ?? ''),
        () => webSocket.close(1011),
      );
    });
  }

  function open(socket: WebSocket, asked: string): void {
    const { demo } = discord;
    const playable = [demo.organiser, ...demo.members];
    // Somebody from before starting over, or nobody yet: Ada, who has no special role.
    const userId = playable.includes(asked) ? asked : (demo.members[0] ?? demo.organiser);
    const page: Page = { socket, session: createSession(userId, { ...options, startOver }) };
    pages.add(page);
    socket.on('close', () => pages.delete(page));
    socket.on('message', (data: Buffer, isBinary) =>
      contain(
        () => answer(page, data, isBinary),
        () => socket.close(1011),
      ),
    );
    tell(page, { push: 'hello', since: discord.world.newId() });
    tellClockTo(page);
    tellPlaces(page);
  }

  async function answer({ socket, session }: Page, data: Buffer, isBinary: boolean): Promise<void> {
    const call = readFrame(data, isBinary);
    if (!call) return socket.close(1007);
    try {
      const asked = call.read();
      send(socket, { re: call.id, get: (await session.answer(asked)) ?? null });
      if (MAY_CHANGE_SCHEDULE.has(asked.call)) tellClock();
    } catch (error) {
      if (!(error instanceof RefusedByClient)) console.error('playground:', error);
      const words = error instanceof RefusedByClient ? error.message : 'The playground failed; see the terminal.';
      send(socket, { re: call.id, error: words });
    }
  }

  const tell = ({ socket }: Page, push: Push) => send(socket, push);
  const tellAll = (push: Push) => {
    for (const page of pages) tell(page, push);
  };
  const tellPlaces = (page: Page) =>
    tell(page, { push: 'places', places: placesFor(discord, page.session.userId), examples: [...examples] });

  const tellClockTo = (page: Page) =>
    void clockFor(page.session.userId).then(
      (clock) => tell(page, { push: 'clock', clock }),
      (error: unknown) => console.error('playground:', error),
    );
  const tellClock = () => {
    for (const page of pages) tellClockTo(page);
  };

  function startOver(): void {
    tellAll({ push: 'startingOver' });
    options.startOver();
  }

  const stopFollowing = follow(discord, {
    tellAll,
    /** only those who see it */
    tellMessage(id) {
      for (const page of pages) {
        const message = discord.as(page.session.userId).message(id);
        if (message) tell(page, { push: 'message', message });
      }
    },
    tellPlaces() {
      for (const page of pages) tellPlaces(page);
    },
  });

  const http = createServer((request, response) =>
    contain(
      () => serve(request, response),
      () => response.destroy(),
    ),
  );
  http.on('upgrade', (request: IncomingMessage, socket, head) => {
    // From here on nobody else listens, and an error without a listener would end the process.
    socket.on('error', () => socket.destroy());
    contain(
      () => upgrade(request, socket, head),
      () => socket.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, host, resolve);
  });
  const { port } = http.address() as AddressInfo;
  door.port = port;
  return {
    url: `http://${isOwnName(LOOPBACK, host) ? LOOPBACK : host}:${port}/${secret}/`,
    networkUrls: network
      ? (isOwnName(LOOPBACK, host) ? addressesHere(host) : [host]).map((one) => `http://${one}:${port}/`)
      : [],
    port,
    tellClock,
    tellPack: (notice) => tellAll({ push: 'pack', notice }),
    async close() {
      stopFollowing();
      for (const { socket } of pages) socket.close(1001);
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      for (const { socket } of pages) socket.terminate();
      await closed;
    },
  };
}

function send(socket: WebSocket, message: FromServer): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}

interface Tellers {
  readonly tellAll: (push: Push) => void;
  readonly tellMessage: (id: string) => void;
  readonly tellPlaces: () => void;
}

/** Passes on what happens in the small Discord. */
function follow(discord: SmallDiscord, { tellAll, tellMessage, tellPlaces }: Tellers): () => void {
  const stopWorld = discord.world.onChange((event) => {
    switch (event.type) {
      case 'messageCreated':
      case 'messageUpdated':
      case 'reactionAdded':
      case 'reactionRemoved':
        return tellMessage(event.message.data.id);
      case 'messageDeleted': {
        const { id, channel_id: channelId } = event.message.data;
        return tellAll({ push: 'messageDeleted', channelId, messageId: id });
      }
      default:
        return tellPlaces();
    }
  });
  const typing = ({ channelId }: { channelId: string }) => tellAll({ push: 'typing', channelId });
  const request = (recorded: Parameters<typeof requestView>[0]) => {
    if (recorded.refusal) tellAll({ push: 'refusal', request: requestView(recorded) });
  };
  discord.on('typing', typing);
  discord.on('request', request);
  return () => {
    stopWorld();
    discord.off('typing', typing);
    discord.off('request', request);
  };
}
