/** The chance of being right on what an exam may draw from, by ability: the same for every member, so it is reckoned once. */
import {
  DOMC_HARDER,
  type Gaussian,
  chanceRight,
  domcGuessingChance,
  guessingChance,
  slopeOf,
} from './item-response.ts';
import type { Shape } from './kinds/kind.ts';

/** A question that an exam may draw, with how hard it has proved. */
export interface CurveQuestion extends Shape {
  /** whether its options may come one at a time */
  domc: boolean;
  difficulty: Gaussian;
}

/** The mean chance of being right on some questions. */
export interface MeanChance {
  /** how many questions */
  readonly count: number;
  /** @param ability in logits @returns 0 to 1 */
  at(ability: number): number;
}

/** Of questions as an exam puts them: all their options at once, or one at a time. */
export interface ExamChances {
  readonly whole: MeanChance;
  readonly single: MeanChance;
}

export interface ExamCurves extends ExamChances {
  add(question: CurveQuestion): void;
  remove(question: CurveQuestion): void;
}

/** The chance of being right on one question, by ability. */
interface Curve {
  readonly difficulty: number;
  /** below 1: the curve is flatter where the difficulty is uncertain */
  readonly slope: number;
  readonly floor: number;
}

function wholeCurve(question: CurveQuestion): Curve {
  return curve(question, guessingChance(question), 0);
}

function singleCurve(question: CurveQuestion): Curve {
  return curve(question, domcGuessingChance(question), DOMC_HARDER);
}

function curve({ difficulty }: CurveQuestion, floor: number, harder: number): Curve {
  return { difficulty: difficulty.mean + harder, slope: slopeOf(difficulty.variance), floor };
}

/** The chances question by question, for questions that are used only once. */
export function chancesOf(questions: readonly CurveQuestion[]): ExamChances {
  return {
    whole: meanOf(questions.map(wholeCurve)),
    single: meanOf(questions.filter(({ domc }) => domc).map(singleCurve)),
  };
}

function meanOf(curves: readonly Curve[]): MeanChance {
  return {
    count: curves.length,
    at(ability) {
      let sum = 0;
      for (const { difficulty, slope, floor } of curves) sum += chanceRight(slope * (ability - difficulty), floor);
      return sum / Math.max(curves.length, 1);
    },
  };
}

/** Those of several pools together. */
export function joinChances(pools: readonly ExamChances[]): ExamChances {
  const [only] = pools;
  if (only && pools.length === 1) return only;
  return { whole: joinMeans(pools.map(({ whole }) => whole)), single: joinMeans(pools.map(({ single }) => single)) };
}

function joinMeans(means: readonly MeanChance[]): MeanChance {
  const count = means.reduce((sum, one) => sum + one.count, 0);
  return {
    count,
    at: (ability) => means.reduce((sum, one) => sum + one.count * one.at(ability), 0) / Math.max(count, 1),
  };
}

/** The chances from tables, which cost the same however many the questions are. */
export function createExamCurves(questions: Iterable<CurveQuestion>): ExamCurves {
  const whole = createTable();
  const single = createTable();
  /** @param count how many more questions like this there are; negative: fewer */
  function change(question: CurveQuestion, count: number): void {
    whole.change(wholeCurve(question), count);
    if (question.domc) single.change(singleCurve(question), count);
  }
  // Before anybody answered them, most questions are alike.
  const alike = new Map<string, { question: CurveQuestion; count: number }>();
  for (const question of questions) {
    const { kind, options, right, domc, difficulty } = question;
    const id = [kind, options, right, domc, difficulty.mean, difficulty.variance].join();
    const known = alike.get(id);
    if (known) known.count++;
    else alike.set(id, { question, count: 1 });
  }
  for (const { question, count } of alike.values()) change(question, count);
  return { whole, single, add: (question) => change(question, 1), remove: (question) => change(question, -1) };
}

/** In logits; beyond these bounds a chance is taken to be what it is at the nearer one. */
const REACH = 12;
const STEP = 1 / 4;
const POINTS = (2 * REACH) / STEP + 1;

/**
 * The sum of curves at some points, with its slope there, and between two points the cubic that has both (Hermite's): off by
 * less than one in 500,000, since the fourth derivative of a logistic curve is at most 1/8.
 */
function createTable(): MeanChance & { change(curve: Curve, more: number): void } {
  const sums = new Float64Array(POINTS);
  const slopes = new Float64Array(POINTS);
  let count = 0;
  return {
    get count() {
      return count;
    },
    change({ difficulty, slope, floor }, more) {
      count += more;
      for (let i = 0; i < POINTS; i++) {
        const knows = 1 / (1 + Math.exp(slope * (difficulty - (i * STEP - REACH))));
        sums[i] = (sums[i] ?? 0) + more * (floor + (1 - floor) * knows);
        slopes[i] = (slopes[i] ?? 0) + more * (1 - floor) * slope * knows * (1 - knows);
      }
    },
    at(ability) {
      if (count === 0) return 0;
      const place = (Math.min(Math.max(ability, -REACH), REACH) + REACH) / STEP;
      const i = Math.min(Math.floor(place), POINTS - 2);
      const t = place - i;
      const [from = 0, to = 0] = [sums[i], sums[i + 1]];
      const [rise = 0, fall = 0] = [slopes[i], slopes[i + 1]];
      const sum =
        from +
        t *
          (STEP * rise +
            t * (3 * (to - from) - STEP * (2 * rise + fall) + t * (2 * (from - to) + STEP * (rise + fall))));
      return sum / count;
    },
  };
}
