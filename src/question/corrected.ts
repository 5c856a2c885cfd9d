import type { QuestionContent } from '../content/pack.ts';

/**
 * A question as it was asked, with its key as it has been corrected: today's prompt, verdicts and explanations, and the
 * options in the order they had then, so that what was answered still points at them. Where the texts of the options differ
 * it is another question, and the old wording stands.
 */
export function asCorrected(then: QuestionContent, now: QuestionContent): QuestionContent {
  const options = then.options
    .map(({ text }) => now.options.find((option) => option.text === text))
    .filter((option) => option !== undefined);
  const isSame = options.length === then.options.length && options.length === now.options.length;
  return isSame ? { ...now, options } : then;
}
