/**
 * What a command costs in processor time, with few and with many questions, and with and without a long log of answers: the
 * whole program's, beside the lookup's in the same run, and for comparison that of the handler alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import pino from 'pino';
import { listCommands } from '../commands/index.ts';
import { createApp } from '../src/create-app.ts';
import type { Command, OptionValue } from '../src/command.ts';
import type { Reply } from '../src/message.ts';
import { closeDatabase } from '../src/db/durable.ts';
import { openDatabase } from '../src/db/open.ts';
import { ENGLISH } from '../src/language.ts';
import { importPacks } from '../src/pack/import.ts';
import { PACKS_FOLDER } from '../src/paths.ts';
import { type InteractionOutcome, type SmallDiscord, startSmallDiscord } from '../src/small-discord/index.ts';
import { startBot } from './bot.ts';
import { addAnswers, addQuestions } from './filled-database.ts';
import { median } from './measure.ts';

const QUESTIONS = [0, 50_000]; // 0: those of the pack
const ANSWERS = [0, 1_000_000];
const MEMBERS = 5000;
/** How many of the members ask. */
const ASKING = 400;
const ROUNDS = 5;
const LOOKUPS = ['bridge', 'overaly netwrok', 'docker run -p 80:80 nginx', 'quorum', 'volumes', 'secrets'];
const WORDS = ['volume', 'swarm node', 'overlay', 'nothing like it', 'a'];

/** What a member does. */
interface Deed {
  name: string;
  /** the most it may cost, as a multiple of the lookup; left out: nothing is promised */
  aim?: number;
  /** in a row, as in "exam start" */
  command: string;
  options?: (index: number) => Record<string, OptionValue>;
  /** the option that is being typed, instead of sending the command */
  typing?: string;
  /** the first button of the reply is pressed, and that is what is measured */
  press?: boolean;
  /** what is deleted after each round, so that the next one begins as this one did */
  leaves?: string;
}

const DEEDS: readonly Deed[] = [
  { name: '/docker', command: 'docker', options: (index) => ({ topic: LOOKUPS[index % LOOKUPS.length] ?? '' }) },
  { name: '/quiz', aim: 1.5, command: 'quiz' },
  { name: '/quiz, hard ones', aim: 1.5, command: 'quiz', options: () => ({ difficulty: 'applying' }) },
  {
    name: '/quiz on a domain',
    aim: 1.5,
    command: 'quiz',
    options: () => ({ topic: 'domain/docker/networking' }),
    leaves: 'quiz',
  },
  { name: '/exam start', aim: 2, command: 'exam start' },
  { name: '/review start', aim: 1.5, command: 'review start', leaves: 'review_turn' },
  { name: '/profile', aim: 1.5, command: 'profile' },
  {
    name: '/daily pin, typing',
    command: 'daily pin',
    typing: 'question',
    options: (index) => ({ question: WORDS[index % WORDS.length] ?? '' }),
  },
  { name: 'Start now', aim: 2, command: 'exam start', press: true, leaves: 'exam' },
];

interface Crowd {
  discord: SmallDiscord;
  members: readonly string[];
}

/** @param folder where the databases are made */
export async function benchCommands(folder: string): Promise<void> {
  console.log(
    `\nProcessor time of a command, ms: the whole program, times /docker; the handler alone. Median of ${ROUNDS} rounds, ${ASKING} members each`,
  );
  for (const questions of QUESTIONS) {
    for (const answers of ANSWERS) {
      const crowd = await gather();
      const path = join(folder, `${questions}-${answers}.db`);
      await makeDatabase(path, crowd, questions, answers);
      await measure(path, crowd);
      await crowd.discord.close();
    }
  }
}

export async function gather(): Promise<Crowd> {
  const discord = await startSmallDiscord({ rateLimits: false, keptRequests: 0, responseTimeoutMs: 30_000 });
  const { world, demo } = discord;
  const members = Array.from({ length: MEMBERS }, (_, index) => {
    if (index >= ASKING) return `member-${index}`;
    const userId = world.addUser(`Member ${index}`);
    world.addMember(demo.guild, userId);
    return userId;
  });
  return { discord, members };
}

export async function makeDatabase(
  path: string,
  { discord, members }: Crowd,
  questions: number,
  answers: number,
): Promise<void> {
  const db = openDatabase(path);
  await importPacks(db, PACKS_FOLDER, Date.now());
  addQuestions(db, questions);
  addAnswers(db, { answers, guildId: discord.demo.guild, members, until: Date.now() - 1000 });
  await closeDatabase(db);
}

