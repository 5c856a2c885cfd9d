/** A playground for a test: bot, small Discord and page server, on a database of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { MESSAGE_COMMANDS, listCommands } from '../../../commands/index.ts';
import type { App } from '../../../src/app.ts';
import { openDatabase } from '../../../src/db/open.ts';
import { createDesk } from '../../../src/playground/desk.ts';
import type { PageServer } from '../../../src/playground/server/index.ts';
import { type Playground, forgetEverything, startPlayground } from '../../../src/playground/start.ts';
import { REAL_PACKS, seededRandom } from '../../helpers/app.ts';
import { startOpenBot } from '../../helpers/bot.ts';
import { copyImported } from '../../helpers/imported.ts';

export interface Ground {
  /** the page's address, which ends with the secret and a slash */
  readonly url: string;
  readonly playground: Playground;
  readonly server: PageServer;
  /** the bot's parts */
  readonly app: App;
  /** stops everything and starts it again on the same database and port */
  restart(): Promise<void>;
  /** the same, with something to do while nothing runs */
  pause(meanwhile: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface GroundOptions {
  pageFolder: string;
  packsFolder?: string;
  network?: { host: string; password: string };
  /** real time that the bot has for its first answer */
  responseTimeoutMs?: number;
}

export async function openGround({
  pageFolder,
  packsFolder = REAL_PACKS,
  network,
  ...rest
}: GroundOptions): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'studyhall-ground-'));
  const databasePath = join(folder, 'test.db');
  await copyImported(packsFolder, databasePath);
  const log = pino({ level: 'silent' });
  let parts = await start(0);

  async function start(port: number) {
    const playground = await startPlayground({ databasePath, port, network, pageFolder, packsFolder, discord: rest });
    const db = openDatabase(databasePath);
    const bot = await startOpenBot({
      db,
      log,
      packsFolder,
      now: playground.now,
      random: seededRandom(7),
      listCommands,
      messageCommands: MESSAGE_COMMANDS,
      token: playground.token,
      apiUrl: playground.apiUrl,
    });
    const desk = createDesk(bot.app, packsFolder);
    const server = await playground.open(desk, bot.engine.commands, () => void startOver());
    return { playground, bot, server };
  }
  async function stop(): Promise<void> {
    // As the program does it: a bot that is left alone first dials a Discord that is gone, and fails when nobody listens any more.
    await parts.bot.stop();
    await parts.playground.close();
  }
  async function pause(meanwhile: () => Promise<void>): Promise<void> {
    const { port } = parts.server;
    await stop();
    try {
      await meanwhile();
    } finally {
      parts = await start(port);
    }
  }
  async function startOver(): Promise<void> {
    const { port } = parts.server;
    await stop();
    forgetEverything(databasePath);
    parts = await start(port);
  }
  return {
    get url() {
      return parts.server.url;
    },
    get playground() {
      return parts.playground;
    },
    get server() {
      return parts.server;
    },
    get app() {
      return parts.bot.app;
    },
    restart: () => pause(() => Promise.resolve()),
    pause,
    async close() {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}
