import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoff } from '../../src/time/backoff.ts';

it('doubles from the first wait on, up to the longest', () => {
  expect([1, 2, 3, 4, 5, 60].map((attempts) => backoff(attempts, 60, 600))).toEqual([60, 120, 240, 480, 600, 600]);
});

it('never waits less than before, nor longer than the longest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 1e6 }), (attempts, first) => {
      const longest = first * 30;
      expect(backoff(attempts + 1, first, longest)).toBeGreaterThanOrEqual(backoff(attempts, first, longest));
      expect(backoff(attempts, first, longest)).toBeLessThanOrEqual(longest);
    }),
  );
});
