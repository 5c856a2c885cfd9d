/** What `npm start` shows without a token: a small Discord on this machine, and a page to try the bot on. */
import type { CommandFacts } from '../engine/contract.ts';
import { PACKS_FOLDER, PAGE_FOLDER } from '../paths.ts';
import { type MovableClock, createClock, travel } from './clock.ts';
import type { Desk } from '../engine/desk.ts';
import { type SmallDiscord, startSmallDiscord } from '../small-discord/index.ts';
import { type PageServer, startPageServer } from './server/index.ts';
import type { Network } from './server/network.ts';
import { watchPacks } from './server/pack-watch.ts';
import { showQuestion } from './server/show-question.ts';
import type { Calls, ClockView, Example } from './server/protocol.ts';
import { forgetEverything, keepState, newSecret, readState, statePath, filesPath } from './server/saved-state.ts';
import { createTraces } from './server/traces.ts';

const EXAMPLES = 3;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** The page's usual place, so that a bookmark works. */
const USUAL_PORT = 4747;

export interface PlaygroundOptions {
  /** the playground's own, never a server's: starting over deletes it */
  databasePath: string;
  /** the usual one, or any free one when that is taken; 0 takes a free one */
  port?: number;
  /** lets others in the same network open the page; nobody unless given */
  network?: Network | undefined;
  packsFolder?: string;
  pageFolder?: string;
  discord?: Parameters<typeof startSmallDiscord>[0];
}

export interface Playground {
  readonly token: string;
  readonly apiUrl: string;
  readonly discord: SmallDiscord;
  /** the one clock, for the bot too */
  readonly now: () => number;
  /** how far that clock is ahead of real time, for another thread */
  readonly clockOffset: SharedArrayBuffer;
  /** Opens the page; call it when the bot is ready. `startOver` is called when everything is to be forgotten. */
  open(desk: Desk, commands: readonly CommandFacts[], startOver: () => void): Promise<PageServer>;
  close(): Promise<void>;
}

export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { databasePath, packsFolder = PACKS_FOLDER, pageFolder = PAGE_FOLDER } = options;
  const path = statePath(databasePath);
  const state = readState(path);
  const secret = state?.secret ?? newSecret();
  const clock = createClock(state?.clockOffsetMs);
  const discord = await startSmallDiscord({
    botName: 'Studyhall',
    ...options.discord,
    now: clock.now,
    filesFolder: filesPath(databasePath),
    ...(state?.discord && { saved: state.discord }),
  });
  const keeper = keepState(path, () => ({ secret, discord: discord.save(), clockOffsetMs: clock.offsetMs() }));
  keeper.touch();
  discord.world.onChange(() => keeper.touch());
  clock.onMove(() => keeper.touch());
  const closers: (() => Promise<void>)[] = [];

  return {
    token: discord.token,
    apiUrl: discord.apiUrl,
    discord,
    now: clock.now,
    clockOffset: clock.shared,
    async open(desk, commands, startOver) {
      const view = (userId: string) => clockView(desk, discord, clock, userId);
      const server = await startOnFreePort(options.port ?? USUAL_PORT, (port) =>
        startPageServer({
          port,
          secret,
          network: options.network,
          pageFolder,
          discord,
          examples: examplesOf(commands),
          traces: createTraces(discord),
          clockFor: view,
          moveClock: oneAtATime(async (to) => {
            await travelBy(desk, clock, to);
            return view(discord.demo.organiser);
          }),
          startOver,
          showQuestion: (userId, ask) => showQuestion(desk, discord, userId, ask),
        }),
      );
      closers.push(() => server.close());
      clock.onMove(() => server.tellClock());
      closers.push(watchPacks(desk, packsFolder, (notice) => server.tellPack(notice)));
      return server;
    },
    async close() {
      for (const close of closers.reverse()) await close();
      keeper.close();
      await discord.close();
    },
  };
}

export { forgetEverything };

/** The first few things that every member may try. */
function examplesOf(commands: readonly CommandFacts[]): Example[] {
  return commands
    .filter(({ data }) => data.default_member_permissions == null)
    .slice(0, EXAMPLES)
    .map(({ example, data }) => ({ line: example, description: data.description }));
}

async function clockView(desk: Desk, { world }: SmallDiscord, clock: MovableClock, userId: string): Promise<ClockView> {
  const own = [...world.guilds.keys()].filter((guildId) => world.findMember(guildId, userId));
  return { now: clock.now(), offsetMs: clock.offsetMs(), nextDailyAt: (await desk.nextDailyAt(own)) ?? null };
}

async function travelBy(desk: Desk, clock: MovableClock, to: Calls['move']['ask']['to']): Promise<void> {
  const targets = {
    hour: clock.now() + HOUR_MS,
    day: clock.now() + DAY_MS,
    daily: (await desk.nextDailyAt()) ?? clock.now(),
  };
  await travel(
    clock,
    targets[to],
    (until) => desk.nextWork(until),
    () => desk.runMinute(),
  );
}

/** Two people who move the clock at once move it one after the other. */
function oneAtATime<Ask, Get>(work: (ask: Ask) => Promise<Get>): (ask: Ask) => Promise<Get> {
  let before: Promise<unknown> = Promise.resolve();
  return (ask) => {
    const result = before.then(() => work(ask));
    before = result.catch(() => undefined);
    return result;
  };
}

async function startOnFreePort(port: number, start: (port: number) => Promise<PageServer>): Promise<PageServer> {
  try {
    return await start(port);
  } catch (error) {
    if (port === 0 || (error as { code?: string }).code !== 'EADDRINUSE') throw error;
    return start(0);
  }
}
