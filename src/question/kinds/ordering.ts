/** Steps are put in order: the letters are pressed one after the other. The first misplaced step makes the answer wrong. */
import { bold, button, buttonRows } from '../../components.ts';
import type { QuestionContent } from '../../content/pack.ts';
import type { QuestionKind } from './kind.ts';
import { LETTERS, letterWithText, lettered, letteredText } from './options.ts';
import { kindWords } from './words.ts';

export const ordering: QuestionKind = {
  ...lettered,
  name: 'ordering',
  schema({ z, questionBase, listOf, optionText, why, noRepeats }) {
    const steps = listOf(z.strictObject({ text: optionText, why }))
      .min(3, 'must be 3 to 6 steps')
      .max(6, 'must be 3 to 6 steps')
      .superRefine(noRepeats);
    return z.strictObject({ ...questionBase, kind: z.literal('ordering'), steps }).transform(({ steps, ...rest }) => ({
      ...rest,
      domc: false,
      options: steps.map((step, rank) => ({ ...step, correct: true, rank })),
    }));
  },
  text(locale, content, order, chosen = []) {
    const steps = letteredText(content, order);
    if (chosen.length === content.options.length) return steps;
    const words = kindWords(locale);
    return `${steps}\n\n${chosen.length === 0 ? words.pressInOrder : words.soFar(sequence(order, chosen))}`;
  },
  controls(locale, _content, order, { press }, chosen = []) {
    const pressed = placesOf(order, chosen).join('');
    const letters = order.map((index, place) =>
      button(LETTERS[place] ?? '', press(`${pressed}${place}`), { disabled: chosen.includes(index) }),
    );
    const undo = button(kindWords(locale).undo, press(pressed.slice(0, -1)), { emoji: '↩️' });
    return [...buttonRows(...letters), ...(chosen.length > 0 ? buttonRows(undo) : [])];
  },
  isWhole: ({ options }, choice) => new Set(choice).size === options.length,
  isRight: (content, choice) =>
    choice.length === content.options.length && rightSteps(content, choice) === choice.length,
  /** One of all orders. */
  guessingChance({ options }) {
    let orders = 1;
    for (let steps = 2; steps <= options; steps++) orders *= steps;
    return 1 / orders;
  },
  givenText: (_locale, content, order, { choice }) =>
    choice.map((index) => letterWithText(content, order, index)).join(' → '),
  explanation(locale, content, order, { choice }) {
    const words = kindWords(locale);
    const right = inRightOrder(content);
    const held = rightSteps(content, choice);
    const wrong = choice[held];
    const wanted = right[held];
    const lines = right.map((index, rank) => {
      const { text, why } = content.options[index] ?? {};
      return `**${rank + 1}.** ${text} (**${letterOf(order, index)}**)\n${why}`;
    });
    const said =
      wrong === undefined || wanted === undefined
        ? []
        : [
            words.yourOrder(sequence(order, choice)),
            `❌ ${words.misplaced(held + 1, `**${letterOf(order, wanted)}**`, `**${letterOf(order, wrong)}**`)}`,
          ];
    const isSame = choice.length > 0 && wrong === undefined;
    const head = `✅ ${isSame ? words.orderIsRight(sequence(order, right)) : words.rightOrder(sequence(order, right))}`;
    return [bold(content.prompt), [...said, head].join('\n'), ...lines].join('\n\n');
  },
  told: (_locale, content) =>
    inRightOrder(content).map((index, rank) => ({
      index,
      mark: String(rank + 1),
      text: content.options[index]?.text ?? '',
    })),
  // Who was right so far, step by step: it shows where the group went astray.
  counted(content, choices) {
    const held = choices.map((choice) => rightSteps(content, choice));
    return content.options.map(({ rank = 0 }) => held.filter((steps) => steps > rank).length);
  },
  lines: (content) =>
    inRightOrder(content).map((index, rank) => {
      const { text, why } = content.options[index] ?? {};
      return `${rank + 1}. ${text}: ${why}`;
    }),
};

/** The steps as they belong: indices into the question's own options. */
function inRightOrder({ options }: QuestionContent): number[] {
  const rankOf = (index: number) => options[index]?.rank ?? 0;
  return options.map((_, index) => index).sort((one, other) => rankOf(one) - rankOf(other));
}

/** How many steps are where they belong before the first that is not. */
function rightSteps({ options }: QuestionContent, choice: readonly number[]): number {
  const first = choice.findIndex((index, place) => options[index]?.rank !== place);
  return first === -1 ? choice.length : first;
}

function placesOf(order: readonly number[], choice: readonly number[]): number[] {
  return choice.map((index) => order.indexOf(index));
}

function letterOf(order: readonly number[], index: number): string {
  return LETTERS[order.indexOf(index)] ?? '';
}

/** "**C** → **A** → **B**" */
function sequence(order: readonly number[], choice: readonly number[]): string {
  return choice.map((index) => `**${letterOf(order, index)}**`).join(' → ');
}
