/** The short form of `test/soak/backlog.soak.ts`. */
import { expect, it } from 'vitest';
import { followBacklog } from '../soak/log-of-answers.ts';

const ANSWERS = 8000;

it('eight thousand answers that nobody has followed keep no member waiting', async () => {
  const { answeredMs, whileMovingMs, setupMs, followedMs, rss, counted } = await followBacklog(ANSWERS);
  expect(counted).toEqual({ domains: ANSWERS, days: ANSWERS, topics: ANSWERS, setAside: 0 });
  // Many came by while it was followed; taken in by the first of them, it held up everybody for several seconds.
  expect(answeredMs.length).toBeGreaterThan(10);
  expect(Math.max(...answeredMs, ...whileMovingMs)).toBeLessThan(Math.max(1000, followedMs / 4));
  expect(setupMs).toBeLessThan(Math.max(1000, followedMs / 4));
  expect(rss).toBeLessThan(300 * 1024 * 1024);
}, 120_000);
