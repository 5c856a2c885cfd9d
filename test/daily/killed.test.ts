import { expect, it } from 'vitest';
import { killAround } from '../soak/killing.ts';
import { rounds } from '../helpers/soak.ts';

// A few of the lives that `npm run soak` has hundreds of.
it('posts each question and tells each answer exactly once, however often the bot is killed in between', async () => {
  const { kills, posts, untold, logged } = await killAround(7, 1, rounds(2, 3));
  expect(kills).toBeGreaterThanOrEqual(4);
  expect(posts.size).toBe(12);
  expect([...posts].filter(([key, count]) => count !== 1 || !key.endsWith(' sent'))).toEqual([]);
  expect(untold).toEqual([]);
  expect(new Set(logged)).toEqual(new Set([1]));
  expect(logged).toHaveLength(24);
}, 120_000);
