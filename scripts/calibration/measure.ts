/** How well forecasts hold in a scenario. */
import type { Manifest } from '../../src/content/pack.ts';
import { type Random, shuffle } from '../../src/random.ts';
import { UNKNOWN, fade, learn } from '../../src/readiness/ability.ts';
import type { Ability } from '../../src/db/schema.ts';
import { type ExamFormat, type Forecast, forecastExam, listPool } from '../../src/readiness/forecast.ts';
import { type Gaussian, guessingChance } from '../../src/question/item-response.ts';
import {
  type Member,
  type PoolQuestion,
  type World,
  answers,
  expectedScore,
  learnSome,
  makeMember,
  makeWorld,
  sitExam,
} from './generate.ts';
import type { Scenario } from './scenario.ts';

export const CHECKPOINTS = [30, 100, 300] as const;
const ANSWERS_A_DAY = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface Measured {
  readonly answers: number;
  readonly members: number;
  /** of the ranges, how many hold the score of an exam sat at that moment; and how wide they are, in percent */
  readonly held: number;
  readonly width: number;
  /** mean absolute errors against that score, in percent: of the forecast's middle, and of the share right so far */
  readonly error: number;
  readonly plainError: number;
  /** the same against the mean score of many exams */
  readonly expectedError: number;
  readonly plainExpectedError: number;
}

export interface Exam {
  readonly pool: readonly PoolQuestion[];
  readonly domains: Manifest['domains'];
  readonly format: ExamFormat;
}

/** A member as the bot sees it. */
interface Learner {
  readonly member: Member;
  known: Ability;
  /** questions still to come, the next one last */
  queue: number[];
  readonly met: Map<number, boolean>;
  right: number;
}

/** Chooses what a member is asked next, several at a time. */
export type Chooser = (
  open: readonly PoolQuestion[],
  known: Ability,
  difficulties: readonly Gaussian[],
  random: Random,
) => number[];

interface Trial {
  readonly forecast: Forecast;
  readonly score: number;
  readonly expected: number;
  readonly plain: number;
}

/** Runs groups of a scenario until `members` have answered 300 questions each, and forecasts on the way. */
export function measure(scenario: Scenario, exam: Exam, members: number, choose: Chooser, random: Random): Measured[] {
  const trials = new Map<number, Trial[]>(CHECKPOINTS.map((count) => [count, []]));
  for (let group = 0; group < members / scenario.groupSize; group++) {
    const world = makeWorld(scenario, exam.pool, random);
    const difficulties: Gaussian[] = exam.pool.map(({ difficulty }) => difficulty);
    const learners = Array.from({ length: scenario.groupSize }, (): Learner => ({
      member: makeMember(world, exam.domains, random),
      known: UNKNOWN,
      queue: scenario.asked === 'any' ? shuffle([...exam.pool.keys()], random) : [],
      met: new Map(),
      right: 0,
    }));
    for (let count = 1; count <= Math.max(...CHECKPOINTS); count++) {
      for (const learner of learners) {
        if (learner.queue.length === 0) {
          const open = exam.pool.filter(({ key }) => !learner.met.has(key));
          learner.queue = choose(open, learner.known, difficulties, random);
        }
        answerNext(world, learner, difficulties, random);
        if (!trials.has(count)) continue;
        const trial = tryForecast(world, learner, difficulties, exam, random);
        if (trial) trials.get(count)?.push(trial);
      }
    }
  }
  return [...trials].map(([count, list]) => summarise(count, list));
}

function answerNext(world: World, learner: Learner, difficulties: Gaussian[], random: Random): void {
  const key = learner.queue.pop() ?? 0;
  const question = world.pool[key];
  const difficulty = difficulties[key];
  if (!question || !difficulty) throw new Error(`no question ${key}`);
  const correct = answers(world, learner.member, key, random);
  learner.met.set(key, correct);
  if (correct) learner.right++;
  const faded = fade(learner.known, DAY_MS / ANSWERS_A_DAY);
  const learned = learn(faded, difficulty, { domain: question.domain, floor: guessingChance(question), correct });
  learner.known = learned.ability;
  difficulties[key] = learned.difficulty;
  learnSome(learner.member);
}

function tryForecast(
  world: World,
  { member, known, met, right }: Learner,
  difficulties: readonly Gaussian[],
  { pool, domains, format }: Exam,
  random: Random,
): Trial | undefined {
  const now = pool.map((question) => ({ ...question, difficulty: difficulties[question.key] ?? question.difficulty }));
  const forecast = forecastExam(known, listPool(now), domains, format);
  const score = 100 * sitExam(world, member, domains, format, random);
  const expected = 100 * expectedScore(world, member, domains, format);
  return forecast && { forecast, score, expected, plain: (100 * right) / met.size };
}

function summarise(count: number, trials: readonly Trial[]): Measured {
  const error = (of: (trial: Trial) => number) => mean(trials.map((trial) => Math.abs(of(trial))));
  return {
    answers: count,
    members: trials.length,
    held: mean(
      trials.map(({ forecast, score }) =>
        Number(Math.round(score) >= forecast.low && Math.round(score) <= forecast.high),
      ),
    ),
    width: mean(trials.map(({ forecast }) => forecast.high - forecast.low)),
    error: error(({ forecast, score }) => forecast.middle - score),
    plainError: error(({ plain, score }) => plain - score),
    expectedError: error(({ forecast, expected }) => forecast.middle - expected),
    plainExpectedError: error(({ plain, expected }) => plain - expected),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}
