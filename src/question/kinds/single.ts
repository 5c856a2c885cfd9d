/** One option is right. */
import { button, buttonRows } from '../../components.ts';
import type { QuestionKind } from './kind.ts';
import { LETTERS, lettered } from './options.ts';

export const single: QuestionKind = {
  ...lettered,
  name: 'single',
  schema: ({ z, questionBase, domc, optionList }) =>
    z.strictObject({
      ...questionBase,
      kind: z.literal('single'),
      domc,
      options: optionList.refine(
        (options) => options.filter(({ correct }) => correct).length === 1,
        'must have exactly one option with "correct: true"',
      ),
    }),
  rightOptions: 'one',
  controls: (_locale, _content, order, ids) =>
    buttonRows(...order.map((_, place) => button(LETTERS[place] ?? '', ids.press(String(place))))),
  guessingChance: ({ options }) => 1 / options,
};
