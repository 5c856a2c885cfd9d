/**
 * A bot that is made to be killed: it connects with the real discord.js client, turns the clock once, and waits. Built into
 * one file by killing.ts; its settings come from the environment.
 */
import pino from 'pino';
import { MESSAGE_COMMANDS, listCommands } from '../../commands/index.ts';
import { tick } from '../../src/daily/tick.ts';
import { goOn } from '../../src/round/pacemaker.ts';
import { listDue } from '../../src/round/store.ts';
import { openDatabase } from '../../src/db/open.ts';
import { startOpenBot } from '../helpers/bot.ts';
import { seededRandom } from '../helpers/random.ts';

const {
  DATABASE_PATH = '',
  PACKS = '',
  TOKEN = '',
  API_URL = '',
  CLOCK_OFFSET_MS = '0',
  SEED = '1',
  WORK = 'daily',
} = process.env;
const offset = Number(CLOCK_OFFSET_MS);

// Nobody is left who would kill it.
process.once('disconnect', () => process.exit(1));

const bot = await startOpenBot({
  db: openDatabase(DATABASE_PATH),
  log: pino({ level: 'error' }),
  packsFolder: PACKS,
  now: () => Date.now() + offset,
  random: seededRandom(Number(SEED)),
  listCommands,
  messageCommands: MESSAGE_COMMANDS,
  token: TOKEN,
  apiUrl: API_URL,
});
process.send?.('ticking');
if (WORK === 'daily') await tick(bot.app);
else while (listDue(bot.app.db, bot.app.now(), 1).length > 0) await goOn(bot.app);
process.send?.('done');
