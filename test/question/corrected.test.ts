import { describe, expect, it } from 'vitest';
import type { QuestionContent } from '../../src/content/pack.ts';
import { asCorrected } from '../../src/question/corrected.ts';

const question = (prompt: string, ...options: [text: string, correct: boolean][]): QuestionContent => ({
  kind: 'multiple',
  difficulty: 'recall',
  prompt,
  options: options.map(([text, correct]) => ({ text, correct, why: `${prompt} ${text}` })),
  docs: 'https://git-scm.com/',
});
const then = question('then', ['a', true], ['b', false], ['c', false]);

describe('a question as it was corrected', () => {
  it('has the prompt, the verdicts and the explanations of now, in the order of then', () => {
    const now = question('now', ['c', true], ['a', false], ['b', false]);
    expect(asCorrected(then, now)).toEqual(question('now', ['a', false], ['b', false], ['c', true]));
  });

  it.each([
    ['an option has other words', question('now', ['a', true], ['b', false], ['d', true])],
    ['an option is gone', question('now', ['a', true], ['b', false])],
    ['an option is new', question('now', ['a', true], ['b', false], ['c', false], ['d', true])],
  ])('is as it was then where %s', (_, now) => {
    expect(asCorrected(then, now)).toBe(then);
  });
});
