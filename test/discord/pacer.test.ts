import type { Client } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMessenger } from '../../src/discord/messenger.ts';
import { Pacer } from '../../src/discord/pacer.ts';
import type { Urgency } from '../../src/messenger.ts';

const SECOND = 1000;
/** What Discord takes within any second. */
const MOST = 50;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** The most that went within one second, wherever it begins. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + SECOND).length));
}

describe('the pace of requests', () => {
  it('is 49 a second, and no second holds more than Discord takes', async () => {
    const pacer = new Pacer();
    const went: number[] = [];
    for (let request = 0; request < 300; request++) void pacer.turn('now').then(() => went.push(performance.now()));
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    expect(mostInASecond(went)).toBeLessThanOrEqual(MOST);
    // It is not slower than it has to be either.
    expect(went.length).toBeGreaterThanOrEqual(5 * 48);
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(went).toHaveLength(300);
  });

  it('is kept after a rest: what was not used is not saved up', async () => {
    const pacer = new Pacer();
    await Promise.all([pacer.turn('now'), vi.advanceTimersByTimeAsync(SECOND)]);
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    const went: number[] = [];
    for (let request = 0; request < 200; request++) void pacer.turn('now').then(() => went.push(performance.now()));
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    expect(went).toHaveLength(200);
    expect(mostInASecond(went)).toBeLessThanOrEqual(MOST);
  });

  it('is kept when the program was held up: one request is made up for, not all that could have gone', async () => {
    const pacer = new Pacer();
    let went = 0;
    for (let request = 0; request < 200; request++) void pacer.turn('now').then(() => went++);
    await vi.advanceTimersByTimeAsync(SECOND);
    const before = went;
    const heldUpTo = performance.now() + 2 * SECOND;
    vi.spyOn(performance, 'now').mockReturnValue(heldUpTo);
    await vi.advanceTimersToNextTimerAsync();
    expect(went - before).toBeLessThanOrEqual(2);
    vi.restoreAllMocks();
  });

  it('lets first what is urgent, however long the rest has waited', async () => {
    const pacer = new Pacer();
    const went: Urgency[] = [];
    for (const urgency of ['idle', 'soon', 'idle', 'now', 'soon', 'now'] as const)
      void pacer.turn(urgency).then(() => went.push(urgency));
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(went).toEqual(['now', 'now', 'soon', 'soon', 'idle', 'idle']);
  });
});

describe('a messenger', () => {
  /** Requests as they go to Discord, which takes each at once. */
  function watched() {
    const went: { at: number; path: string }[] = [];
    const answer = (body: unknown) => (path: string) => {
      went.push({ at: performance.now(), path });
      return Promise.resolve(body);
    };
    const rest = { post: answer({ id: '1' }), patch: answer({}), get: answer([]) };
    return { went, messenger: createMessenger({ rest } as unknown as Client) };
  }

  it('keeps the pace whatever it asks of Discord', async () => {
    const { went, messenger } = watched();
    const asked = Array.from({ length: 60 }, (_, index) => [
      messenger.send(`${index}`, { content: 'Hello' }, 'nonce'),
      messenger.edit(`${index}`, '1', { content: 'Hello' }),
      messenger.sendDirect(`${index}`, { content: 'Hello' }, 'nonce'),
      messenger.findOwn(`${index}`, 0, 'daily:').catch(() => undefined),
      messenger.openThread(`${index}`, '1', 'Talk'),
    ]).flat();
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(mostInASecond(went.map(({ at }) => at))).toBeLessThanOrEqual(MOST);
    expect(went.length).toBeGreaterThan(90);
    await vi.advanceTimersByTimeAsync(30 * SECOND);
    await Promise.all(asked);
  });

  it('has a question go before the edits that wait', async () => {
    const { went, messenger } = watched();
    const asked: Promise<unknown>[] = Array.from({ length: 100 }, () => messenger.edit('2', '1', { content: 'Hello' }));
    asked.push(messenger.send('3', { content: 'A question' }, 'nonce'));
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    await Promise.all(asked);
    expect(went.findIndex(({ path }) => path.includes('/3/'))).toBeLessThan(2);
  });
});
