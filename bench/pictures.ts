/**
 * How long a chart takes, and whether the answers to ten thousand questions of the day make anybody wait: told by the real
 * code in this process, with a messenger that takes everything at once, while a member sends a slash command every 20 ms.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { listCommands } from '../commands/index.ts';
import { createApp } from '../src/create-app.ts';
import { saveSchedule } from '../src/daily/store/schedule.ts';
import { saveSealed } from '../src/daily/store/sealed.ts';
import { tick } from '../src/daily/tick.ts';
import { closeDatabase } from '../src/db/durable.ts';
import { openDatabase, transaction } from '../src/db/open.ts';
import type { Messenger } from '../src/messenger.ts';
import { PACKS_FOLDER } from '../src/paths.ts';
import { draw } from '../src/picture/draw.ts';
import { type Drawer, createDrawer } from '../src/picture/drawer.ts';
import type { Drawing } from '../src/picture/picture.ts';
import { createPictures } from '../src/picture/pictures.ts';
import { load, quantiles } from './measure.ts';

const ROWS = [
  'Orchestration',
  'Images and registries',
  'Installation and configuration',
  'Networking',
  'Security',
  'Storage',
];
const SERVERS = 10_000;
const MEMBERS = 5;
const COMMAND_EVERY_MS = 20;
const ASKED = {
  userId: 'ada',
  guildId: 'g0',
  channelId: 'c0',
  locale: 'en-GB',
  guildLocale: 'en-GB',
  mayPost: true,
} as const;
const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 10, 24, 12);

/** As the bot draws since it answers elsewhere, and as it did before. */
const otherProcess = (): Drawer => createDrawer({ entry: 'dist/drawing-process.js' });
const thisProcess: Drawer = { draw, close: async () => undefined };
/** What it costs without drawing. */
const nowhere: Drawer = { draw: async () => new Uint8Array(20_000), close: async () => undefined };

export async function benchPictures(folder: string): Promise<void> {
  await benchCharts();
  console.log(`\nAnswers told to so many servers at once, ${MEMBERS} answers each, while a member looks topics up`);
  await benchReveals(folder, SERVERS / 20, thisProcess, 'drawn in the process that answers');
  await benchReveals(folder, SERVERS / 5, nowhere, 'not drawn at all');
  const { residentMb } = await benchReveals(folder, SERVERS, otherProcess(), 'drawn in a process of their own');
  console.log(`  memory of the process that draws, in MB, at five moments: ${residentMb.join(' ')}`);
}

