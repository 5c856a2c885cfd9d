/** `npm run screenshots`: the pictures of the playground in docs/images/, taken from the real thing in a real browser. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const root = join(import.meta.dirname, '..');
const images = join(root, 'docs/images');

const DESKTOP = { viewport: { width: 1280, height: 800 } } as const;
const PHONE = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, hasTouch: true } as const;

if (!existsSync(CHROMIUM)) {
  console.error(`${CHROMIUM} is missing. On Debian: apt-get install chromium fonts-noto-color-emoji`);
  process.exit(1);
}

/** The program as `npm start` runs it, on a database of its own. */
async function startProgram(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [join(root, 'dist/main.js')], {
    cwd: folder, // away from anybody's .env
    env: { ...process.env, DISCORD_TOKEN: '', DATABASE_PATH: join(folder, 'pictures.db') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(output) ?? [];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function open(browser: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.composer-text').waitFor();
  return page;
}

async function send(page: Page, line: string): Promise<void> {
  await page.locator('.composer-text').click();
  await page.keyboard.type(line);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
}

async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^You are/ }).click();
  await page.locator('.person', { hasText: name }).click();
  await page.getByRole('button', { name: new RegExp(`You are ${name}`) }).waitFor();
  await page.locator('.composer-text').waitFor();
}

async function takePicture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(400); // what is on its way, such as a suggestion
  await page.screenshot({ path: join(images, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
}

async function takeAll(browser: Browser, url: string): Promise<void> {
  const page = await open(browser, url, { ...DESKTOP, colorScheme: 'dark' });
  await send(page, '/docker topic: network');
  await page.locator('.content').waitFor();
  await page.locator('.composer-text').click();
  await page.keyboard.type('/docker vol');
  await page.getByRole('option').first().waitFor();
  await takePicture(page, 'playground-dark');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await become(page, 'Olga Organiser');
  await send(page, '/daily setup channel: #general time: 09:00 timezone: UTC');
  await page.locator('.private').waitFor();
  await page.getByRole('button', { name: 'Next daily question' }).click();
  await page.locator('.embed-title', { hasText: /^\s*Question of the day/ }).waitFor();

  await become(page, 'Ben');
  // What only one sees is gone with a reload, so each page asks for its own.
  const light = await open(browser, page.url(), { ...DESKTOP, colorScheme: 'light' });
  await send(light, '/quiz questions: 3');
  await light.locator('.private').waitFor();
  await takePicture(light, 'playground-light');

  const phone = await open(browser, page.url(), { ...PHONE, colorScheme: 'dark' });
  await send(phone, '/quiz questions: 3');
  await phone.locator('.private').waitFor();
  await takePicture(phone, 'playground-phone');
}

const folder = mkdtempSync(join(tmpdir(), 'studyhall-pictures-'));
mkdirSync(images, { recursive: true });
const program = await startProgram(folder);
const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
const browser = await chromium.launch({ executablePath: CHROMIUM, args });
try {
  await takeAll(browser, program.url);
} finally {
  await browser.close();
  await program.stop();
  rmSync(folder, { recursive: true });
}
