/** Comparing two ways of drawing by very many draws of each. */
import type { Random } from '../../src/random.ts';
import { seededRandom } from './random.ts';

/** Outcomes seen less often than this in both together are counted as one: the comparison is by the normal distribution. */
const SELDOM = 20;

/**
 * How much more the outcomes of two draws differ than chance would have it, in standard deviations (Pearson's chi-squared for
 * two samples of one size, whose mean is the degrees of freedom and whose variance is twice that). The seeds are fixed, so
 * it is always the same number; about 0 for the same chances, and beyond 4 for others.
 */
export function differenceOf(
  one: (random: Random) => string,
  other: (random: Random) => string,
  draws: number,
): number {
  const counts = new Map<string, [number, number]>();
  const randoms = [seededRandom(1), seededRandom(2)] as const;
  for (let draw = 0; draw < draws; draw++) {
    for (const [side, sample] of ([one, other] as const).entries()) {
      const outcome = sample(randoms[side] as Random);
      const count = counts.get(outcome) ?? [0, 0];
      count[side as 0 | 1]++;
      counts.set(outcome, count);
    }
  }
  const rest: [number, number] = [0, 0];
  const often = [...counts.values()].filter(([a, b]) => {
    if (a + b >= SELDOM) return true;
    rest[0] += a;
    rest[1] += b;
    return false;
  });
  if (rest[0] + rest[1] > 0) often.push(rest);
  const freedom = Math.max(1, often.length - 1);
  const squares = often.reduce((sum, [a, b]) => sum + (a - b) ** 2 / (a + b), 0);
  return (squares - freedom) / Math.sqrt(2 * freedom);
}
