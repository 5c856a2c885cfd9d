/** What the kinds have in common that show lettered options to choose from. */
import { bold } from '../../components.ts';
import type { QuestionContent } from '../../content/pack.ts';
import { shuffledOrder } from '../../random.ts';
import type { Given, Judged, QuestionKind } from './kind.ts';

export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'];

/** A select menu and a picture show no Markdown, so its signs are left out. */
export function plain(text: string): string {
  return text.replaceAll(/[`*]/g, '');
}

/** The question with its options as lettered lines. */
export function letteredText(content: QuestionContent, order: readonly number[]): string {
  const options = order.map((index, place) => `**${LETTERS[place]}.** ${content.options[index]?.text}`);
  return `${bold(content.prompt)}\n\n${options.join('\n')}`;
}

/** Whether a choice is right: exactly the correct options, no more and no fewer. */
export function isExactly(
  { options }: { options: readonly { correct: boolean }[] },
  choice: readonly number[],
): boolean {
  const chosen = new Set(choice);
  return options.every((option, index) => option.correct === chosen.has(index));
}

/** "**B**", "**A** and **D**" */
export function lettersOf(order: readonly number[], choice: readonly number[]): string {
  const letters = order.flatMap((index, place) => (choice.includes(index) ? [`**${LETTERS[place]}**`] : []));
  return letters.length < 2 ? letters.join('') : `${letters.slice(0, -1).join(', ')} and ${letters.at(-1)}`;
}

/** Every option with its explanation; the chosen and the right ones are marked in words. */
function everyOption(content: QuestionContent, order: readonly number[], { choice }: Judged): string {
  const lines = order.map((index, place) => {
    const option = content.options[index];
    if (!option) return '';
    const chosen = choice.includes(index);
    const sign = option.correct ? '✅' : chosen ? '❌' : '▫️';
    const said = [option.correct && 'right', chosen && 'your answer'].filter(Boolean).join(', ');
    return `${sign} **${LETTERS[place]}.** ${option.text}${said && ` _(${said})_`}\n${option.why}`;
  });
  return `${bold(content.prompt)}\n\n${lines.join('\n\n')}`;
}

/** How many chose each option. */
function countChosen({ options }: QuestionContent, choices: readonly (readonly number[])[]): number[] {
  return options.map((_, index) => choices.filter((choice) => choice.includes(index)).length);
}

export const lettered = {
  inGroup: true,
  inExam: true,
  order: shuffledOrder,
  text: letteredText,
  isWhole: () => true,
  isRight: isExactly,
  givenText: (_content: QuestionContent, order: readonly number[], { choice }: Given) => lettersOf(order, choice),
  explanation: everyOption,
  told: (_content: QuestionContent, order: readonly number[]) =>
    order.map((index, place) => ({ index, mark: LETTERS[place] ?? '' })),
  counted: countChosen,
  rightTexts: ({ options }: QuestionContent) => options.filter(({ correct }) => correct).map(({ text }) => text),
  lines: ({ options }: QuestionContent) =>
    options.map(({ text, why, correct }) => `- ${correct ? '✅' : '❌'} ${text}: ${why}`),
} satisfies Partial<QuestionKind>;
