/**
 * Ten thousand servers whose question of the day is due in one minute: how much of Discord's 50 requests a second is used, how
 * long members wait for a slash command meanwhile, and how the memory fares. The bot is stopped hard on the way and goes on.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { saveSchedule } from '../src/daily/store/schedule.ts';
import { openDatabase, transaction } from '../src/db/open.ts';
import { type SmallDiscord, startSmallDiscord } from '../src/small-discord/index.ts';
import { startBot } from './bot.ts';
import { quantiles } from './measure.ts';

const SERVERS = 10_000;
/** as many as Discord tells a bot with so many servers to use, which is one for a thousand or so */
const SHARDS = 10;
const PERMITTED_PER_SECOND = 50;
const MINUTE_MS = 60_000;
const COMMAND_EVERY_MS = 100;
/** A stretch without the beginning and the end, where fewer are under way. */
const EDGE_MS = 2000;
/** The most deliveries that are under way when the bot is stopped. */
const IN_HAND = 32;

export async function benchDaily(folder: string): Promise<void> {
  console.log(`\nThe minute in which ${SERVERS} servers are due`);
  const discord = await startSmallDiscord({
    shards: SHARDS,
    keptRequests: 0,
    keptMessages: 10,
    responseTimeoutMs: 30_000,
  });
  const databasePath = join(folder, 'daily.db');
  makeDue(discord, databasePath);

  const posts: number[] = [];
  const order: string[] = [];
  let refused = 0;
  discord.on('request', ({ method, path, status }) => {
    if (status === 429) refused++;
    const [, channelId] = /^\/channels\/(\d+)\/messages$/.exec(path) ?? [];
    if (method !== 'POST' || status !== 200 || !channelId) return;
    posts.push(performance.now());
    order.push(channelId);
  });

  let bot = await startBot('dist/main.js', discord, databasePath);
  const latencies: number[] = [];
  /** of each life of the bot, in MB, in order */
  const memory: number[][] = [[]];
  const stretches: [number, number][] = [];
  let stretchFrom = performance.now();
  let isUp = true;
  const asking = (async () => {
    const { channel, members } = discord.demo;
    while (posts.length < SERVERS) {
      await sleep(COMMAND_EVERY_MS);
      if (!isUp) continue;
      const began = performance.now();
      const { status } = await discord.as(members[0] ?? '').slash(channel, 'docker', { topic: 'bridge' });
      if (status === 'replied') latencies.push(performance.now() - began);
      memory.at(-1)?.push(bot.residentMb());
    }
  })();

  while (posts.length < SERVERS / 3) await sleep(50);
  // As a crash would, in the middle of it.
  isUp = false;
  stretches.push([stretchFrom, performance.now()]);
  await bot.stop('SIGKILL');
  const atKill = posts.length;
  memory.push([]);
  bot = await startBot('dist/main.js', discord, databasePath);
  while (posts.length === atKill) await sleep(10);
  stretchFrom = performance.now();
  isUp = true;
  // Those in hand at the kill are looked for and taken up after two minutes, when nobody else can have them.
  while (posts.length < SERVERS - IN_HAND) await sleep(50);
  stretches.push([stretchFrom, performance.now()]);
  await asking;

  const perSecond = stretches.map(([from, to]) => {
    const within = posts.filter((at) => at > from + EDGE_MS && at < to - EDGE_MS).length;
    return (1000 * within) / (to - from - 2 * EDGE_MS);
  });
  const rate = Math.min(...perSecond);
  const { p50, p99 } = quantiles(latencies);
  const twice = order.length - new Set(order).size;
  console.log(
    `  ${rate.toFixed(1)} posts a second of the ${PERMITTED_PER_SECOND} permitted: ratio ${(rate / PERMITTED_PER_SECOND).toFixed(3)} (aim 0.95); refused with 429: ${refused} (aim 0)`,
  );
  console.log(
    `  ${latencies.length} slash commands meanwhile: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (aim 100)`,
  );
  console.log(
    `  memory in MB, at five moments of each life: ${memory.map((life) => fiveOf(life).join(' ')).join(' | ')} (aim: flat)`,
  );
  console.log(
    `  stopped hard after ${atKill} posts; channels with a post: ${new Set(order).size} of ${SERVERS}; posted twice: ${twice} (aim 0)`,
  );
  await bot.stop();
  await discord.close();
}

/** At the start, a quarter, a half, three quarters and the end. */
function fiveOf(values: readonly number[]): string[] {
  return [0, 0.25, 0.5, 0.75, 1].map((share) => (values[Math.round(share * (values.length - 1))] ?? 0).toFixed(0));
}

function makeDue({ world, demo }: SmallDiscord, databasePath: string): void {
  const db = openDatabase(databasePath);
  const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const time = new Date(now).toISOString().slice(11, 16);
  transaction(db, () => {
    for (let server = 0; server < SERVERS; server++) {
      const { id: guildId } = world.addGuild(`server ${server}`, demo.organiser);
      const { id: channelId } = world.addChannel(guildId, 'general');
      saveSchedule(db, { guildId, channelId, time, nextDueAt: now });
    }
  });
  db.$client.close();
}
