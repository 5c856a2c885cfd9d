/**
 * Kills a bot at every step of its questions of the day, again and again, and counts what arrived. The bot is a process of
 * its own with the real discord.js client; the small Discord lives on in this one.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { saveSealed } from '../../src/daily/store/sealed.ts';
import { saveSchedule, updateSchedule } from '../../src/daily/store/schedule.ts';
import { type Db, openDatabase } from '../../src/db/open.ts';
import { importPacks } from '../../src/pack/import.ts';
import { type SmallDiscord, startSmallDiscord } from '../../src/small-discord/index.ts';
import type { Random } from '../../src/random.ts';
import { FIXTURE_PACKS } from '../helpers/app.ts';
import { seededRandom } from '../helpers/random.ts';

const SERVERS = 12;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than anybody keeps a delivery in hand, so that the next life may take it up. */
const REST_MS = 3 * MINUTE;
/** Longer than Discord remembers a nonce. */
const LONG_REST_MS = 12 * MINUTE;
/** What failed several times waits so long before it is tried again. */
const LONGEST_WAIT_MS = { send: 31 * MINUTE, reveal: 61 * MINUTE, announce: 61 * MINUTE } as const;
const MEMBERS = ['member-1', 'member-2'];
const ENTRY = join(import.meta.dirname, 'victim.ts');
const BUILT = join(import.meta.dirname, '../../dist/soak/victim.js');

export interface Outcome {
  kills: number;
  /** how often a life ended in each way */
  ways: Record<string, number>;
  /** server and local date → how many questions were posted */
  posts: Map<string, number>;
  /** questions that were posted and not told, or told with another number of answers than were given */
  untold: string[];
  /** for each question, in how many messages its answer was told beside its own: at the head of the next one, or by itself */
  seen: { inNext: number; byItself: number }[];
  /** rows of the log for each sealed answer; all are to be 1 */
  logged: number[];
}

/** `announce`: no question follows any more, so that the last answers are told by themselves */
type Phase = 'send' | 'reveal' | 'announce';
/** what a bot does while it lives */
type Work = 'daily' | 'rounds';

/** Requests around which a bot dies. */
interface Fatal {
  method: string;
  path: RegExp;
  work?: Work;
}

export const SENDING: Fatal = { method: 'POST', path: /\/channels\/\d+\/messages$/ };
export const REVEALING: Fatal = { method: 'PATCH', path: /\/channels\/\d+\/messages\/\d+$/ };

/**
 * @param rounds days; each kills `killsPerPhase` times while questions are sent, and as often while they are told: in every
 *   other server after an hour, in the rest with the next question
 */
export async function killAround(seed: number, rounds: number, killsPerPhase: number): Promise<Outcome> {
  await buildVictim();
  const ground = await openKillingGround(seed);
  try {
    for (let round = 0; round < rounds; round++) {
      ground.advance(24 * HOUR);
      ground.makeDue();
      await ground.live('send', killsPerPhase);
      ground.answer();
      ground.advance(2 * HOUR);
      await ground.live('reveal', killsPerPhase);
    }
    ground.pauseAll();
    ground.advance(24 * HOUR);
    await ground.live('announce', killsPerPhase);
    return ground.outcome();
  } finally {
    await ground.close();
  }
}

export async function buildVictim(): Promise<void> {
  mkdirSync(join(BUILT, '..'), { recursive: true });
  const target = 'node20';
  const common = { bundle: true, packages: 'external', platform: 'node', format: 'esm', logLevel: 'warning' } as const;
  await build({ ...common, target, entryPoints: [ENTRY], outfile: BUILT });
}

interface Row {
  id: number;
  guild_id: string;
  channel_id: string;
  message_id: string;
  local_date: string;
  state: string;
}

/** A small Discord with a dozen servers, and one database for bots that do not live long. */
export class KillingGround {
  readonly discord: SmallDiscord;
  readonly db: Db;
  readonly #folder: string;
  readonly #random: Random;
  readonly lives = { kills: 0, ways: {} as Record<string, number> };
  readonly #clock: { offsetMs: number };
  readonly #inNext = new Set<string>();
  readonly #byItself = new Set<string>();
  #seed = 0;

  constructor(discord: SmallDiscord, db: Db, folder: string, random: Random, clock: { offsetMs: number }) {
    this.discord = discord;
    this.db = db;
    this.#folder = folder;
    this.#random = random;
    this.#clock = clock;
  }

  advance(ms: number): void {
    this.#clock.offsetMs += ms;
  }

  now(): number {
    return Date.now() + this.#clock.offsetMs;
  }

