/** A statement that is true or not. */
import { bold, button, buttonRows } from '../../components.ts';
import type { QuestionKind } from './kind.ts';
import { lettered } from './options.ts';

export const trueFalse: QuestionKind = {
  ...lettered,
  name: 'true-false',
  schema: ({ z, questionBase, why }) =>
    z
      .strictObject({
        ...questionBase,
        kind: z.literal('true-false'),
        answer: z.boolean('must be true or false'),
        why,
      })
      .transform(({ answer, why, ...rest }) => ({
        ...rest,
        domc: false,
        options: [true, false].map((value) => ({ text: value ? 'True' : 'False', why, correct: value === answer })),
      })),
  // True stays before False, since people read them so.
  order: () => [0, 1],
  text: ({ prompt }) => `${bold(prompt)}\n\nTrue or false?`,
  controls: ({ options }, order, ids) =>
    buttonRows(...order.map((index, place) => button(options[index]?.text ?? '', ids.press(String(place))))),
  guessingChance: ({ options }) => 1 / options,
  givenText: ({ options }, _, { choice }) => `**${options[choice[0] ?? 0]?.text}**`,
  explanation({ prompt, options }, _, { choice }) {
    const right = options.find((option) => option.correct);
    const chosen = choice[0] === undefined ? undefined : options[choice[0]];
    const said = !chosen ? '' : chosen === right ? ', as you said' : `, you said ${chosen.text}`;
    return `${bold(prompt)}\n\n**${right?.text}** is right${said}.\n${right?.why}`;
  },
  told: (_, order) => order.map((index) => ({ index, mark: null })),
  // "True" says nothing of what is asked.
  rightTexts: () => [],
};
