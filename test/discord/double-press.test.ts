import { expect, it } from 'vitest';
import { createDoublePresses } from '../../src/discord/double-press.ts';

it('takes no press of the same member on a message that has just changed', () => {
  let now = 0;
  const presses = createDoublePresses(500, () => now);
  presses.changed('message', 'ada');
  now = 499;
  expect(presses.isUnseen('message', 'ada')).toBe(true);
  expect(presses.isUnseen('message', 'ben')).toBe(false);
  expect(presses.isUnseen('other', 'ada')).toBe(false);
  now = 500;
  expect(presses.isUnseen('message', 'ada')).toBe(false);
});

it('takes every press where it is told to', () => {
  const presses = createDoublePresses(0);
  presses.changed('message', 'ada');
  expect(presses.isUnseen('message', 'ada')).toBe(false);
});

it('remembers the latest change of a message, however many there were on others', () => {
  let now = 0;
  const presses = createDoublePresses(500, () => now);
  for (now = 0; now < 5000; now++) presses.changed(`message ${now}`, 'ada');
  expect(presses.isUnseen('message 4999', 'ada')).toBe(true);
  expect(presses.isUnseen('message 4000', 'ada')).toBe(false);
});

it('goes by when a press arrived, however long it has waited since', () => {
  let now = 0;
  const presses = createDoublePresses(500, () => now);
  now = 1000;
  presses.changed('message', 'ada');
  now = 5000;
  expect(presses.isUnseen('message', 'ada', 900)).toBe(true);
  expect(presses.isUnseen('message', 'ada', 1499)).toBe(true);
  expect(presses.isUnseen('message', 'ada', 1500)).toBe(false);
  expect(createDoublePresses(0, () => now).isUnseen('message', 'ada', -1)).toBe(false);
});
