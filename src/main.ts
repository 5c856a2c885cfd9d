/** The entry point: settings, and the bot on Discord or on the small Discord of this machine. */
import { existsSync } from 'node:fs';
import v8 from 'node:v8';
import { parseConfig } from './config.ts';
import { startBot } from './discord/bot.ts';
import { UNSEEN_MS } from './discord/double-press.ts';
import { startEngineThread } from './engine/thread.ts';
import { OperatorError } from './errors.ts';
import { createLog } from './log.ts';
import { PACKS_FOLDER } from './paths.ts';
import { connectToParent, readPart } from './discord/part.ts';

// Most objects are short-lived. Left to itself, V8 lets garbage pile up to a multiple of what is needed before it collects:
// have it collect whenever a fifth has been added.
v8.setFlagsFromString('--heap-growing-percent=20');

interface Running {
  /** Stops everything, in the opposite order. */
  stop: () => Promise<void>;
  /** where the playground's page is; undefined with a token */
  pagePort: number | undefined;
}

/** @param pagePort the page's previous port, to be used again so that an open page finds it */
async function start(pagePort?: number): Promise<Running> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel);
  const part = readPart(process.env);
  if (config.processes > 1 && config.discordToken && !part) {
    const { startProcesses } = await import('./discord/processes.ts');
    const { discordToken: token, discordApiUrl: apiUrl, processes: count } = config;
    const processes = await startProcesses({ count, token, apiUrl, log });
    return { stop: () => processes.stop(), pagePort: undefined };
  }
  const parent = part && connectToParent();
  const databasePath = config.discordToken ? config.databasePath : config.playgroundDatabasePath;

  // Without a token there is no Discord to go to, so a small one is started here; a bot with a token never loads it.
  const playground = config.discordToken
    ? undefined
    : await import('./playground/start.ts').then(({ startPlayground }) =>
        startPlayground({ databasePath, network: config.network, ...(pagePort !== undefined && { port: pagePort }) }),
      );
  const settings = {
    databasePath,
    packsFolder: PACKS_FOLDER,
    logLevel: config.logLevel,
    clockOffset: playground?.clockOffset,
  };
  const bot = await startBot({
    log,
    token: config.discordToken ?? playground?.token ?? '',
    apiUrl: config.discordToken ? config.discordApiUrl : playground?.apiUrl,
    openEngine: (messenger) => startEngineThread(settings, messenger, log),
    unseenMs: UNSEEN_MS,
    part,
    pace: parent,
  });
  const { engine } = bot;
  void Promise.race([bot.lost, engine.lost]).then(endWith);
  await engine.startClock(part?.isFirst ?? true);
  parent?.ready();
  const page = await playground?.open(engine, engine.commands, () => {
    started = started.then((running) => startOver(running, databasePath));
  });
  if (page && pagePort === undefined) {
    console.log(`\nNo DISCORD_TOKEN is set, so the bot runs on a small Discord of its own. Try it in a browser:\n`);
    console.log(`  ${page.url}\n`);
    for (const url of page.networkUrls) console.log(`  From the same network, with the password:  ${url}`);
    if (page.networkUrls.length > 0) console.log('');
    console.log('To put it on a real server, follow "Put it on your server" in README.md. Ctrl+C stops it.');
  }

  return {
    pagePort: page?.port,
    async stop() {
      await bot.stop();
      await playground?.close();
    },
  };
}

/**
 * Forgets what the playground's people did.
 * @param databasePath the playground's own
 */
async function startOver({ stop, pagePort }: Running, databasePath: string): Promise<Running> {
  const { forgetEverything } = await import('./playground/start.ts');
  await stop();
  forgetEverything(databasePath);
  return start(pagePort);
}

/** Nothing can be answered any more. The exit code tells whatever supervises the program to start it again. */
async function endWith(error: OperatorError): Promise<void> {
  console.error(error.message);
  try {
    await started.then(({ stop }) => stop());
  } finally {
    process.exit(1);
  }
}

// A rejection that nobody awaits, such as one caused by an unreadable frame, must not end the program.
process.on('unhandledRejection', (error) => {
  createLog('error').error({ err: error }, 'a fault that nobody waited for');
});

let started = start();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Also while starting: then it stops as soon as it has started. A second signal ends the program at once.
  process.once(signal, () => {
    void started.then(({ stop }) => stop()).then(() => process.exit(0));
  });
}
try {
  await started;
} catch (error) {
  console.error(error instanceof OperatorError ? error.message : error);
  process.exit(1);
}
