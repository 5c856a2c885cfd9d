/**
 * A crowd that asks in the same moment, with Discord's real three seconds: how many saw "did not respond", how many were
 * answered at once and how many after "is thinking…", and how long the last one waited for either.
 */
import { join } from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { type InteractionOutcome, type SmallDiscord, startSmallDiscord } from '../src/small-discord/index.ts';
import { startBot } from './bot.ts';

const SIZES = [50, 200, 1000];

type Turn = (discord: SmallDiscord, userId: string, before?: APIMessage) => Promise<InteractionOutcome>;

/** What one of the crowd does; `before` is done by each, one after the other, before the moment. */
interface Act {
  before?: Turn;
  now: Turn;
}

const slash =
  (name: string, options = {}): Turn =>
  (discord, userId) =>
    discord.as(userId).slash(discord.demo.channel, name, options);

const pressFirst: Turn = (discord, userId, before) => {
  const [row] = (before?.components ?? []) as unknown as { components: { custom_id: string; options?: unknown[] }[] }[];
  const [control] = row?.components ?? [];
  if (!before || !control) throw new Error('there is nothing to press');
  const person = discord.as(userId);
  return control.options ? person.select(before, control.custom_id, ['0']) : person.press(before, control.custom_id);
};

const ACTS: Readonly<Record<string, Act>> = {
  '/docker': { now: slash('docker', { topic: 'bridge' }) },
  '/quiz': { now: slash('quiz') },
  'quiz answer': { before: slash('quiz'), now: pressFirst },
  '/exam start': { now: slash('exam start') },
  'Start now': { before: slash('exam start'), now: pressFirst },
  '/review': { now: slash('review start') },
  '/profile': { now: slash('profile') },
  '/leaderboard': { now: slash('leaderboard') },
};

export async function benchBurst(folder: string): Promise<void> {
  console.log('\nA crowd in one moment: answered | deferred and then answered | not, and the longest waits');
  for (const size of SIZES) {
    for (const name of [...Object.keys(ACTS), 'a mix']) await burst(folder, name, size);
  }
}

async function burst(folder: string, name: string, size: number): Promise<void> {
  const discord = await startSmallDiscord({ keptRequests: 0 });
  const bot = await startBot('dist/main.js', discord, join(folder, `burst.db`));
  const { world, demo } = discord;
  const crowd = Array.from({ length: size }, (_, index) => {
    const userId = world.addUser(`member ${index}`);
    world.addMember(demo.guild, userId);
    return userId;
  });
  const acts = Object.values(ACTS);
  const actOf = (index: number) => (name === 'a mix' ? acts[index % acts.length] : ACTS[name]) as Act;
  const before: (APIMessage | undefined)[] = [];
  for (const [index, userId] of crowd.entries()) before.push((await actOf(index).before?.(discord, userId))?.message);

  const began = performance.now();
  const waits = { first: 0, last: 0 };
  const counts = { answered: 0, deferred: 0, not: 0 };
  await Promise.all(
    crowd.map(async (userId, index) => {
      const outcome = await actOf(index).now(discord, userId, before[index]);
      if (outcome.status === 'no-response' || outcome.status === 'refused') {
        counts.not++;
        return;
      }
      waits.first = Math.max(waits.first, performance.now() - began);
      if (outcome.status.startsWith('deferred')) {
        await outcome.final();
        counts.deferred++;
      } else counts.answered++;
      waits.last = Math.max(waits.last, performance.now() - began);
    }),
  );
  console.log(
    `  ${String(size).padStart(4)} × ${name.padEnd(12)}: ${counts.answered} | ${counts.deferred} | ${counts.not} (aim 0); first sign within ${waits.first.toFixed(0)} ms (aim 2000), answer within ${waits.last.toFixed(0)} ms; ${bot.residentMb().toFixed(0)} MB`,
  );
  await bot.stop();
  await discord.close();
}
