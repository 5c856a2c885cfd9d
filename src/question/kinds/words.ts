/** What members read of a question because of its kind. Texts of options and explanations are the pack's. */
import { inLanguages } from '../../language.ts';

const english = {
  /** @param letters one or more, such as "**B**" */
  letters: (letters: readonly string[]) =>
    letters.length < 2 ? letters.join('') : `${letters.slice(0, -1).join(', ')} and ${letters.at(-1)}`,
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
};

export const kindWords = inLanguages(english);
