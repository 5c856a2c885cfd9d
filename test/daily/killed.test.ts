import { expect, it } from 'vitest';
import { killAround } from '../soak/killing.ts';
import { rounds } from '../helpers/soak.ts';

// A few of the lives that `npm run soak` has hundreds of.
it('posts each question and tells each answer exactly once, however often the bot is killed in between', async () => {
  const { kills, posts, untold, seen, logged } = await killAround(7, 2, rounds(1, 2));
  expect(kills).toBeGreaterThanOrEqual(4);
  expect(posts.size).toBe(24);
  expect([...posts].filter(([key, count]) => count !== 1 || !key.endsWith(' sent'))).toEqual([]);
  expect(untold).toEqual([]);
  // Of each server that tells with the next question, one answer came with that, and the last one by itself.
  expect(seen.filter(({ inNext, byItself }) => inNext + byItself !== 1)).toEqual([]);
  expect(seen.filter(({ inNext }) => inNext === 1).length).toBeGreaterThan(0);
  expect(new Set(logged)).toEqual(new Set([1]));
  expect(logged).toHaveLength(48);
}, 120_000);