  /** Has every server's question due now. */
  makeDue(): void {
    const time = new Date(this.now()).toISOString().slice(11, 16);
    const due = Math.floor(this.now() / MINUTE) * MINUTE;
    this.servers().forEach((guild, index) => {
      const channelId = guild.channelIds[0] ?? '';
      const revealAfterHours = index % 2 === 0 ? 1 : null;
      saveSchedule(this.db, { guildId: guild.id, channelId, time, nextDueAt: due, revealAfterHours });
    });
  }

  pauseAll(): void {
    for (const { id } of this.servers()) updateSchedule(this.db, id, { pausedAt: this.now(), pausedBy: 'organiser' });
  }

  /** Two members answer every question that is open. */
  answer(): void {
    const open = this.db.$client
      .prepare<[], { id: number; option_order: string }>(
        "select id, option_order from daily_delivery where state = 'sent' and revealed_at is null",
      )
      .all();
    for (const { id } of open)
      for (const userId of MEMBERS)
        saveSealed(this.db, { deliveryId: id, userId, choice: [0], answeredAt: this.now() });
  }

  /** Starts and kills the bot so many times, then lets it finish. */
  async live(phase: Phase, kills: number): Promise<void> {
    for (let kill = 0; kill < kills; kill++) {
      // What tells an answer by itself is sent, as a question is.
      const isEdit = phase === 'reveal' && this.#random() < 0.5;
      await this.die(isEdit ? REVEALING : SENDING);
      this.advance(this.#random() < 0.3 ? LONG_REST_MS : REST_MS);
    }
    this.discord.faults.clear();
    for (let life = 0; life < 8 && (life === 0 || this.#isUnfinished(phase)); life++) {
      await this.finish();
      this.#look();
      this.advance(LONGEST_WAIT_MS[phase]);
    }
  }

  /** Remembers in which messages answers are told: a question's is changed once its own answer is out. */
  #look(): void {
    for (const { channelIds } of this.servers())
      for (const { data } of this.discord.world.listMessages(channelIds[0] ?? '')) {
        const [, earlier] = /\*\*(?:Yesterday|Last time):.*\/(\d+)\)/.exec(data.content) ?? [];
        const [, byItself] = /"daily:explain:(\d+):told"/.exec(JSON.stringify(data.components)) ?? [];
        if (earlier) this.#inNext.add(`${earlier} ${data.id}`);
        if (byItself) this.#byItself.add(`${byItself} ${data.id}`);
      }
  }

