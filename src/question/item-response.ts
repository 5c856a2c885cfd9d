/**
 * The chance of a right answer, and what an answer tells. The model is Birnbaum's with the discrimination 1 and a fixed
 * floor (A. Birnbaum in Lord & Novick, Statistical Theories of Mental Test Scores, 1968; with the floor 0 it is Rasch's):
 *
 *     chance = floor + (1 - floor) / (1 + exp(difficulty - ability))
 */
import type { Difficulty } from '../content/pack.ts';
import { kindOf } from './kinds/index.ts';
import type { Shape } from './kinds/kind.ts';
import { NODES, WEIGHTS } from './quadrature.ts';

/** A number that is not known for sure, in logits. */
export interface Gaussian {
  readonly mean: number;
  readonly variance: number;
}

/** How hard a question is taken to be before anybody answered it: by its author's label, which says only so much. */
export const DIFFICULTY_PRIOR: Readonly<Record<Difficulty, Gaussian>> = {
  recall: { mean: -0.7, variance: 0.64 },
  understanding: { mean: 0, variance: 0.64 },
  applying: { mean: 0.7, variance: 0.64 },
};

/**
 * By how many logits a question is harder when its options come one at a time. Kingston, Tiemann, Miller & Foster
 * (Psychological Test and Assessment Modeling 54, 2012) found all their multiple choice questions easier than the
 * same as DOMC; an experiment of Caveon's (2017) found 4 in 100 fewer right, which is 0.2 logits for questions of
 * middling difficulty.
 */
export const DOMC_HARDER = 0.2;

/** The chance of being right on a question, all options shown at once, for somebody who knows nothing. */
export function guessingChance(shape: Shape): number {
  return shape.options === 0 ? 0 : kindOf(shape).guessingChance(shape);
}

/**
 * The chance of being right on a question whose options come one at a time (discrete option multiple choice; Foster & Miller
 * 2009), for somebody who tosses a coin at each. All `right` options have to be met with Yes, and each wrong option that
 * comes before the last right one with No; in random order, w of them do so with the chance C(right-1+w, w) / C(options,
 * right). A guesser who always says Yes does a little better, 1 / C(options, right); one who thinks does neither.
 */
export function domcGuessingChance({ options, right }: Shape): number {
  if (right === 0) return 0;
  let chance = 0;
  for (let wrong = 0; wrong <= options - right; wrong++) {
    chance += (binomial(right - 1 + wrong, wrong) / binomial(options, right)) * 0.5 ** (right + wrong);
  }
  return chance;
}

function binomial(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}

/**
 * The chance of a right answer, 0 to 1.
 * @param above ability minus difficulty, in logits
 */
export function chanceRight(above: number, floor: number): number {
  return floor + (1 - floor) / (1 + Math.exp(-above));
}

/**
 * By what to multiply ability minus difficulty for the mean chance of a right answer, where it is uncertain by `variance`:
 * MacKay's approximation of the logistic of a Gaussian (Neural Computation 4, 1992, "The evidence framework applied to
 * classification networks").
 */
export function slopeOf(variance: number): number {
  return 1 / Math.sqrt(1 + (Math.PI / 8) * variance);
}

/**
 * How much an answer tells of an ability: Fisher's information of Birnbaum's model, which is highest at a chance of about
 * 0.7 for four options and 0.5 for typed answers.
 */
export function information(above: number, floor: number): number {
  const chance = chanceRight(above, floor);
  const knows = (chance - floor) / (1 - floor);
  return ((1 - chance) / chance) * knows ** 2;
}

/**
 * What is known of ability minus difficulty after one answer: the Gaussian with the mean and variance of what Bayes' rule
 * makes of `before` (assumed density filtering; as answer by answer in Weng & Lin, JMLR 12, 2011).
 */
export function afterAnswer(before: Gaussian, floor: number, correct: boolean): Gaussian {
  const spread = Math.sqrt(before.variance);
  let evidence = 0;
  let first = 0;
  let second = 0;
  NODES.forEach((node, i) => {
    const chance = chanceRight(before.mean + spread * node, floor);
    const weight = (WEIGHTS[i] ?? 0) * (correct ? chance : 1 - chance);
    evidence += weight;
    first += weight * node;
    second += weight * node * node;
  });
  const shift = first / evidence;
  return {
    mean: before.mean + spread * shift,
    variance: before.variance * (second / evidence - shift * shift),
  };
}
