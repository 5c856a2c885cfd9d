import { expect, it } from 'vitest';
import { SeenBefore } from '../../src/discord/seen-before.ts';

it('knows an id again for thousands of others, and does not keep them all', () => {
  const seen = new SeenBefore();
  expect(seen.isNew('a')).toBe(true);
  expect(seen.isNew('a')).toBe(false);
  for (let other = 0; other < 5000; other++) seen.isNew(`other ${other}`);
  expect(seen.isNew('a')).toBe(false);
  for (let other = 5000; other < 15_000; other++) seen.isNew(`other ${other}`);
  expect(seen.isNew('a')).toBe(true);
});
