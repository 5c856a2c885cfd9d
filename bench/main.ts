/**
 * What Studyhall costs next to a bare discord.js bot. Both run as processes of their own, each against a small Discord of
 * its own in this process, in turns, so that what the machine does meanwhile hits both. Only the ratios are claims.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { type SmallDiscord, startSmallDiscord } from '../src/small-discord/index.ts';
import { type Bot, startBot } from './bot.ts';
import { benchBurst } from './burst.ts';
import { benchCommands } from './commands.ts';
import { benchDaily } from './daily.ts';
import { benchLeaderboard } from './leaderboard.ts';
import { type Latency, load, median } from './measure.ts';
import { memoryAfter } from './members.ts';
import { benchPictures } from './pictures.ts';
import { benchRound } from './round.ts';
import { benchSearch } from './search.ts';
import { benchServers } from './servers.ts';

const ROUNDS = 3;
const STARTS = 5;
const IN_FLIGHT = [1, 8, 64];
const CALLS = { 1: 400, 8: 1200, 64: 2000 } as const;
const LOOKUPS = [
  'bridge',
  'overaly netwrok',
  'docker run -p 80:80 nginx',
  'how do I delete an image',
  'volumes',
  'quorum',
];
const TYPED = ['b', 'br', 'netw', 'overl', 'docker vol', 'copy vs', 'swa', 'sec', 'prune', 'hea'];

const SCRIPTS = { bare: 'dist/bench/bare-bot.js', studyhall: 'dist/main.js' } as const;

interface Contender {
  name: keyof typeof SCRIPTS;
  discord: SmallDiscord;
  bot: Bot;
}

const folder = mkdtempSync(join(tmpdir(), 'studyhall-bench-'));

async function start(name: Contender['name']): Promise<Contender> {
  const discord = await startSmallDiscord({ rateLimits: false, keptRequests: 0, responseTimeoutMs: 30_000 });
  if (name === 'bare') registerForBare(discord);
  const bot = await startBot(SCRIPTS[name], discord, join(folder, 'bench.db'));
  return { name, discord, bot };
}

/** The bare bot registers nothing, so what people type has to be there already. */
function registerForBare({ world }: SmallDiscord): void {
  const option = (name: string, type: number, autocomplete = false) => ({
    name,
    description: name,
    type,
    autocomplete,
  });
  for (const [name, options] of [
    ['docker', [option('topic', 3, true)]],
    ['quiz', [option('questions', 4)]],
  ] as const) {
    const id = world.newId();
    world.commands.set(id, {
      id,
      application_id: world.applicationId,
      version: id,
      type: 1,
      name,
      description: name,
      options,
    } as never);
  }
}

async function stop({ bot, discord }: Contender): Promise<void> {
  await bot.stop();
  await discord.close();
}

type Load = (contender: Contender, total: number, inFlight: number) => Promise<Latency>;

const loads: Record<string, { aim: number; run: Load }> = {
  '/docker': {
    aim: 0.8,
    run: ({ discord }, total, inFlight) => {
      const { channel, members } = discord.demo;
      return load(total, inFlight, (index) =>
        discord.as(pick(members, index)).slash(channel, 'docker', { topic: pick(LOOKUPS, index) }),
      );
    },
  },
  autocomplete: {
    aim: 0.8,
    run: ({ discord }, total, inFlight) => {
      const { channel, members } = discord.demo;
      return load(total, inFlight, (index) =>
        discord.as(pick(members, index)).autocomplete(channel, 'docker', { topic: pick(TYPED, index) }, 'topic'),
      );
    },
  },
  'quiz answer': {
    aim: 0.6,
    // Every press answers a question of its own, in a quiz that was begun before the clock runs.
    run: async ({ discord }, total, inFlight) => {
      const { channel, members } = discord.demo;
      const messages: APIMessage[] = [];
      await load(total, 16, async (index) => {
        const person = discord.as(pick(members, index));
        // A press is measured: where the answer is typed, another question is asked for.
        for (;;) {
          const { message } = await person.slash(channel, 'quiz', { questions: 1 });
          if (!message) throw new Error('no quiz was begun');
          messages[index] = message;
          if (firstControl(message).label !== 'Type your answer') return;
        }
      });
      return load(total, inFlight, async (index) => {
        const message = messages[index] as APIMessage;
        const person = discord.as(pick(members, index));
        const control = firstControl(message);
        const outcome = control.options
          ? await person.select(message, control.custom_id, ['0'])
          : await person.press(message, control.custom_id);
        if (outcome.status !== 'updated') throw new Error(`an answer was ${outcome.status}`);
      });
    },
  },
};

