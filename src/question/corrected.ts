import type { QuestionContent } from '../content/pack.ts';

/**
 * A question as it was asked, by the key as it is corrected: with today's prompt, verdicts and explanations, and the options
 * in the order of then, so that what was answered still points at them. Where the options are not the same texts it is
 * another question, and the wording of then stands.
 */
export function asCorrected(then: QuestionContent, now: QuestionContent): QuestionContent {
  const options = then.options
    .map(({ text }) => now.options.find((option) => option.text === text))
    .filter((option) => option !== undefined);
  const isSame = options.length === then.options.length && options.length === now.options.length;
  return isSame ? { ...now, options } : then;
}
