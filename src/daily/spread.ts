/** How a server answered a question of the day. */
import type { QuestionContent } from '../pack/content.ts';

export interface Spread {
  /** members who answered */
  answers: number;
  /** how many of them chose each option, by its place in the question's own list */
  chosen: number[];
  /** who was right, first to last */
  right: string[];
}

/** @param answers in the order in which they were given */
export function spreadOf(
  { options }: QuestionContent,
  answers: readonly { userId: string; choice: readonly number[]; correct: boolean }[],
): Spread {
  return {
    answers: answers.length,
    chosen: options.map((_, index) => answers.filter(({ choice }) => choice.includes(index)).length),
    right: answers.filter(({ correct }) => correct).map(({ userId }) => userId),
  };
}
