/** What score a member would reach in the exam of a pack today. */
import { abilityIn, covarianceOf } from './ability.ts';
import type { Ability } from '../db/schema.ts';
import { type CurveQuestion, type ExamChances, chancesOf } from '../question/exam-curves.ts';
import { kindOf } from '../question/kinds/index.ts';
import type { Gaussian } from '../question/item-response.ts';
import { EIGHTY_PERCENT, NODES, WEIGHTS } from '../question/quadrature.ts';
import { scoreRange } from './score-range.ts';

/** How many first answers a forecast needs: with fewer, the range would be as wide as the scale. */
export const ENOUGH_ANSWERS = 10;

/** How many questions of each format the exam has; drawn from the domains by their weights. */
export interface ExamFormat {
  readonly multipleChoice: number;
  readonly domc: number;
}

/** A question that an exam may draw, with how hard it has proved. */
export interface ExamQuestion extends CurveQuestion {
  domain: string | null;
}

/** What an exam draws from. */
export interface ExamPool {
  /** @param domain null: all of it */
  chances(domain: string | null): ExamChances;
}

/** A pool that is used only once: question by question. */
export function listPool(questions: readonly ExamQuestion[]): ExamPool {
  const drawable = questions.filter((question) => kindOf(question).inExam);
  return { chances: (wanted) => chancesOf(drawable.filter(({ domain }) => wanted === null || domain === wanted)) };
}

export interface Weighted {
  readonly id: string;
  readonly weight: number;
}

/** Percents, 0 to 100. */
export interface Range {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export interface Forecast extends Range {
  readonly questions: number;
  /**
   * in the order of the manifest: the share that would be right of very many questions on the domain, 80 percent sure; empty
   * where the pack has no domains
   */
  readonly domains: readonly (Range & { readonly id: string })[];
}

/** A domain's share of the exam, 0 to 1, and the mean chance of being right there at an ability. */
interface Part {
  /** null: the pack has no domains, and this is all of it */
  readonly id: string | null;
  readonly share: number;
  readonly known: Gaussian;
  readonly chanceAt: (ability: number) => number;
}

/**
 * The range in which the score of a full exam lies, 80 percent sure, in whole percents. It allows for what is not known about
 * the member's abilities and the questions' difficulties, and for the luck of the exam itself: which questions are drawn and
 * what happens to be right.
 * @returns undefined where the pack has no question that an exam could draw
 */
export function forecastExam(
  ability: Ability,
  pool: ExamPool,
  domains: readonly Weighted[],
  format: ExamFormat,
): Forecast | undefined {
  const questions = format.multipleChoice + format.domc;
  const parts = examParts(ability, pool, domains, format.domc / questions);
  if (parts.length === 0) return undefined;
  let mean = 0;
  let variance = 0;
  const moments = parts.map((part) => ({ part, ...momentsOf(part) }));
  for (const one of moments) {
    const count = questions * one.part.share;
    mean += count * one.mean;
    // One question is right or wrong: the variance of a toss, however its chance came about.
    variance += count * (one.mean - one.meanSquare);
    variance += count ** 2 * (one.meanSquare - one.mean ** 2);
    for (const other of moments) {
      if (other === one) continue;
      // The first term of Mehler's expansion: slopes times covariance.
      const together = covarianceOf(ability, one.part.id, other.part.id) * one.slope * other.slope;
      variance += count * questions * other.part.share * together;
    }
  }
  const { low, high } = scoreRange(mean, variance, questions);
  const percent = (right: number) => Math.round((100 * right) / questions);
  return {
    questions,
    low: percent(low),
    middle: percent(mean),
    high: percent(high),
    domains: moments.flatMap(({ part, mean: share }) =>
      part.id === null ? [] : [{ id: part.id, ...domainRange(part, share) }],
    ),
  };
}

function examParts(ability: Ability, pool: ExamPool, domains: readonly Weighted[], domcShare: number): Part[] {
  // Without domains any question is drawn, as planExam does it.
  const areas = domains.length === 0 ? [{ id: null, weight: 1 }] : domains;
  const drawn = areas.flatMap(({ id, weight }) => {
    const chances = pool.chances(id);
    return weight > 0 && chances.whole.count > 0 ? [{ id, weight, ...chances }] : [];
  });
  const total = drawn.reduce((sum, { weight }) => sum + weight, 0);
  return drawn.map(({ id, weight, whole, single }) => {
    const share = single.count > 0 ? domcShare : 0;
    return {
      id,
      share: weight / total,
      known: abilityIn(ability, id),
      chanceAt: (at) => (1 - share) * whole.at(at) + share * single.at(at),
    };
  });
}

/** Over what is known of the ability: the mean chance, its mean square, and the mean of its slope (by Stein's lemma). */
function momentsOf({ known, chanceAt }: Part): { mean: number; meanSquare: number; slope: number } {
  const spread = Math.sqrt(known.variance);
  let mean = 0;
  let meanSquare = 0;
  let withScore = 0;
  NODES.forEach((node, i) => {
    const chance = chanceAt(known.mean + spread * node);
    const weight = WEIGHTS[i] ?? 0;
    mean += weight * chance;
    meanSquare += weight * chance * chance;
    withScore += weight * chance * node;
  });
  return { mean, meanSquare, slope: withScore / spread };
}

function domainRange({ known, chanceAt }: Part, mean: number): Range {
  const reach = EIGHTY_PERCENT * Math.sqrt(known.variance);
  return {
    low: Math.round(100 * chanceAt(known.mean - reach)),
    middle: Math.round(100 * mean),
    high: Math.round(100 * chanceAt(known.mean + reach)),
  };
}
