import { describe, expect, it } from 'vitest';
import { createClock, travel } from '../../../src/playground/clock.ts';

const HOUR = 3_600_000;

describe('the movable clock', () => {
  it('goes on with real time, ahead by what it was moved', () => {
    let real = 1000;
    const clock = createClock(0, () => real);
    clock.moveTo(5000);
    expect(clock.now()).toBe(5000);
    real += 10;
    expect(clock.now()).toBe(5010);
    expect(clock.offsetMs()).toBe(4000);
  });

  it('never goes back', () => {
    const clock = createClock(500, () => 1000);
    clock.moveTo(1200);
    expect(clock.now()).toBe(1500);
  });

  it('tells of every move until one has heard enough', () => {
    const clock = createClock(0, () => 0);
    let told = 0;
    const stop = clock.onMove(() => told++);
    clock.moveTo(1);
    clock.moveTo(1);
    stop();
    clock.moveTo(2);
    expect(told).toBe(1);
  });

  it('stops wherever something is due on the way', async () => {
    const clock = createClock(0, () => 0);
    const due = [9 * HOUR, 33 * HOUR, 57 * HOUR];
    const done: number[] = [];
    await travel(
      clock,
      48 * HOUR,
      async (until) => (due[0] !== undefined && due[0] <= until ? due[0] : undefined),
      async () => {
        if ((due[0] ?? Infinity) > clock.now()) return;
        done.push(clock.now() / HOUR);
        due.shift();
      },
    );
    expect(done).toEqual([9, 33]);
    expect(clock.now()).toBe(48 * HOUR);
  });

  it('arrives even when something stays due', async () => {
    const clock = createClock(0, () => 0);
    await travel(
      clock,
      48 * HOUR,
      async () => HOUR,
      async () => undefined,
    );
    expect(clock.now()).toBe(48 * HOUR);
  });
});
