import { expect, it } from 'vitest';
import { followBacklog } from './log-of-answers.ts';

const ANSWERS = 1_000_000;
const MEGABYTE = 1024 * 1024;

it(
  'a million answers that nobody has followed keep no member waiting, and take little memory',
  async () => {
    const figures = await followBacklog(ANSWERS);
    const { answeredMs, whileMovingMs, ...rest } = figures;
    for (const [what, times] of Object.entries({ following: answeredMs, moving: whileMovingMs })) {
      const [p50, p99, most] = [0.5, 0.99, 1].map((part) => quantile(times, part).toFixed(0));
      console.log(
        `while ${what}: ${times.length} commands, processor time p50 ${p50} ms, p99 ${p99} ms, longest ${most} ms`,
      );
    }
    console.log(JSON.stringify({ ...rest, megabytes: Math.round(rest.rss / MEGABYTE) }));
    expect(rest.counted).toEqual({ domains: ANSWERS, days: ANSWERS, topics: ANSWERS, setAside: 0 });
    for (const times of [answeredMs, whileMovingMs]) {
      expect(quantile(times, 0.5)).toBeLessThan(200);
      expect(quantile(times, 1)).toBeLessThan(2000);
    }
    expect(rest.setupMs).toBeLessThan(1000);
    expect(rest.rss).toBeLessThan(300 * MEGABYTE);
  },
  60 * 60_000,
);

function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}
