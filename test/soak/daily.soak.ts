/** The long runs: `npm run soak`. Figures are printed, since they are what the decision pages speak of. */
import { describe, expect, it } from 'vitest';
import { killAround } from './killing.ts';
import { simulate } from './year.ts';

const MINUTE = 60_000;

describe('the question of the day', () => {
  it.each([1, 2, 3])(
    'is posted and told exactly once around hundreds of kills, seed %i',
    async (seed) => {
      const { kills, ways, posts, untold, seen, logged } = await killAround(seed, 9, 6);
      const tally: Record<string, number> = {};
      for (const [key, count] of posts) {
        const outcome = `${key.split(' ')[2]}, ${count} messages`;
        tally[outcome] = (tally[outcome] ?? 0) + 1;
      }
      console.log(
        `seed ${seed}: ${kills} kills; questions: ${JSON.stringify(tally)}; not told rightly: ${untold.length}`,
      );
      console.log(JSON.stringify(ways, null, 2));
      expect(tally).toEqual({ 'sent, 1 messages': 12 * 9 });
      expect(untold).toEqual([]);
      const inNext = seen.filter((one) => one.inNext === 1).length;
      console.log(`answers told with the next question: ${inNext}, by themselves: ${seen.length - inNext}`);
      expect(seen.filter((one) => one.inNext + one.byItself !== 1)).toEqual([]);
      expect(logged).toHaveLength(2 * 12 * 9);
      expect(new Set(logged)).toEqual(new Set([1]));
    },
    20 * MINUTE,
  );

  it(
    'is accounted for on every date of a year, for a thousand servers in mixed zones',
    async () => {
      const began = performance.now();
      const { faults, ...account } = await simulate(11, 1000, 365);
      console.log(`${JSON.stringify(account)} in ${((performance.now() - began) / MINUTE).toFixed(1)} minutes`);
      expect(faults).toEqual([]);
      const skipped = Object.values(account.skipped).reduce((sum, count) => sum + count, 0);
      expect(account.onTime + account.late + skipped).toBe(account.due);
    },
    30 * MINUTE,
  );
});
