/** A real browser on the real playground: bot, small Discord, page server, page. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { listCommands } from '../../../commands/index.ts';
import { openDatabase } from '../../../src/db/open.ts';
import { createDesk } from '../../../src/playground/desk.ts';
import type { PageServer } from '../../../src/playground/server/index.ts';
import { type Playground, forgetEverything, startPlayground } from '../../../src/playground/start.ts';
import { REAL_PACKS, seededRandom } from '../../helpers/app.ts';
import { startOpenBot } from '../../helpers/bot.ts';
import { copyImported } from '../../helpers/imported.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);
if (!hasChromium)
  console.warn(`The playground's browser tests are skipped: ${CHROMIUM} is missing (apt-get install chromium).`);

export async function launch(): Promise<Browser> {
  const args =
    '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
  return chromium.launch({ executablePath: CHROMIUM, args: args.split(' ') });
}

/** The page as it would be served, built once for a test file. */
export async function buildPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'studyhall-page-'));
  const configFile = join(import.meta.dirname, '../../../vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  return folder;
}

export interface Ground {
  /** the page's address, which ends with the secret and a slash */
  readonly url: string;
  readonly playground: Playground;
  readonly server: PageServer;
  /** stops everything and starts it again on the same database and port */
  restart(): Promise<void>;
  /** the same, with something to do while nothing runs */
  pause(meanwhile: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface GroundOptions {
  pageFolder: string;
  packsFolder?: string;
  /** real time that the bot has for its first answer */
  responseTimeoutMs?: number;
}

export async function openGround({ pageFolder, packsFolder = REAL_PACKS, ...rest }: GroundOptions): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'studyhall-ground-'));
  const databasePath = join(folder, 'test.db');
  if (packsFolder === REAL_PACKS) await copyImported(packsFolder, databasePath);
  const log = pino({ level: 'silent' });
  let parts = await start(0);

  async function start(port: number) {
    const playground = await startPlayground({ databasePath, port, pageFolder, packsFolder, discord: rest });
    const db = openDatabase(databasePath);
    const bot = await startOpenBot({
      db,
      log,
      packsFolder,
      now: playground.now,
      random: seededRandom(7),
      listCommands,
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
    restart: () => pause(() => Promise.resolve()),
    pause,
    async close() {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Opens the page as a member, by the name that the demo gives them. */
export async function openAs(context: BrowserContext, ground: Ground, name: string, channel?: string): Promise<Page> {
  const { world, demo } = ground.playground.discord;
  const [id = ''] = [...world.users].find(([, user]) => user.global_name === name) ?? [];
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${ground.url}#${id}/${channel ?? demo.channel}`);
  await page.getByRole('heading', { name: 'general', exact: true }).waitFor();
  await composer(page).waitFor();
  return page;
}

export function composer(page: Page) {
  return page.getByRole('combobox', { name: /^Message|^You may not write/ });
}

/** Types a line as a person does, and sends it; `presses` of Enter: one takes a suggestion, one sends. */
export async function typeLine(page: Page, line: string): Promise<void> {
  await composer(page).click();
  await page.keyboard.type(line);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Violation {
  id: string;
  impact: string;
  targets: string[];
}

/** What axe finds that is serious or worse. The context has to let foreign scripts in: `bypassCSP`. */
export async function seriousViolations(page: Page): Promise<Violation[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, targets: nodes.map(({ target, failureSummary }) => target.join(" ") + " " + failureSummary) })))',
  );
  return (found as Violation[]).filter(({ impact }) => impact === 'serious' || impact === 'critical');
}
