/** What the kinds have in common that show lettered options to choose from. */
import { SIGNS, bold } from '../../components.ts';
import type { Locale } from '../../language.ts';
import type { QuestionContent } from '../../content/pack.ts';
import { shuffledOrder } from '../../random.ts';
import type { Given, Judged, QuestionKind, Told } from './kind.ts';
import { kindWords } from './words.ts';

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

/** "**B** (overlay)": a letter alone says nothing once the options are gone from the screen. */
export function letterWithText({ options }: QuestionContent, order: readonly number[], index: number): string {
  return `**${LETTERS[order.indexOf(index)]}** (${options[index]?.text})`;
}

/** Every option with its explanation; the chosen and the right ones are marked in words. */
function everyOption(locale: Locale, content: QuestionContent, order: readonly number[], { choice }: Judged): string {
  const words = kindWords(locale);
  const lines = order.map((index, place) => {
    const option = content.options[index];
    if (!option) return '';
    const chosen = choice.includes(index);
    const sign = option.correct ? SIGNS.right : chosen ? SIGNS.wrong : SIGNS.other;
    const mark = option.correct ? (chosen ? words.rightAndYours : words.right) : chosen ? words.yours : undefined;
    const said = mark === undefined ? '' : ` _(${mark})_`;
    return `${sign} **${LETTERS[place]}.** ${option.text}${said}\n${option.why}`;
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
  text: (_locale: Locale, content: QuestionContent, order: readonly number[]) => letteredText(content, order),
  isWhole: () => true,
  isRight: isExactly,
  givenText(locale: Locale, content: QuestionContent, order: readonly number[], { choice }: Given) {
    const chosen = order.filter((index) => choice.includes(index));
    return kindWords(locale).listed(chosen.map((index) => letterWithText(content, order, index)));
  },
  explanation: everyOption,
  told: (_locale: Locale, { options }: QuestionContent, order: readonly number[]): Told[] =>
    order.map((index, place) => ({ index, mark: LETTERS[place] ?? '', text: options[index]?.text ?? '' })),
  counted: countChosen,
  rightTexts: ({ options }: QuestionContent) => options.filter(({ correct }) => correct).map(({ text }) => text),
  lines: ({ options }: QuestionContent) =>
    options.map(({ text, why, correct }) => `- ${correct ? '✅' : '❌'} ${text}: ${why}`),
} satisfies Partial<QuestionKind>;
