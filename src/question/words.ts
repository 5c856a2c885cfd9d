/** What is said of questions wherever they are asked. What differs by their kind is in kinds/words.ts. */
import { inLanguages } from '../language.ts';
import type { Difficulty } from '../content/pack.ts';

const DIFFICULTIES: Readonly<Record<Difficulty, string>> = {
  recall: 'Easy',
  understanding: 'Medium',
  applying: 'Hard',
};

const points = (count: number) => (count === 1 ? '1 point' : `${count} points`);

const english = {
  difficulty: (difficulty: Difficulty) => DIFFICULTIES[difficulty],
  points,
  /** "Medium, 2 points" */
  worth: (difficulty: Difficulty, earned: number) => `${DIFFICULTIES[difficulty]}, ${points(earned)}`,

  notRight: 'Not right',
  right: 'Right!',
  practice: 'Right! (practice)',
  earned: (earned: number) => `Right! +${points(earned)}`,
  answeredBefore: 'You had answered this one already, and your first answer counts.',

  topic: (title: string) => `Topic: ${title}`,
  readTopic: 'Read the topic',
  documentation: (pack: string) => `${pack} documentation`,

  nothingTyped: 'There was nothing in the field, so nothing was counted. Press the button again.',
  cannotJudge: 'I cannot judge typed answers on this subject at the moment.',
  /** @param why what was typed is no answer yet */
  handedBack: (why: string) => `✏️ Not counted. ${why}\nPress the button: what you typed is still there to be mended.`,
};

export const questionWords = inLanguages(english);
