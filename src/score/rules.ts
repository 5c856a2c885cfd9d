/** The rules of scoring, as members read them in `docs/scoring.md`. */
import type { Difficulty } from '../pack/content.ts';
import { DAY_MS } from '../time/local-day.ts';

/** What a right answer earns. */
export const POINTS: Readonly<Record<Difficulty, number>> = { recall: 1, understanding: 2, applying: 3 };

/** A question pays once in this time; a right answer within it is practice. */
export const PRACTICE_MS = 30 * DAY_MS;

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
  if (lastPaidAt !== null && now - lastPaidAt < PRACTICE_MS) return { points: 0, rule: 'practice' };
  return { points: POINTS[difficulty], rule: 'right' };
}

/** Whether a choice is right: exactly the correct options, no more and no fewer. */
export function isRight(options: readonly { correct: boolean }[], choice: readonly number[]): boolean {
  const chosen = new Set(choice);
  return options.every((option, index) => option.correct === chosen.has(index));
}

/**
 * The verdict on options that came one at a time (discrete option multiple choice; Foster and Miller, 2009), each judged
 * Yes or No: wrong with the first wrong judgement, right once every right option has been met with Yes.
 * @param shown the options shown so far, in their order: indices into `options`
 * @param yes those of them that were judged Yes; the others were judged No
 * @returns undefined while it is not decided
 */
export function isRightOneByOne(
  options: readonly { correct: boolean }[],
  shown: readonly number[],
  yes: readonly number[],
): boolean | undefined {
  if (shown.some((index) => options[index]?.correct !== yes.includes(index))) return false;
  return options.every((option, index) => !option.correct || shown.includes(index)) ? true : undefined;
}
