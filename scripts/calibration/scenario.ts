/** Made-up study groups whose abilities are known, to see whether forecasts hold. */
import type { Difficulty } from '../../src/content/pack.ts';
import { DIFFICULTY_PRIOR, DOMC_HARDER } from '../../src/question/item-response.ts';

export interface Scenario {
  readonly name: string;
  /** what differs from what the model assumes */
  readonly what: string;
  /** members' abilities, in logits: the mean, and the spread of the common part and of each domain's own part */
  readonly abilityMean: number;
  readonly commonSpread: number;
  readonly domainSpread: number;
  /** true difficulties by the author's label, in logits, and their spread around it */
  readonly labels: Readonly<Record<Difficulty, number>>;
  readonly difficultySpread: number;
  /** spread of the logarithm of the questions' discriminations; 0: all are 1 */
  readonly discriminationSpread: number;
  readonly domcHarder: number;
  /** by how much a question is harder where several options are right, and where the command is typed */
  readonly multipleHarder: number;
  readonly typedHarder: number;
  /** how far abilities rise over 300 answers: each member's own pace is between 0 and twice this */
  readonly learning: number;
  readonly groupSize: number;
  /** `any`: each question of the pack is as likely as another; `quiz`: as `/quiz` without a topic chooses */
  readonly asked: 'any' | 'quiz';
}

const labels = {
  recall: DIFFICULTY_PRIOR.recall.mean,
  understanding: DIFFICULTY_PRIOR.understanding.mean,
  applying: DIFFICULTY_PRIOR.applying.mean,
};

const AS_MODELLED: Scenario = {
  name: 'as modelled',
  what: 'abilities, difficulties and luck as the model takes them',
  abilityMean: 0,
  commonSpread: 1,
  domainSpread: 0.55,
  labels,
  difficultySpread: 0.8,
  discriminationSpread: 0,
  domcHarder: DOMC_HARDER,
  multipleHarder: 0,
  typedHarder: 0,
  learning: 0,
  groupSize: 40,
  asked: 'any',
};

export const SCENARIOS: readonly Scenario[] = [
  AS_MODELLED,
  { ...AS_MODELLED, name: 'chosen by /quiz', what: 'the questions are those that /quiz chooses', asked: 'quiz' },
  {
    ...AS_MODELLED,
    name: 'unequal questions',
    what: 'discriminations from about 0.5 to 2 (2PL), several right answers and typing make it harder by 0.5',
    discriminationSpread: 0.35,
    multipleHarder: 0.5,
    typedHarder: 0.5,
  },
  {
    ...AS_MODELLED,
    name: 'learning',
    what: 'abilities rise by 0 to 2 logits over 300 answers, 1 on average',
    learning: 1,
  },
  {
    ...AS_MODELLED,
    name: 'others than thought',
    what: 'everybody is strong (mean 1), the labels say little, DOMC is harder by 0.5',
    abilityMean: 1,
    commonSpread: 0.7,
    labels: { recall: -0.2, understanding: 0, applying: 0.2 },
    difficultySpread: 1,
    domcHarder: 0.5,
  },
  {
    ...AS_MODELLED,
    name: 'all at once',
    what: 'unequal questions, learning, DOMC harder by 0.5, a group of five, chosen by /quiz',
    discriminationSpread: 0.35,
    multipleHarder: 0.5,
    typedHarder: 0.5,
    learning: 1,
    domcHarder: 0.5,
    groupSize: 5,
    asked: 'quiz',
  },
];
