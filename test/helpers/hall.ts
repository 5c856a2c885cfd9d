/** The whole bot, connected by the real discord.js client to a small Discord on loopback. */
import { copyImported } from './imported.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { MESSAGE_COMMANDS, listCommands } from '../../commands/index.ts';
import { openDatabase } from '../../src/db/open.ts';
import type { Drawing } from '../../src/picture/picture.ts';
import { type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';
import { type OpenBot, startOpenBot } from './bot.ts';
import { checkRequests, openApiPresent } from './discord-openapi.ts';
import { NOON, REAL_PACKS, seededRandom } from './app.ts';
import { drawHere } from './pictures.ts';

export interface Hall {
  readonly discord: SmallDiscord;
  bot: OpenBot;
  /** moves the one clock that the bot and the small Discord share, by milliseconds */
  advance(ms: number): void;
  /** stops the bot and starts it again on the same database */
  restart(): Promise<void>;
  /** fails when the bot logged an error, or sent what Discord's own description of its API does not allow */
  close(): Promise<void>;
}

interface Options {
  packsFolder?: string;
  unseenMs?: number;
  /** is told of each picture before it is drawn */
  drawing?: (drawing: Drawing) => void;
}

/** Starts both. The database is a file, so that a restart finds it. */
export async function openHall({
  packsFolder = REAL_PACKS,
  unseenMs = 0,
  drawing = () => undefined,
}: Options = {}): Promise<Hall> {
  const folder = mkdtempSync(join(tmpdir(), 'studyhall-'));
  await copyImported(packsFolder, join(folder, 'test.db'));
  let clock = NOON;
  const now = () => clock;
  let seed = 7; // another one after each restart, as real chance would be
  const errors: string[] = [];
  // Whatever the bot logs as an error is a failure of the test, even when the member saw a fine answer.
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const discord = await startSmallDiscord({ now });
  const start = () => {
    const pictures = drawHere(log);
    return startOpenBot({
      db: openDatabase(join(folder, 'test.db')),
      log,
      packsFolder,
      now,
      steady: now,
      random: seededRandom(seed++),
      listCommands,
      messageCommands: MESSAGE_COMMANDS,
      pictures: {
        ...pictures,
        draw(what, urgency) {
          drawing(what);
          return pictures.draw(what, urgency);
        },
      },
      token: discord.token,
      apiUrl: discord.apiUrl,
      unseenMs,
    });
  };
  const hall: Hall = {
    discord,
    bot: await start(),
    advance: (ms) => (clock += ms),
    async restart() {
      await hall.bot.stop();
      hall.bot = await start();
    },
    async close() {
      await hall.bot.stop();
      await discord.close();
      rmSync(folder, { recursive: true });
      const problems = openApiPresent ? checkRequests(discord.requests) : [];
      if (problems.length > 0) throw new Error(`requests unlike Discord's description:\n${problems.join('\n')}`);
      if (errors.length > 0) throw new Error(`the bot logged errors:\n${errors.join('')}`);
    },
  };
  return hall;
}
