/** Two hundred who press in the same moment, against the program itself with Discord's real three seconds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InteractionOutcome, type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';
import { REAL_PACKS } from '../helpers/app.ts';
import { copyImported } from '../helpers/imported.ts';
import { type Program, buildProgram, startProgram } from '../helpers/program.ts';

const CROWD = 200;

let folder: string;
let discord: SmallDiscord;
let program: Program;
let crowd: string[];

beforeAll(async () => {
  await buildProgram();
  folder = mkdtempSync(join(tmpdir(), 'studyhall-crowd-'));
  const databasePath = join(folder, 'test.db');
  await copyImported(REAL_PACKS, databasePath);
  discord = await startSmallDiscord({ keptRequests: 0 });
  program = startProgram(folder, {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DATABASE_PATH: databasePath,
  });
  await program.until('"msg":"ready"');
  crowd = Array.from({ length: CROWD }, (_, index) => {
    const userId = discord.world.addUser(`member ${index}`);
    discord.world.addMember(discord.demo.guild, userId);
    return userId;
  });
});
afterAll(async () => {
  program.process.kill('SIGTERM');
  await program.ended;
  await discord.close();
  rmSync(folder, { recursive: true });
  expect(program.output()).not.toContain('"level":50');
});

type Act = (userId: string, index: number) => Promise<InteractionOutcome>;

const slash =
  (name: string, options = {}): Act =>
  (userId) =>
    discord.as(userId).slash(discord.demo.channel, name, options);

function pressFirst(userId: string, message: APIMessage | undefined): Promise<InteractionOutcome> {
  const [row] = (message?.components ?? []) as unknown as { components: { custom_id: string; options?: [] }[] }[];
  const [control] = row?.components ?? [];
  if (!message || !control) throw new Error('nothing to press');
  const person = discord.as(userId);
  return control.options ? person.select(message, control.custom_id, ['0']) : person.press(message, control.custom_id);
}

/** Everybody at once. @returns what each was shown in the end */
async function allAtOnce(act: Act): Promise<(APIMessage | undefined)[]> {
  return Promise.all(
    crowd.map(async (userId, index) => {
      const outcome = await act(userId, index);
      expect(['replied', 'updated', 'modal', 'deferred']).toContain(outcome.status);
      return outcome.status === 'modal' ? undefined : outcome.final();
    }),
  );
}

it.each<[string, Act]>([
  ['/docker', slash('docker', { topic: 'bridge' })],
  ['/review', slash('review start')],
  ['/profile', slash('profile')],
  ['/leaderboard', slash('leaderboard')],
])(`answers ${CROWD} × %s`, async (_name, act) => {
  const shown = await allAtOnce(act);
  expect(shown.every((message) => message !== undefined)).toBe(true);
});

it(`answers ${CROWD} × /quiz, and then as many answers`, async () => {
  const asked = await allAtOnce(slash('quiz'));
  await allAtOnce((userId, index) => pressFirst(userId, asked[index]));
});

it(`answers ${CROWD} × /exam start, and starts as many clocks for members who see them`, async () => {
  const offered = await allAtOnce(slash('exam start'));
  const running = await allAtOnce((userId, index) => pressFirst(userId, offered[index]));
  for (const message of running) expect(JSON.stringify(message)).toContain('Question 1 of');
});

it(`answers ${CROWD} who type`, async () => {
  const lists = await Promise.all(
    crowd.map((userId) => discord.as(userId).autocomplete(discord.demo.channel, 'docker', { topic: 'netw' }, 'topic')),
  );
  for (const list of lists) expect(list.length).toBeGreaterThan(0);
});