interface Control {
  custom_id: string;
  label?: string;
  options?: unknown[];
}

function firstControl(message: APIMessage): Control {
  const [row] = message.components as unknown as { components: Control[] }[];
  const [control] = row?.components ?? [];
  if (!control) throw new Error('a message without anything to press');
  return control;
}

function pick<T>(items: readonly T[], index: number): T {
  return items[index % items.length] as T;
}

async function benchStart(): Promise<void> {
  const times = { bare: [] as number[], studyhall: [] as number[] };
  const memory = { bare: [] as number[], studyhall: [] as number[] };
  await stop(await start('studyhall')); // imports the pack and fills the disk's cache
  for (let round = 0; round < STARTS; round++) {
    for (const name of ['bare', 'studyhall'] as const) {
      const contender = await start(name);
      times[name].push(contender.bot.startMs);
      memory[name].push(contender.bot.residentMb());
      await stop(contender);
    }
  }
  const over = median(times.studyhall) - median(times.bare);
  const more = median(memory.studyhall) - median(memory.bare);
  console.log(`Start to ready, pack already imported, median of ${STARTS}`);
  console.log(
    `  bare ${median(times.bare).toFixed(0)} ms, studyhall ${median(times.studyhall).toFixed(0)} ms: ${over.toFixed(0)} ms over (aim: at most 400)`,
  );
  console.log('Memory when ready');
  console.log(
    `  bare ${median(memory.bare).toFixed(0)} MB, studyhall ${median(memory.studyhall).toFixed(0)} MB: ${more.toFixed(0)} MB over (aim: at most 40)`,
  );
}

async function benchMembers(): Promise<void> {
  const memory: Record<Contender['name'], number> = { bare: 0, studyhall: 0 };
  for (const name of ['bare', 'studyhall'] as const) {
    const contender = await start(name);
    memory[name] = await memoryAfter(contender);
    await stop(contender);
  }
  console.log(
    `\nMemory after 30,000 interactions of 1,400 members: bare ${memory.bare.toFixed(0)} MB, studyhall ${memory.studyhall.toFixed(0)} MB: ${(memory.studyhall - memory.bare).toFixed(0)} MB over (aim: at most 60)`,
  );
}

async function benchReplies(): Promise<void> {
  const contenders = [await start('bare'), await start('studyhall')] as const;
  console.log(`\nReplies, ${ROUNDS} rounds in turns; the median round is shown. bare | studyhall`);
  for (const [name, { aim, run }] of Object.entries(loads)) {
    for (const contender of contenders) await run(contender, 300, 8); // both warm
    for (const inFlight of IN_FLIGHT) {
      const results: Record<Contender['name'], Latency[]> = { bare: [], studyhall: [] };
      for (let round = 0; round < ROUNDS; round++) {
        for (const contender of contenders) {
          results[contender.name].push(await run(contender, CALLS[inFlight as keyof typeof CALLS], inFlight));
        }
      }
      const middle = (side: Contender['name'], key: keyof Latency) =>
        median(results[side].map((result) => result[key]));
      const ratio = middle('studyhall', 'perSecond') / middle('bare', 'perSecond');
      const show = (side: Contender['name']) =>
        `${middle(side, 'perSecond').toFixed(0)}/s p50 ${middle(side, 'p50').toFixed(2)} p99 ${middle(side, 'p99').toFixed(2)} ms`;
      console.log(
        `  ${name.padEnd(12)} ${String(inFlight).padStart(2)} in flight: ${show('bare')} | ${show('studyhall')} | ratio ${ratio.toFixed(2)} (aim ${aim})`,
      );
    }
  }
  const [bare, studyhall] = contenders;
  console.log(
    `Memory after that: bare ${bare.bot.residentMb().toFixed(0)} MB, studyhall ${studyhall.bot.residentMb().toFixed(0)} MB`,
  );
  for (const contender of contenders) await stop(contender);
}

const BENCHES: Readonly<Record<string, () => unknown>> = {
  start: benchStart,
  replies: benchReplies,
  members: benchMembers,
  leaderboard: benchLeaderboard,
  search: benchSearch,
  pictures: () => benchPictures(folder),
  burst: () => benchBurst(folder),
  round: () => benchRound(folder),
  daily: () => benchDaily(folder),
  servers: () => benchServers(folder),
  commands: () => benchCommands(folder),
};

// All of them, or those that are named: npm run bench -- daily
const wanted = process.argv.slice(2);
try {
  for (const [name, bench] of Object.entries(BENCHES)) if (wanted.length === 0 || wanted.includes(name)) await bench();
} finally {
  rmSync(folder, { recursive: true });
}
