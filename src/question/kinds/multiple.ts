/** Two options or more are right, and all of them have to be chosen. */
import type { APISelectMenuOption } from 'discord-api-types/v10';
import { DISCORD_LIMITS, clip, selectRow } from '../../components.ts';
import type { QuestionKind } from './kind.ts';
import { LETTERS, lettered, plain } from './options.ts';
import { kindWords } from './words.ts';

export const multiple: QuestionKind = {
  ...lettered,
  name: 'multiple',
  schema: ({ z, questionBase, domc, optionList }) =>
    z.strictObject({
      ...questionBase,
      kind: z.literal('multiple'),
      domc,
      options: optionList.refine(
        (options) => options.filter(({ correct }) => correct).length >= 2,
        'must have two or more options with "correct: true"',
      ),
    }),
  rightOptions: 'several',
  controls(locale, { options }, order, ids) {
    const choices: APISelectMenuOption[] = order.map((index, place) => ({
      label: clip(`${LETTERS[place]}. ${plain(options[index]?.text ?? '')}`, DISCORD_LIMITS.selectOption),
      value: String(place),
    }));
    return [selectRow(ids.menu(), kindWords(locale).chooseAll, choices, { min: 1, max: choices.length })];
  },
  // One of all choices of two options or more: that several are right is written on the question.
  guessingChance: ({ options }) => 1 / (2 ** options - options - 1),
};
