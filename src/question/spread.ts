/** How a group answered a question. */
import type { QuestionContent } from '../content/pack.ts';
import { kindOf } from './kinds/index.ts';

export interface Spread {
  /** members who answered */
  answers: number;
  /** how many of them had each option, as its kind counts it, by its place in the question's own list */
  counts: number[];
  /** who was right, first to last */
  right: string[];
}

/** @param answers in the order in which they were given */
export function spreadOf(
  content: QuestionContent,
  answers: readonly { userId: string; choice: readonly number[]; correct: boolean }[],
): Spread {
  return {
    answers: answers.length,
    counts: kindOf(content).counted(
      content,
      answers.map(({ choice }) => choice),
    ),
    right: answers.filter(({ correct }) => correct).map(({ userId }) => userId),
  };
}