export async function measure(path: string, crowd: Crowd): Promise<void> {
  const alone = await measureHandlers(path, crowd);
  const whole = await measureProgram(path, crowd);
  const db = openDatabase(path);
  const count = (table: string) => String(db.$client.prepare(`select count(*) from ${table}`).pluck().get());
  console.log(`  ${count('question')} questions, ${count('answer')} answers`);
  await closeDatabase(db);
  const lookup = whole.get('/docker') ?? 0;
  for (const { name, aim } of DEEDS) {
    const each = whole.get(name) ?? 0;
    const ratio = `${(each / lookup).toFixed(2)} times /docker`;
    const wanted = aim === undefined ? '' : ` (aim: at most ${aim})`;
    console.log(`    ${name.padEnd(20)} ${each.toFixed(2)}  ${ratio}${wanted}; ${(alone.get(name) ?? 0).toFixed(3)}`);
  }
}

/** In turns, so that what the machine does meanwhile hits all of them. @param cost of one call of a deed, ms */
async function inTurns(cost: (deed: Deed) => Promise<number>, path: string): Promise<Map<string, number>> {
  const times = new Map(DEEDS.map(({ name }) => [name, [] as number[]]));
  const db = openDatabase(path);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const deed of DEEDS) {
      const each = await cost(deed);
      if (round > 0) times.get(deed.name)?.push(each); // the first round warms everything up
    }
    for (const { leaves } of DEEDS) if (leaves) db.$client.exec(`delete from ${leaves}`);
    // The program has to read anew what was changed from outside, which is nobody's cost.
    for (const deed of DEEDS.filter(({ name }) => name === '/docker' || name === '/profile')) await cost(deed);
  }
  await closeDatabase(db);
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

async function measureProgram(path: string, { discord, members }: Crowd): Promise<Map<string, number>> {
  const bot = await startBot('dist/main.js', discord, path);
  const asking = members.slice(0, ASKING);
  const { channel, organiser } = discord.demo;
  const times = await inTurns(async ({ command, options, typing, press }) => {
    const given = (index: number) => options?.(index) ?? {};
    const offers: (APIMessage | undefined)[] = [];
    if (press) for (const userId of asking) offers.push((await discord.as(userId).slash(channel, command)).message);
    const before = processorMs(bot.pid);
    for (const [index, userId] of asking.entries()) {
      if (typing) await discord.as(organiser).autocomplete(channel, command, given(index), typing);
      else if (press) await pressFirst(discord, userId, offers[index]);
      else await discord.as(userId).slash(channel, command, given(index));
    }
    return (processorMs(bot.pid) - before) / ASKING;
  }, path);
  await bot.stop();
  return times;
}

function pressFirst(discord: SmallDiscord, userId: string, message?: APIMessage): Promise<InteractionOutcome> {
  const [row] = (message?.components ?? []) as unknown as { components: { custom_id: string }[] }[];
  if (!message || !row?.components[0]) throw new Error('there is nothing to press');
  return discord.as(userId).press(message, row.components[0].custom_id);
}

/** What a process has used so far, as the kernel counts it: in hundredths of a second. */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** Without discord.js, the small Discord and the way between threads. */
async function measureHandlers(path: string, { discord, members }: Crowd): Promise<Map<string, number>> {
  const db = openDatabase(path);
  const log = pino({ level: 'silent' });
  const app = await createApp({
    db,
    packsFolder: PACKS_FOLDER,
    now: Date.now,
    random: Math.random,
    messenger: NO_MESSENGER,
    pictures: { draw: async () => undefined, close: async () => undefined },
    log,
  });
  const commands = listCommands(app.catalogue.manifests);
  const times = await inTurns(async (deed) => {
    const [name, subcommand = null] = deed.command.split(' ');
    const command = commands.find(({ data }) => data.name === name) as Command;
    const inputs = members.slice(0, ASKING).map((userId, index) => {
      const { guild: guildId, channel: channelId } = discord.demo;
      const asker = { userId, guildId, channelId, locale: ENGLISH, guildLocale: ENGLISH, mayPost: true };
      return { ...asker, subcommand, options: deed.options?.(index) ?? {} };
    });
    const offers: Reply[] = [];
    if (deed.press) for (const input of inputs) offers.push(await command.execute(input, app));
    const before = process.cpuUsage();
    for (const [index, input] of inputs.entries()) {
      const text = deed.typing && String(input.options[deed.typing]);
      if (text !== undefined)
        await command.autocomplete?.({ ...input, focused: { name: deed.typing ?? '', text } }, app);
      else if (!deed.press) await command.execute(input, app);
      else {
        const [row] = offers[index]?.components ?? [];
        const [, action = '', ...args] = (row?.components[0] as { custom_id: string }).custom_id.split(':');
        await command.components?.actions[action]?.(
          { ...input, args, values: [], onPrivateMessage: true, isForm: false, isAskers: true },
          app,
        );
      }
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / ASKING;
  }, path);
  await closeDatabase(db);
  return times;
}

const NO_MESSENGER = {
  send: refuse,
  edit: refuse,
  findOwn: refuse,
  sendDirect: refuse,
  openThread: refuse,
  canPing: refuse,
  missingPermissions: refuse,
  discordTime: async () => Date.now(),
};

function refuse(): never {
  throw new Error('nothing is sent in this bench');
}
