import { expect, it } from 'vitest';
import { simulate } from '../soak/year.ts';
import { rounds } from '../helpers/soak.ts';

// A part of the year with a thousand servers that `npm run soak` goes through.
it('accounts for every due date of some weeks in mixed zones: posted once, late, or skipped for a reason', async () => {
  const { due, onTime, late, told, skipped, faults, restarts } = await simulate(3, rounds(20, 40), rounds(45, 60));
  expect(faults).toEqual([]);
  expect(due).toBeGreaterThan(rounds(550, 1400));
  expect(onTime + late + Object.values(skipped).reduce((sum, count) => sum + count, 0)).toBe(due);
  // Of those that somebody answered, most: some channels were closed to the bot for days.
  expect(told / due).toBeGreaterThan(0.6);
  expect(told).toBeLessThanOrEqual(onTime + late);
  expect(restarts).toBeGreaterThan(2);
});
