/** A statement that is true or not. */
import { bold, button, buttonRows } from '../../components.ts';
import type { Locale } from '../../language.ts';
import type { QuestionKind } from './kind.ts';
import { lettered } from './options.ts';
import { kindWords } from './words.ts';

/** As it stands in the content, in whatever language it is read. */
const TRUE = 'True';

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
        options: [true, false].map((value) => ({ text: value ? TRUE : 'False', why, correct: value === answer })),
      })),
  // True stays before False, since people read them so.
  order: () => [0, 1],
  text: (locale, { prompt }) => `${bold(prompt)}\n\n${kindWords(locale).trueOrFalse}`,
  controls: (locale, { options }, order, ids) =>
    buttonRows(...order.map((index, place) => button(nameOf(locale, options[index]), ids.press(String(place))))),
  guessingChance: ({ options }) => 1 / options,
  givenText: (locale, { options }, _, { choice }) => `**${nameOf(locale, options[choice[0] ?? 0])}**`,
  explanation(locale, { prompt, options }, _, { choice }) {
    const words = kindWords(locale);
    const right = options.find((option) => option.correct);
    const chosen = choice[0] === undefined ? undefined : options[choice[0]];
    const name = `**${nameOf(locale, right)}**`;
    const said = !chosen
      ? words.isRight(name)
      : chosen === right
        ? words.isRightAsSaid(name)
        : words.isRightNotSaid(name, nameOf(locale, chosen));
    return `${bold(prompt)}\n\n${said}\n${right?.why}`;
  },
  told: (locale, { options }, order) =>
    order.map((index) => ({ index, mark: null, text: nameOf(locale, options[index]) })),
  // "True" says nothing of what is asked.
  rightTexts: () => [],
};

function nameOf(locale: Locale, option: { text: string } | undefined): string {
  const words = kindWords(locale);
  return option?.text === TRUE ? words.true : words.false;
}
