/**
 * Memory with many servers: both bots on 40 shards in one process, in turns, each beside what it takes with hardly any.
 * The least of some moments is taken, since what garbage there is says nothing about what is kept.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SmallDiscord, startSmallDiscord } from '../src/small-discord/index.ts';
import { startBot } from './bot.ts';

const SHARDS = 40;
const SIZES = [0, 10_000, 100_000];
/** Added to each server, besides what every new one has. */
const CHANNELS = 3;
const ROLES = 2;
const MOMENTS = 20;
const MOMENT_MS = 500;

const SCRIPTS = { bare: 'dist/bench/bare-bot.js', studyhall: 'dist/main.js' } as const;

export async function benchServers(folder: string): Promise<void> {
  console.log(`\nMemory with many servers, on ${SHARDS} shards (aim: 1.5 kB a server)`);
  for (const name of ['bare', 'studyhall'] as const) {
    let withNone = 0;
    for (const servers of SIZES) {
      const discord = await startSmallDiscord({ shards: SHARDS, maxConcurrency: SHARDS, keptRequests: 0 });
      addServers(discord, servers);
      const bot = await startBot(SCRIPTS[name], discord, join(folder, 'servers.db'));
      const { startMs } = bot;
      const residentMb = await leastOf(() => bot.residentMb());
      if (servers === 0) withNone = residentMb;
      const each = servers === 0 ? '' : `, ${((1024 * (residentMb - withNone)) / servers).toFixed(2)} kB a server`;
      console.log(
        `  ${name.padEnd(9)} ${String(servers).padStart(6)} servers: ready after ${(startMs / 1000).toFixed(1)} s, ${residentMb.toFixed(0)} MB${each}`,
      );
      await bot.stop();
      await discord.close();
    }
  }
}

/** Adds servers until there are so many: 2500 on each of forty shards are all that Discord allows. */
function addServers({ world, demo }: SmallDiscord, count: number): void {
  for (let server = world.guilds.size; server < count; server++) {
    const { id } = world.addGuild(`server ${server}`, demo.organiser);
    for (let role = 0; role < ROLES; role++) world.addRole(id, `role ${role}`);
    for (let channel = 0; channel < CHANNELS; channel++) world.addChannel(id, `channel ${channel}`);
  }
}

async function leastOf(measure: () => number): Promise<number> {
  let least = Infinity;
  for (let moment = 0; moment < MOMENTS; moment++) {
    least = Math.min(least, measure());
    await sleep(MOMENT_MS);
  }
  return least;
}