async function benchCharts(): Promise<void> {
  console.log('\nCharts as PNG, 900 pixels wide (aim: under 100 ms)');
  const charts: Record<string, (round: number) => Drawing> = {
    'score by domain': (round) => ({
      kind: 'bars',
      chart: {
        title: `Right by domain ${round}`,
        unit: '%',
        bars: ROWS.map((label, row) => ({ label, value: (13 * row + round) % 100, max: 100, note: '7 of 11' })),
      },
    }),
    'forecast by domain': (round) => ({
      kind: 'ranges',
      chart: {
        title: `Exam forecast ${round}, %`,
        caption: '80 percent sure to lie between the ends. The diamond is the middle.',
        rows: ROWS.map((label, row) => ({ label, low: 10 * row, middle: 10 * row + 12, high: 10 * row + 30 })),
      },
    }),
  };
  const drawer = otherProcess();
  const began = performance.now();
  await drawer.draw({ kind: 'bars', chart: { title: '', unit: '', bars: [] } });
  console.log(`  the first one, with the start of what draws: ${(performance.now() - began).toFixed(0)} ms`);
  for (const [name, chart] of Object.entries(charts)) {
    const { p50, p99 } = await load(200, 1, (round) => drawer.draw(chart(round)));
    console.log(`  ${name.padEnd(19)} p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  }
  await drawer.close();
}

async function benchReveals(folder: string, servers: number, drawer: Drawer, where: string) {
  let now = NOON;
  const log = pino({ level: 'warn' });
  const db = openDatabase(join(folder, `reveals-${servers}.db`));
  const pictures = createPictures(log, drawer);
  const { messenger, told } = takesEverything(() => now);
  const app = await createApp({
    db,
    log,
    pictures,
    messenger,
    packsFolder: PACKS_FOLDER,
    now: () => now,
    steady: () => now,
    random: Math.random,
  });
  await app.clock.check();
  app.following.start();
  transaction(db, () => {
    for (let server = 0; server < servers; server++) {
      const schedule = { channelId: `c${server}`, time: '12:00', nextDueAt: NOON, revealAfterHours: 1 };
      saveSchedule(db, { guildId: `g${server}`, ...schedule });
    }
  });
  await tick(app);
  const deliveries = db.query.dailyDelivery.findMany().sync();
  transaction(db, () => {
    for (const { id, optionOrder } of deliveries)
      for (let member = 0; member < MEMBERS; member++) {
        const choice = [Math.floor(Math.random() * optionOrder.length)];
        saveSealed(db, { deliveryId: id, userId: `m${id}-${member}`, choice, answeredAt: now });
      }
  });

  now += HOUR_MS;
  const [lookup] = listCommands(app.catalogue.manifests);
  const waits: number[] = [];
  const memory: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let isOver = false;
  const asking = (async () => {
    for (let due = performance.now() + COMMAND_EVERY_MS; !isOver; due += COMMAND_EVERY_MS) {
      await sleep(Math.max(0, due - performance.now()));
      // From when it was due: a command that cannot even begin waits, too.
      await lookup?.execute({ ...ASKED, subcommand: null, options: { topic: 'bridge' } }, app);
      waits.push(performance.now() - due);
      memory.push(childrenMb());
    }
  })();
  const before = process.cpuUsage();
  const began = performance.now();
  delay.enable();
  await tick(app);
  delay.disable();
  isOver = true;
  await asking;
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const { withPicture, all } = told;
  const { p50, p99 } = quantiles(waits);
  console.log(
    `  ${where}: ${all} told, ${withPicture} with a picture, in ${seconds.toFixed(1)} s (${(all / seconds).toFixed(0)} a second; Discord takes 50), ${((user + system) / 1000 / all).toFixed(1)} ms of this process's time for each`,
  );
  console.log(
    `    ${waits.length} commands meanwhile: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${Math.max(...waits).toFixed(1)} ms, over 50 ms: ${waits.filter((wait) => wait > 50).length}; event loop delay p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, longest ${(delay.max / 1e6).toFixed(1)} ms (aim 50)`,
  );
  app.following.stop();
  await pictures.close();
  await closeDatabase(db);
  return {
    residentMb: [0, 0.25, 0.5, 0.75, 1].map((share) => memory[Math.round(share * (memory.length - 1))]?.toFixed(0)),
  };
}

/** A messenger that counts what it is given. @param now by Discord's clock */
function takesEverything(now: () => number): { messenger: Messenger; told: { all: number; withPicture: number } } {
  const told = { all: 0, withPicture: 0 };
  let sent = 0;
  const messenger: Messenger = {
    send: async () => ({ messageId: String(++sent) }),
    async edit(_channelId, _messageId, { embeds, files = [] }) {
      // The other edits are of the number of answers.
      if (embeds?.[0]?.title !== 'Question of the day: the answer') return true;
      told.all++;
      if (files.length > 0) told.withPicture++;
      return true;
    },
    findOwn: async () => undefined,
    canPing: async () => 'works',
    sendDirect: async () => undefined,
    openThread: async () => undefined,
    missingPermissions: async () => [],
    discordTime: async () => now(),
  };
  return { messenger, told };
}

/** Resident memory of the processes that this one started, as the kernel counts it. */
function childrenMb(): number {
  const pids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  const kilobytes = pids.map((pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]));
  return kilobytes.reduce((sum, size) => sum + size, 0) / 1024;
}
