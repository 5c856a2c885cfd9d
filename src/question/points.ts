/** The rules of scoring, as members read them in `docs/scoring.md`. */
import type { Difficulty } from '../content/pack.ts';
import { DAY_MS } from '../time/local-day.ts';

/** What a right answer earns. */
export const POINTS: Readonly<Record<Difficulty, number>> = { recall: 1, understanding: 2, applying: 3 };

/** A question pays once in this time; a right answer within it is practice. */
export const PAYS_AGAIN_AFTER_MS = 30 * DAY_MS;

export type Rule = 'right' | 'practice' | 'wrong';

/**
 * What one answer earns.
 * @param lastPaidAt when this question last earned this member points in this server (UTC ms), or null
 */
export function scoreAnswer(
  correct: boolean,
  difficulty: Difficulty,
  lastPaidAt: number | null,
  now: number,
): { points: number; rule: Rule } {
  if (!correct) return { points: 0, rule: 'wrong' };
  if (lastPaidAt !== null && now - lastPaidAt < PAYS_AGAIN_AFTER_MS) return { points: 0, rule: 'practice' };
  return { points: POINTS[difficulty], rule: 'right' };
}
