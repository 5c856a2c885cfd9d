/** What the kinds have in common whose answer is typed into a form. */
import { bold, button, buttonRows, inert } from '../../components.ts';
import type { Locale } from '../../language.ts';
import type { QuestionContent } from '../../content/pack.ts';
import type { ControlIds, Given, QuestionKind, Told } from './kind.ts';
import { kindWords } from './words.ts';

export const typedInForm = {
  inGroup: false,
  // An exam has buttons and menus alone.
  inExam: false,
  order: () => [],
  text: (_locale: Locale, { prompt }: QuestionContent) => bold(prompt),
  controls(locale: Locale, _content: QuestionContent, _order: readonly number[], { form }: ControlIds) {
    if (!form) throw new Error('a typed answer needs a form, and there is none here');
    return buttonRows(button(kindWords(locale).typeAnswer, form(), { style: 'primary', emoji: '⌨️' }));
  },
  isWhole: () => true,
  isRight: () => false,
  guessingChance: () => 0,
  givenText: (_locale: Locale, _content: QuestionContent, _order: readonly number[], { typed }: Given) =>
    inert(typed ?? ''),
  told: (): Told[] => [],
  counted: () => [],
  rightTexts: ({ typed: wanted }: QuestionContent) => wanted?.answers ?? [],
} satisfies Partial<QuestionKind>;
