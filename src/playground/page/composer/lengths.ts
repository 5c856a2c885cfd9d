/** How long a text in an option may be. */
import type { Option } from './commands.ts';

/** Discord's own limit, where the option has none. */
export const LONGEST_TEXT = 6000;

/** @returns "at most 100 characters" when a text does not fit; empty when it does. Lengths in UTF-16 units */
export function lengthProblem(option: Option, text: string): string {
  const { min_length: min = 0, max_length: max = LONGEST_TEXT } = option as {
    min_length?: number;
    max_length?: number;
  };
  if (text.length > max) return `at most ${characters(max)}, this is ${text.length}`;
  return text.length < min ? `at least ${characters(min)}` : '';
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}
