/** How a question's worth and an answer's verdict are told. The rest differs by its kind: see kinds/. */
import type { Locale } from '../language.ts';
import type { Difficulty } from '../content/pack.ts';
import { POINTS, type Rule } from './points.ts';
import { questionWords } from './words.ts';

/** "Medium, 2 points" */
export function worthText(locale: Locale, difficulty: Difficulty): string {
  return questionWords(locale).worth(difficulty, POINTS[difficulty]);
}

/** Right or wrong, with a sign. */
export function markText(locale: Locale, correct: boolean): string {
  const words = questionWords(locale);
  return correct ? `✅ ${words.right}` : `❌ ${words.notRight}`;
}

/** Right or wrong, with a sign, and what it earned. */
export function verdictText(locale: Locale, correct: boolean, points: number, rule: Rule): string {
  if (!correct) return markText(locale, correct);
  const words = questionWords(locale);
  return `✅ ${rule === 'practice' ? words.practice : words.earned(points)}`;
}
