/**
 * The engine in a thread of its own. When that thread dies, or something holds it for a minute, another one takes its place:
 * all state is in the database. What was being answered is then answered with an apology.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import type { Logger } from 'pino';
import { OperatorError } from '../errors.ts';
import type { CommandIds } from '../mentions.ts';
import type { Messenger } from '../messenger.ts';
import { ENGINE_THREAD } from '../paths.ts';
import type { Desk } from './desk.ts';
import type { Engine } from './contract.ts';
import { type EngineFunctions, type OutsideFunctions, type ThreadSettings, overPort } from './protocol.ts';

/** What an answer allocates is short-lived. Node.js would let it grow to 48 MB before it checks whether anything can go. */
const YOUNG_GENERATION_MB = 8;
/** A thread that has not ended by itself by then is ended. */
const STOPPED_WITHIN_MS = 20_000;
/** This many deaths within this time are no accident. */
const MOST_DEATHS = 3;
const DEATHS_WITHIN_MS = 10 * 60_000;

export interface ThreadOptions {
  /** the built entry point of the thread */
  entry?: URL;
  /** how often the thread is asked whether it is there, and when it is given up */
  askedEveryMs?: number;
  givenUpAfterMs?: number;
}

export interface EngineThread extends Engine, Desk {
  /** resolves when the thread cannot be kept alive */
  readonly lost: Promise<OperatorError>;
}

interface Running {
  worker: Worker;
  calls: BirpcReturn<EngineFunctions, OutsideFunctions>;
}

/** @throws OperatorError when the database or the packs cannot be used */
export async function startEngineThread(
  settings: ThreadSettings,
  messenger: Messenger,
  log: Logger,
  { entry = ENGINE_THREAD, askedEveryMs = 10_000, givenUpAfterMs = 60_000 }: ThreadOptions = {},
): Promise<EngineThread> {
  const deaths: number[] = [];
  /** A thread that ends before it has opened, or when it is meant to, is not replaced. */
  let isToRun = false;
  /** what the clock was started with; undefined: it has not been started yet */
  let ticking: boolean | undefined;
  /** the commands' ids; undefined: they are not registered yet */
  let commandIds: CommandIds | undefined;
  let giveUp: (error: OperatorError) => void = () => undefined;
  const lost = new Promise<OperatorError>((resolve) => (giveUp = resolve));

  function spawn(): Running {
    const worker = new Worker(entry, {
      workerData: settings,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    const outside: OutsideFunctions = {
      ...messenger,
      end: (message) => giveUp(new OperatorError(message)),
      edit: (channelId, messageId, message, urgency, edit) =>
        messenger.edit(channelId, messageId, message, {
          ...(urgency && { urgency }),
          isWanted: () => calls.isWanted(edit),
        }),
    };
    const calls = createBirpc<EngineFunctions, OutsideFunctions>(outside, overPort(worker));
    worker.on('error', (error) => log.error({ err: error }, 'the thread that answers had a fault'));
    worker.once('exit', (code) => {
      calls.$close(new Error(`the thread that answers ended with ${code}`));
      if (isToRun) replace(code);
    });
    return { worker, calls };
  }

  /** Called once it has opened: before that, a migration may hold it for longer. */
  function watch({ worker, calls }: Running): void {
    let heardAt = performance.now();
    const timer = setInterval(() => {
      if (performance.now() - heardAt > givenUpAfterMs) {
        log.error('the thread that answers does not answer any more; it is started again');
        void worker.terminate();
        return;
      }
      calls.ping().then(
        () => (heardAt = performance.now()),
        () => undefined,
      );
    }, askedEveryMs);
    timer.unref();
    worker.once('exit', () => clearInterval(timer));
  }

  function replace(code: number): void {
    const now = performance.now();
    deaths.push(now);
    const recent = deaths.filter((at) => now - at < DEATHS_WITHIN_MS);
    log.error({ code, deaths: recent.length }, 'the thread that answers has ended');
    if (recent.length >= MOST_DEATHS) {
      giveUp(new OperatorError('The part that answers ended several times within minutes. The log says why.'));
      return;
    }
    running = spawn();
    opened = running.calls.open();
    opened
      .then(() => {
        watch(running);
        if (commandIds) void running.calls.knowCommands(commandIds);
        return ticking === undefined ? undefined : running.calls.startClock(ticking);
      })
      .catch((error: unknown) =>
        giveUp(error instanceof OperatorError ? error : new OperatorError((error as Error).message, { cause: error })),
      );
  }

  /** Calls wait for the thread that takes the place of a dead one. */
  async function ready(): Promise<Running['calls']> {
    await opened;
    return running.calls;
  }

  let running = spawn();
  let opened = running.calls.open();
  let facts: Pick<Engine, 'commands' | 'messageCommands'>;
  try {
    facts = await opened;
    isToRun = true;
    watch(running);
  } catch (error) {
    await running.worker.terminate();
    throw error;
  }
  return {
    lost,
    ...facts,
    answer: async (call) => (await ready()).answer(call),
    suggest: async (call) => (await ready()).suggest(call),
    async knowCommands(ids) {
      commandIds = ids;
      await (await ready()).knowCommands(ids);
    },
    async startClock(ticks) {
      ticking = ticks;
      await (await ready()).startClock(ticks);
    },
    report: async (about, wrong) => (await ready()).report(about, wrong),
    over: async (about) => (await ready()).over(about),
    async stop() {
      isToRun = false;
      const stopping = ready().then((calls) => calls.stop());
      const failed = (error: unknown) => log.error({ err: error }, 'the thread that answers did not stop by itself');
      await Promise.race([stopping.catch(failed), sleep(STOPPED_WITHIN_MS, undefined, { ref: false })]);
      await running.worker.terminate();
    },
    nextDailyAt: async (guildIds) => (await ready()).nextDailyAt(guildIds),
    nextWork: async (until) => (await ready()).nextWork(until),
    runMinute: async () => (await ready()).runMinute(),
    askQuestion: async (ask) => (await ready()).askQuestion(ask),
    takePacksOver: async () => (await ready()).takePacksOver(),
  };
}
