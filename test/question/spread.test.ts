import { expect, it } from 'vitest';
import { spreadOf } from '../../src/question/spread.ts';
import type { QuestionContent } from '../../src/content/pack.ts';

it('counts each option by its place in the question, and names who was right in the order in which they answered', () => {
  const options = ['one', 'two', 'three'].map((text, index) => ({ text, why: '', correct: index === 1 }));
  const content = { kind: 'single', prompt: '?', options, difficulty: 'recall' } as unknown as QuestionContent;
  const answers = [
    { userId: 'chidi', choice: [1], correct: true },
    { userId: 'ada', choice: [0], correct: false },
    { userId: 'ben', choice: [1], correct: true },
  ];
  expect(spreadOf(content, answers)).toEqual({ answers: 3, counts: [1, 2, 0], right: ['chidi', 'ben'] });
});
