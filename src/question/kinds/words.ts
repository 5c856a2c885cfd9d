/** What members read about a question because of its kind. Texts of options and explanations are the pack's. */
import { inLanguages } from '../../language.ts';
import type { Forgivable } from '../../content/pack.ts';
import type { Slip } from '../near-text.ts';

const NOT_MATTERING: Readonly<Record<Forgivable, string>> = {
  case: 'capital letters',
  accents: 'accents',
  typos: 'a letter or two mistyped',
};

const MINDED: Readonly<Record<Slip, string>> = {
  case: 'capital letters',
  accents: 'accents',
  article: 'article',
  typos: 'spelling',
};

/** "a", "a and b", "a, b and c" */
const listed = (all: readonly string[], last = 'and') =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`;

const minded = (slips: readonly Slip[]) => `mind the ${listed(slips.map((slip) => MINDED[slip]))}`;

const english = {
  /** @param options one or more, such as "**B** (overlay)" */
  listed: (options: readonly string[]) => listed(options),
  right: 'right',
  yours: 'your answer',
  rightAndYours: 'right, your answer',

  chooseAll: 'Choose all that apply',

  true: 'True',
  false: 'False',
  trueOrFalse: 'True or false?',
  isRight: (right: string) => `${right} is right.`,
  isRightAsSaid: (right: string) => `${right} is right, as you said.`,
  isRightNotSaid: (right: string, said: string) => `${right} is right; you said ${said}.`,

  pressInOrder: 'Press the letters in the right order.',
  soFar: (steps: string) => `So far: ${steps}`,
  undo: 'Undo',
  yourOrder: (steps: string) => `Your order: ${steps}`,
  /** @param wanted the letter that belongs there, and @param given the one that was pressed */
  misplaced: (step: number, wanted: string, given: string) => `Step ${step} is ${wanted}, and not ${given}.`,
  orderIsRight: (steps: string) => `Your order is right: ${steps}`,
  rightOrder: (steps: string) => `Right order: ${steps}`,

  typeAnswer: 'Type your answer',
  field: 'Your command line',
  placeholder: 'Any order of options will do',
  typed: (text: string) => `You typed ${text}`,
  oneWay: 'One way to write it:',
  rightLine: 'This would be right:',
  alsoRight: (lines: readonly string[]) => `Also right: ${lines.join(', ')}`,

  yourAnswer: 'Your answer',
  fewWords: 'A word or a few',
  tooLong: (longest: number) => `An answer has at most ${longest} characters.`,
  /** below a question whose answer is typed as a text: what makes no difference */
  forgiven: (forgiven: readonly Forgivable[]) =>
    forgiven.length === 0
      ? 'Every letter counts, capital letters too.'
      : `Forgiven here: ${listed(forgiven.map((one) => NOT_MATTERING[one]))}.`,
  rightText: (answer: string) => `Right: ${answer}`,
  /** said of a right answer that was not written quite so; the answer is named where there are several */
  written: (slips: readonly Slip[], answer: string | undefined) =>
    answer === undefined ? `Only ${minded(slips)}.` : `Only ${minded(slips)}: ${answer}`,
  /** said of a wrong one */
  nearly: (slips: readonly Slip[], answer: string | undefined) =>
    answer === undefined ? `Nearly: ${minded(slips)}.` : `Nearly: ${minded(slips)} of ${answer}.`,
};

export const kindWords = inLanguages(english);
