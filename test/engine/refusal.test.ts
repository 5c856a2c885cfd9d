import { expect, it } from 'vitest';
import { refusal } from '../../src/engine/wire-reply.ts';
import { componentInput } from '../helpers/app.ts';

const said = (input: Parameters<typeof componentInput>[1]) =>
  (
    JSON.parse(
      refusal({ kind: 'component', interactionId: '1', customId: 'x:y', input: componentInput([], input) }, 'Busy.')
        .json,
    ) as {
      embeds: { description: string }[];
    }
  ).embeds[0]?.description;

it('whoever is turned away gets back what they typed into a form, and what they chose from a menu is not told', () => {
  expect(said({ isForm: true, values: ['docker ps'] })).toBe('Busy.\nThis is what you typed: ```\ndocker ps\n```');
  expect(said({ isForm: false, values: ['0'] })).toBe('Busy.');
  expect(said({ isForm: false, values: [] })).toBe('Busy.');
});
