/** How a question's worth and an answer's verdict are told. The rest differs by its kind: see kinds/. */
import type { Difficulty } from '../content/pack.ts';
import { POINTS, type Rule } from './points.ts';

export const DIFFICULTY_NAMES: Readonly<Record<Difficulty, string>> = {
  recall: 'Easy',
  understanding: 'Medium',
  applying: 'Hard',
};

export function pointsText(points: number): string {
  return points === 1 ? '1 point' : `${points} points`;
}

/** "Medium, 2 points" */
export function worthText(difficulty: Difficulty): string {
  return `${DIFFICULTY_NAMES[difficulty]}, ${pointsText(POINTS[difficulty])}`;
}

/** Right or wrong, in words and with a sign, and what it earned. */
export function verdictText(correct: boolean, points: number, rule: Rule): string {
  if (!correct) return '❌ Not right';
  return rule === 'practice' ? '✅ Right! (practice)' : `✅ Right! +${pointsText(points)}`;
}
