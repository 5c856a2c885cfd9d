import { chooseAtLevel } from '../../src/quiz/choose.ts';
import { abilityIn } from '../../src/readiness/ability.ts';
import { guessingChance } from '../../src/question/item-response.ts';
import type { Chooser } from './measure.ts';

const QUIZ = 5;

/** As `/quiz` without a topic chooses. */
export const quizChooser: Chooser = (open, known, difficulties, random) =>
  chooseAtLevel(
    open,
    QUIZ,
    (question) => ({
      area: question.domain ?? '',
      ability: abilityIn(known, question.domain),
      difficulty: difficulties[question.key]?.mean ?? question.difficulty.mean,
      floor: guessingChance(question),
    }),
    random,
  ).map(({ key }) => key);
