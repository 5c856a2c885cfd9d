/** Five hundred who play one round: how long each waits until the answer is confirmed, and what that costs in requests. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { type SmallDiscord, startSmallDiscord } from '../src/small-discord/index.ts';
import { startBot } from './bot.ts';
import { quantiles } from './measure.ts';

const PLAYERS = 500;
/** People read before they press; the last row is everybody in the same moment. */
const WITHIN_MS = [10_000, 2000, 0];

interface Control {
  custom_id: string;
  label?: string;
  options?: { value: string }[];
}

export async function benchRound(folder: string): Promise<void> {
  console.log(`\nA round of ${PLAYERS} players: from the press to the confirmation (aim: p99 under 1,000 ms)`);
  const discord = await startSmallDiscord({});
  const bot = await startBot('dist/main.js', discord, join(folder, 'round.db'));
  const { world, demo } = discord;
  const players = Array.from({ length: PLAYERS }, (_, index) => {
    const userId = world.addUser(`player ${index}`);
    world.addMember(demo.guild, userId);
    return userId;
  });
  const host = discord.as(players[0] ?? '');
  const { message } = await host.slash(demo.channel, 'round start', { questions: WITHIN_MS.length, seconds: 25 });
  await host.press(message as APIMessage, buttonOf(message, 'Start now'));
  for (const [position, within] of WITHIN_MS.entries()) {
    const question = await untilShown(discord, `Question ${position + 1} of ${WITHIN_MS.length}`);
    const before = discord.requests.length;
    const waits = await Promise.all(
      players.map(async (userId, index) => {
        await sleep((within * index) / PLAYERS);
        const began = performance.now();
        const outcome = await answer(discord, userId, question);
        if (outcome !== 'replied' && !outcome.startsWith('deferred')) throw new Error(`a press was ${outcome}`);
        return performance.now() - began;
      }),
    );
    const { p50, p99 } = quantiles(waits);
    const edits = discord.requests.slice(before).filter(({ method }) => method === 'PATCH').length;
    console.log(
      `  all within ${(within / 1000).toFixed(0)} s: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, longest ${Math.max(...waits).toFixed(0)} ms; ${edits} edits of the message`,
    );
    const told = await untilShown(discord, `Question ${position + 1} of ${WITHIN_MS.length}: the answer`);
    const last = position + 1 === WITHIN_MS.length;
    await host.press(told, buttonOf(told, last ? 'To the result' : 'Next question'));
  }
  await untilShown(discord, 'The round is over');
  await bot.stop();
  await discord.close();
}

async function answer(discord: SmallDiscord, userId: string, question: APIMessage): Promise<string> {
  const person = discord.as(userId);
  const [control] = controlsOf(question);
  if (!control) throw new Error('there is nothing to press');
  const outcome = control.options
    ? await person.select(question, control.custom_id, ['0', '1'])
    : await person.press(question, control.custom_id);
  if (outcome.status.startsWith('deferred')) await outcome.final();
  return outcome.status;
}

function controlsOf(message: APIMessage | undefined): Control[] {
  return (message?.components ?? []).flatMap((row) => (row as unknown as { components: Control[] }).components);
}

function buttonOf(message: APIMessage | undefined, label: string): string {
  return controlsOf(message).find((control) => control.label === label)?.custom_id ?? '';
}

/** The message with this title, once it is there. */
async function untilShown(discord: SmallDiscord, title: string): Promise<APIMessage> {
  for (;;) {
    const found = discord
      .as(discord.demo.organiser)
      .messages(discord.demo.channel)
      .findLast(({ embeds }) => embeds[0]?.title === title);
    if (found) return found;
    await sleep(50);
  }
}
