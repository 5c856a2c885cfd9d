/** The entry point of the engine's thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import pino from 'pino';
import { MESSAGE_COMMANDS, listCommands } from '../commands/index.ts';
import { openDatabase } from './db/open.ts';
import { type OpenEngine, openEngine } from './engine/engine.ts';
import { type EngineFunctions, type OutsideFunctions, type ThreadSettings, overPort } from './engine/protocol.ts';
import { createLog } from './log.ts';
import type { Messenger } from './messenger.ts';
import { createPictures } from './picture/pictures.ts';
import type { Desk } from './engine/desk.ts';

if (!parentPort) throw new Error('the engine runs in a thread of its own');
const { databasePath, packsFolder, logLevel, clockOffset } = workerData as ThreadSettings;
const offset = clockOffset && new Float64Array(clockOffset);
const log = createLog(logLevel, pino.destination({ dest: 1, sync: true }));
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a fault that nobody waited for'));

/** Edits on their way, each with the function that tells whether it is still wanted. */
const wanted = new Map<number, () => boolean | Promise<boolean>>();
let edits = 0;
let engine: OpenEngine;
let desk: Promise<Desk> | undefined;

/** What only the playground asks is loaded when it asks. */
function atDesk(): Promise<Desk> {
  return (desk ??= import('./playground/desk.ts').then(({ createDesk }) => createDesk(engine.app, packsFolder)));
}

/** The playground's clock is moved on purpose, and its Discord has the same one. */
const movedClock = offset && (() => Date.now() + (offset[0] ?? 0));

const functions: EngineFunctions = {
  async open() {
    engine = await openEngine({
      db: openDatabase(databasePath),
      packsFolder,
      now: movedClock ?? Date.now,
      steady: movedClock,
      end: (error) => void outside.end(error.message),
      random: Math.random,
      messenger,
      pictures: createPictures(log),
      log,
      listCommands,
      messageCommands: MESSAGE_COMMANDS,
    });
    return { commands: engine.commands, messageCommands: engine.messageCommands };
  },
  answer: (call) => engine.answer(call),
  suggest: (call) => engine.suggest(call),
  knowCommands: (ids) => engine.knowCommands(ids),
  startClock: (ticks) => engine.startClock(ticks),
  report: (about, wrong) => engine.report(about, wrong),
  over: (about) => engine.over(about),
  stop: () => engine.stop(),
  ping: () => undefined,
  isWanted: (edit) => wanted.get(edit)?.() ?? false,
  nextDailyAt: async (guildIds) => (await atDesk()).nextDailyAt(guildIds),
  nextWork: async (until) => (await atDesk()).nextWork(until),
  runMinute: async () => (await atDesk()).runMinute(),
  askQuestion: async (ask) => (await atDesk()).askQuestion(ask),
  takePacksOver: async () => (await atDesk()).takePacksOver(),
};

const outside = createBirpc<OutsideFunctions, EngineFunctions>(functions, overPort(parentPort));

const messenger: Messenger = {
  send: outside.send,
  findOwn: outside.findOwn,
  canPing: outside.canPing,
  sendDirect: outside.sendDirect,
  openThread: outside.openThread,
  missingPermissions: outside.missingPermissions,
  discordTime: outside.discordTime,
  async edit(channelId, messageId, message, { urgency, isWanted = () => true } = {}) {
    const edit = edits++;
    wanted.set(edit, isWanted);
    try {
      return await outside.edit(channelId, messageId, message, urgency, edit);
    } finally {
      wanted.delete(edit);
    }
  },
};
