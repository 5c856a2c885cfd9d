import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { everyMinute } from '../../src/time/every-minute.ts';

const MINUTE = 60_000;
const MONTH = 30 * 24 * 60 * MINUTE;

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 29, 12, 0, 30) }));
afterEach(() => void vi.useRealTimers());

function count() {
  let minutes = 0;
  const stop = everyMinute(pino({ level: 'silent' }), () => minutes++);
  return { stop, minutes: () => minutes };
}

it('calls once a minute until it is ended', async () => {
  const { stop, minutes } = count();
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(minutes()).toBe(5);
  stop();
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(minutes()).toBe(5);
});

it('goes on after a clock that was a month ahead for a moment', async () => {
  const { stop, minutes } = count();
  await vi.advanceTimersByTimeAsync(29_900);
  vi.setSystemTime(Date.now() + MONTH);
  await vi.advanceTimersByTimeAsync(2000);
  vi.setSystemTime(Date.now() - MONTH);
  const before = minutes();
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(minutes() - before).toBeGreaterThanOrEqual(8);
  stop();
});
