/**
 * A bot that begins with a log of answers that nobody has followed, as after an update that has everything derived again. In a
 * process of its own, so that its memory is its own: settings come from the environment, figures go out as one line of JSON.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/db/open.ts';
import { NOON, REAL_PACKS, createTestApp } from '../helpers/app.ts';
import { run } from '../helpers/commands.ts';
import { runDaily } from '../helpers/daily.ts';
import { BIG_SERVER, memberNamed } from './log-of-answers.ts';

export interface Figures {
  /** until everything was followed, ms */
  followedMs: number;
  /**
   * From when an interaction came until it was answered, for each that came meanwhile: how long the program worked, ms. A
   * machine that is busy with other things makes that no longer.
   */
  answeredMs: number[];
  /** the same, of a change of the server's time zone with everything followed, and of those that came while days were moved */
  setupMs: number;
  movedMs: number;
  whileMovingMs: number[];
  /** the most that the process held, bytes */
  rss: number;
  /** what is kept in the end */
  counted: { domains: number; days: number; topics: number; setAside: number };
}

const EVERY_MS = 40;
const ASKED = ['leaderboard', 'profile', 'quiz', 'review', 'docker'] as const;
const OPTIONS = { leaderboard: {}, profile: {}, quiz: {}, review: {}, docker: { topic: 'bridge network' } };

const db = openDatabase(process.env.DATABASE_PATH ?? '');
const app = await createTestApp({ db, packsFolder: REAL_PACKS, now: NOON });
let rss = 0;

/** Has members come by until something is over. */
async function useUntil(isOver: () => boolean): Promise<number[]> {
  const answered: number[] = [];
  for (let turn = 0; !isOver(); turn++) {
    const before = process.cpuUsage();
    await sleep(EVERY_MS);
    const name = ASKED[turn % ASKED.length] ?? 'quiz';
    const subcommand = name === 'review' ? 'start' : null;
    await run(app, name, OPTIONS[name], { userId: memberNamed(turn), guildId: BIG_SERVER, subcommand });
    // From when it came: what held the thread before counts, too.
    const { user, system } = process.cpuUsage(before);
    answered.push((user + system) / 1000);
    rss = Math.max(rss, process.memoryUsage.rss());
  }
  return answered;
}

const began = performance.now();
app.following.start();
const answeredMs = await useUntil(() => app.following.state().waiting === 0);
const followedMs = performance.now() - began;

const setupBegan = performance.now();
await runDaily(app, 'setup', { channel: '2000', time: '9:00', timezone: 'Asia/Kolkata' }, BIG_SERVER);
const setupMs = performance.now() - setupBegan;
const moves = db.$client.prepare<[], number>('select count(*) from zone_change').pluck();
const whileMovingMs = await useUntil(() => moves.get() === 0);
const movedMs = performance.now() - setupBegan;
app.following.stop();

const count = (sql: string) => db.$client.prepare<[], number>(sql).pluck().get() ?? 0;
const figures: Figures = {
  ...{ followedMs, answeredMs, setupMs, movedMs, whileMovingMs, rss },
  counted: {
    domains: count('select coalesce(sum(answers), 0) from member_domain'),
    days: count('select coalesce(sum(answers), 0) from member_day'),
    topics: count('select coalesce(sum(answers), 0) from guild_topic'),
    setAside: count('select count(*) from answer_set_aside'),
  },
};
console.log(JSON.stringify(figures));
db.$client.close();
