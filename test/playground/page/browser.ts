/** A real browser, and what is done on the page in it. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { build } from 'vite';
import { builtFolder } from '../../helpers/built.ts';
import type { Ground } from './ground.ts';

// The one without windows takes two thirds of the other's work.
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path));
const CHROMIUM = process.env.CHROMIUM_PATH ?? INSTALLED ?? '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);
if (!hasChromium)
  console.warn(`The playground's browser tests are skipped: ${CHROMIUM} is missing (apt-get install chromium).`);

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Each test has its playground on another port. To begin a process for each took longer than the page does.
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
];

let launching: Promise<Browser> | undefined;

/** The browser of all test files of this process. It ends with the process. */
export function theBrowser(): Promise<Browser> {
  return (launching ??= chromium.launch({ executablePath: CHROMIUM, args: FLAGS }));
}

let building: Promise<string> | undefined;

/** The folder of the page as it would be served, built once for all test files of this process. */
export function builtPage(): Promise<string> {
  return (building ??= buildPage());
}

async function buildPage(): Promise<string> {
  const folder = builtFolder('page');
  const configFile = join(import.meta.dirname, '../../../vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  return folder;
}

/** What a page can be opened in. */
export interface Window {
  viewport?: { width: number; height: number };
  hasTouch?: boolean;
  colorScheme?: 'dark' | 'light';
  /** lets the script in that looks for faults, which the page's policy forbids */
  bypassCSP?: boolean;
}

interface Kept {
  context: BrowserContext;
  pages: Page[];
  /** how many of the pages this test has opened */
  used: number;
}

const kept = new Map<string, Promise<Kept>>();
let complaints: string[] = [];

/** A context of its own, for what cannot be undone or must begin with nothing known. */
export async function newContext(options: { bypassCSP?: boolean; hasTouch?: boolean } = {}): Promise<BrowserContext> {
  const made = await (await theBrowser()).newContext(options);
  made.on('weberror', (error) => complaints.push(error.error().message));
  made.on('console', (message) => {
    // A server that restarts is missed for a moment, also by a picture that was just to be fetched.
    const isExpected = /WebSocket|ERR_CONNECTION_|ERR_EMPTY_RESPONSE/.test(message.text());
    if (message.type() === 'error' && !isExpected) complaints.push(`${message.text()} ${message.location().url}`);
  });
  return made;
}

/** An empty page in front of the others. Another test may have used it: to open one takes longer than most of what is tested. */
export async function takePage({ viewport, hasTouch = false, colorScheme, bypassCSP = false }: Window): Promise<Page> {
  const key = JSON.stringify({ hasTouch, bypassCSP });
  let keeping = kept.get(key);
  if (!keeping) {
    keeping = newContext({ hasTouch, bypassCSP }).then((context) => ({ context, pages: [], used: 0 }));
    kept.set(key, keeping);
  }
  const one = await keeping;
  const page = (one.pages[one.used++] ??= await one.context.newPage());
  await page.setViewportSize(viewport ?? { width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: colorScheme ?? null });
  await page.bringToFront();
  return page;
}

/** Empties what was taken. @returns what the browser refused and what broke on the pages since the last time */
export async function giveBack(): Promise<string[]> {
  for (const one of await Promise.all(kept.values())) {
    for (const page of one.pages.slice(0, one.used)) {
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.goto('about:blank');
    }
    one.used = 0;
  }
  const said = complaints;
  complaints = [];
  return said;
}

/** Opens the page as a member, by the name that the demo gives them. */
export async function openAs(page: Page, ground: Ground, name: string, channel?: string): Promise<Page> {
  const { world, demo } = ground.playground.discord;
  const [id = ''] = [...world.users].find(([, user]) => user.global_name === name) ?? [];
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

/** Says something that is no command; there is no list of suggestions to put away. */
export async function sayLine(page: Page, line: string): Promise<void> {
  await composer(page).click();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** What the page's clock shows, in UTC milliseconds. */
export async function clockOf(page: Page): Promise<number> {
  return Date.parse((await page.locator('.clock-now').getAttribute('datetime')) ?? '');
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Violation {
  id: string;
  impact: string;
  targets: string[];
}

/** What axe finds, moderate things too. The context has to let foreign scripts in: `bypassCSP`. */
export async function violationsOn(page: Page): Promise<Violation[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, targets: nodes.map(({ target, failureSummary }) => target.join(" ") + " " + failureSummary) })))',
  );
  return found as Violation[];
}