  #isUnfinished(phase: Phase): boolean {
    const open = phase === 'send' ? "state = 'pending'" : 'revealed_at is null and reveal_at <= @now';
    return (
      this.db.$client
        .prepare(`select 1 from daily_delivery where (${open}) or announce_at <= @now limit 1`)
        .get({ now: this.now() }) !== undefined
    );
  }

  /** A bot lives for a moment, or two of them at once; most of them die around a request. */
  async die({ method, path, work = 'daily' }: Fatal): Promise<void> {
    const after = Math.floor(this.#random() * SERVERS);
    const ways = {
      // At any moment of the turn, also before the first request.
      'some time after the start': async (victims: ChildProcess[]) => {
        await Promise.all(victims.map((victim) => started(victim)));
        await sleep(this.#random() * 120);
      },
      'when a request has arrived and is not done': (victims: ChildProcess[]) =>
        this.#untilRequest(victims, method, path, after, 'lose-request'),
      'when a request is done and not answered': (victims: ChildProcess[]) =>
        this.#untilRequest(victims, method, path, after, 'lose-answer'),
      'when a request is answered': (victims: ChildProcess[]) => this.#untilRequest(victims, method, path, after),
      'while Discord is out of order': async (victims: ChildProcess[]) => {
        const status = this.#random() < 0.5 ? 502 : 429;
        const headers = { 'Retry-After': '0.05' };
        const body = { message: 'busy', retry_after: 0.05, global: false };
        this.discord.faults.failNext({ method, path }, { status, body, headers }, 1 + Math.floor(this.#random() * 6));
        await Promise.all(victims.map((victim) => started(victim)));
        await sleep(50 + this.#random() * 150);
      },
      'when the gateway is gone': async (victims: ChildProcess[]) => {
        await Promise.all(victims.map((victim) => started(victim)));
        this.discord.faults.dropGateway();
        await sleep(this.#random() * 100);
      },
    };
    const names = Object.keys(ways) as (keyof typeof ways)[];
    const way = names[Math.floor(this.#random() * names.length)] ?? 'some time after the start';
    // Now and then two bots run on one database.
    const victims = Array.from({ length: this.#random() < 0.25 ? 2 : 1 }, () => this.#start(work));
    const ended = victims.map((victim) => once(victim, 'exit'));
    await ways[way](victims);
    for (const victim of victims) victim.kill('SIGKILL');
    await Promise.all(ended);
    this.discord.faults.clear();
    this.lives.kills += victims.length;
    const name = victims.length > 1 ? `${way}, two at once` : way;
    this.lives.ways[name] = (this.lives.ways[name] ?? 0) + 1;
  }

  /** Until the request number `after` of this life, or the end of the turn when there are not so many left. */
  async #untilRequest(
    victims: ChildProcess[],
    method: string,
    path: RegExp,
    after: number,
    fault?: 'lose-request' | 'lose-answer',
  ): Promise<void> {
    let seen = 0;
    let hit = () => {};
    const wasHit = new Promise<void>((resolve) => (hit = resolve));
    const listener = (request: { method: string; path: string }) => {
      if (request.method !== method || !path.test(request.path)) return;
      if (seen++ === Math.max(0, after - 1) && fault) this.discord.faults.failNext({ method, path }, fault, 1000);
      if (seen > after) hit();
    };
    this.discord.on('request', listener);
    await Promise.race([wasHit, Promise.all(victims.map((victim) => finished(victim))), sleep(4000)]);
    // The next life is not to meet this one's faults.
    this.discord.off('request', listener);
  }

  /** A bot does all that there is to do. */
  async finish(work: Work = 'daily'): Promise<void> {
    const child = this.#start(work);
    const ended = once(child, 'exit');
    await finished(child);
    child.kill('SIGKILL');
    await ended;
  }

  #start(work: Work): ChildProcess {
    return fork(BUILT, {
      env: {
        ...process.env,
        DATABASE_PATH: join(this.#folder, 'killing.db'),
        PACKS: FIXTURE_PACKS,
        TOKEN: this.discord.token,
        API_URL: this.discord.apiUrl,
        CLOCK_OFFSET_MS: String(this.#clock.offsetMs),
        SEED: String(++this.#seed),
        WORK: work,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  servers() {
    return [...this.discord.world.guilds.values()].filter(({ name }) => name.startsWith('server '));
  }

  outcome(): Outcome {
    const posts = new Map<string, number>();
    const untold: string[] = [];
    const rows = this.db.$client
      .prepare<[], Row>('select id, guild_id, channel_id, message_id, local_date, state from daily_delivery')
      .all();
    const seen = rows.map(({ id, message_id: messageId }) => ({
      inNext: [...this.#inNext].filter((pair) => pair.startsWith(`${messageId} `)).length,
      byItself: [...this.#byItself].filter((pair) => pair.startsWith(`${id} `)).length,
    }));
    for (const { id, guild_id: guildId, channel_id: channelId, local_date: date, state } of rows) {
      const own = this.discord.world
        .listMessages(channelId)
        .filter(({ data }) => JSON.stringify(data.components).match(`"daily:(answer:${id}:|explain:${id}")`));
      posts.set(`${guildId} ${date} ${state}`, own.length);
      const told = own.filter(({ data }) => data.embeds[0]?.description?.includes(`of ${MEMBERS.length}`));
      if (told.length !== 1) untold.push(`${guildId} ${date}`);
    }
    const logged = this.db.$client
      .prepare("select count(*) from answer where mode = 'daily' group by source, user_id")
      .pluck()
      .all() as number[];
    return { ...this.lives, posts, untold, seen, logged };
  }

  async close(): Promise<void> {
    await this.discord.close();
    this.db.$client.close();
    rmSync(this.#folder, { recursive: true });
  }
}

export async function openKillingGround(seed: number): Promise<KillingGround> {
  const folder = mkdtempSync(join(tmpdir(), 'studyhall-killing-'));
  const clock = { offsetMs: 0 };
  const discord = await startSmallDiscord({ now: () => Date.now() + clock.offsetMs, rateLimits: false });
  for (let server = 0; server < SERVERS; server++) {
    const { id } = discord.world.addGuild(`server ${server}`, discord.demo.organiser);
    discord.world.addChannel(id, 'general');
  }
  const db = openDatabase(join(folder, 'killing.db'));
  // Imports the packs, so that no life has to.
  await importPacks(db, FIXTURE_PACKS, Date.now());
  return new KillingGround(discord, db, folder, seededRandom(seed), clock);
}

const started = (child: ChildProcess) => message(child, 'ticking');
const finished = (child: ChildProcess) => message(child, 'done');

function message(child: ChildProcess, wanted: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (said) => said === wanted && resolve());
    child.once('exit', (code) => (code ? reject(new Error(`a bot ended with ${code}`)) : resolve()));
  });
}
