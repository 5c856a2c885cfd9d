/** The page's server: its files over HTTP, everything else over one WebSocket for each open page. */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { RefusedByClient, type SmallDiscord } from '../../small-discord/index.ts';
import { refuse, sendPageFile, sendUpload } from './files.ts';
import { isOwnHost, isOwnOrigin } from './guard.ts';
import { placesFor } from './places.ts';
import type { Example, FromPage, FromServer, PackNotice, Push } from './protocol.ts';
import { type Session, type SessionParts, createSession } from './session.ts';
import { requestView } from './traces.ts';

const LARGEST_CALL = 64 * 1024;
/** After these the next daily question may be due at another time. */
const MAY_CHANGE_SCHEDULE = new Set(['slash', 'press', 'select', 'submit']);

export interface PageServerOptions extends SessionParts {
  port: number;
  /** where the built page lies */
  pageFolder: string;
  examples: readonly Example[];
  readonly clockFor: (userId: string) => Promise<Extract<Push, { push: 'clock' }>['clock']>;
}

export interface PageServer {
  readonly url: string;
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

/** Starts it on 127.0.0.1. @throws Error when the port is taken */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { discord, pageFolder, examples, clockFor } = options;
  const pages = new Set<Page>();
  const uploads = new URL(discord.apiUrl).origin;
  let port = options.port;

  function serve(request: IncomingMessage, response: ServerResponse): void {
    if (!isOwnHost(request.headers, port)) return refuse(response, 403, 'This is reached as 127.0.0.1 only.');
    if (!isOwnOrigin(request.headers, port)) return refuse(response, 403, 'Another page may not read this.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET.');
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const sending = pathname.startsWith('/attachments/')
      ? sendUpload(response, uploads, pathname)
      : sendPageFile(response, pageFolder, pathname);
    void sending.catch(() => response.destroy());
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_CALL });
  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const isOwn = isOwnHost(request.headers, port) && isOwnOrigin(request.headers, port);
    if (!isOwn || pathname !== '/socket') return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, searchParams.get('member') ?? ''));
  }

  function open(socket: WebSocket, asked: string): void {
    const { demo } = discord;
    const playable = [demo.organiser, ...demo.members];
    // Somebody of before a new start, or nobody yet: Ada, who has nothing special to her.
    const userId = playable.includes(asked) ? asked : (demo.members[0] ?? demo.organiser);
    const page: Page = { socket, session: createSession(userId, options) };
    pages.add(page);
    socket.on('close', () => pages.delete(page));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => void answer(page, data.toString()));
    tellClockTo(page);
    tellPlaces(page);
  }

  async function answer({ socket, session }: Page, text: string): Promise<void> {
    let call: FromPage;
    try {
      call = JSON.parse(text) as FromPage;
    } catch {
      return socket.close(1007);
    }
    try {
      send(socket, { re: call.id, get: (await session.answer(call)) ?? null });
      if (MAY_CHANGE_SCHEDULE.has(call.call)) tellClock();
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

  const http = createServer(serve);
  http.on('upgrade', upgrade);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, '127.0.0.1', resolve);
  });
  ({ port } = http.address() as AddressInfo);
  return {
    url: `http://127.0.0.1:${port}`,
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
