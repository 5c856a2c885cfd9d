import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Hall, openHall } from '../helpers/hall.ts';
import { words } from '../helpers/read.ts';

const HELD_MS = 4000;

let hall: Hall;
beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

it('answers everybody while another program holds the database: readers at once, and the others once it is free', async () => {
  const { demo } = hall.discord;
  const other = new Database(hall.bot.app.db.$client.name);
  other.exec('begin immediate');
  const from = performance.now();
  const freed = setTimeout(() => other.exec('rollback'), HELD_MS);
  const members = [...demo.members, demo.organiser];
  const ask = async (userId: string, name: string, options = {}) => {
    const outcome = await hall.discord.as(userId).slash(demo.channel, name, options);
    const text = () => words(outcome.latest() ?? undefined);
    await vi.waitFor(() => expect(text()).not.toBe(''), { timeout: 20_000 });
    return { text: text(), ms: performance.now() - from };
  };
  const reads = members.flatMap((userId) => [
    ask(userId, 'docker', { topic: 'volumes' }),
    ask(userId, 'help'),
    ask(userId, 'leaderboard'),
  ]);
  const writes = members.flatMap((userId) => [1, 2, 3].map(() => ask(userId, 'quiz')));
  for (const { text, ms } of await Promise.all(reads)) {
    expect(text).not.toContain('went wrong');
    expect(ms).toBeLessThan(HELD_MS);
  }
  expect(other.inTransaction).toBe(true);
  for (const { text } of await Promise.all(writes)) expect(text).toContain('Question 1 of 5');
  expect(performance.now() - from).toBeGreaterThan(HELD_MS);
  clearTimeout(freed);
  other.close();
}, 30_000);
