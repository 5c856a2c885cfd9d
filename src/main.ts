/** The entry point: settings, database, and the bot on Discord or on the small Discord of this machine. */
import { existsSync } from 'node:fs';
import pino from 'pino';
import { listCommands } from '../commands/index.ts';
import { parseConfig } from './config.ts';
import { startClock } from './daily/clock.ts';
import { closeDatabase } from './db/durable.ts';
import { openDatabase } from './db/open.ts';
import { startBot } from './discord/bot.ts';
import { OperatorError } from './errors.ts';
import { PACKS_FOLDER } from './paths.ts';

/** Starts everything and returns what stops it again, in the opposite order. */
async function start(): Promise<() => Promise<void>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = parseConfig(process.env);
  const log = pino({ level: config.logLevel });
  const db = openDatabase(config.databasePath);

  // Without a token there is no Discord to go to, so a small one is started here; a bot with a token never loads it.
  const playground = config.discordToken
    ? undefined
    : await import('./playground/start.ts').then((module) => module.startPlayground());
  const bot = await startBot({
    db,
    log,
    packsFolder: PACKS_FOLDER,
    now: Date.now,
    random: Math.random,
    listCommands,
    token: config.discordToken ?? playground?.token ?? '',
    apiUrl: config.discordToken ? config.discordApiUrl : playground?.apiUrl,
  });
  const stopClock = startClock(bot.app);
  await playground?.show();

  return async () => {
    await stopClock();
    await bot.stop();
    await playground?.close();
    await closeDatabase(db);
  };
}

const started = start();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Also while starting: then it stops as soon as it has started. A second signal ends the program at once.
  process.once(signal, () => {
    void started.then((stop) => stop()).then(() => process.exit(0));
  });
}
try {
  await started;
} catch (error) {
  console.error(error instanceof OperatorError ? error.message : error);
  process.exit(1);
}
