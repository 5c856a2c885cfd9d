import { expect, it } from 'vitest';
import { spiritOf } from '../../src/quiz/spirit.ts';

it.each([
  [0, 0, 'nothing'],
  [1, 1, 'one'],
  [0, 1, 'none'],
  [5, 5, 'all'],
  [4, 5, 'most'],
  [7, 10, 'most'],
  [3, 5, 'some'],
  [2, 5, 'some'],
  [1, 5, 'few'],
  [0, 5, 'none'],
])('%i right of %i answered: %s', (right, answered, spirit) => {
  expect(spiritOf(right, answered)).toBe(spirit);
});
