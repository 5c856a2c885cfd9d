/**
 * What is known of one member's ability in a pack, and how an answer and time change it.
 *
 * An ability in a domain is a common part and a part of the domain's own, so that an answer in one domain says something of
 * the others. The common part is the first row, under the name ''. A domain has a row from its first answer on; what is
 * known of one without a row follows from the common part.
 */
import type { Ability } from '../db/schema.ts';
import { type Gaussian, afterAnswer } from '../question/item-response.ts';

const COMMON = '';
const COMMON_VARIANCE = 1;
const DOMAIN_VARIANCE = 0.3;

// Abilities change: what is known fades towards what is known of anybody, and two thirds of it is gone after this time.
const FADING_MS = 90 * 24 * 60 * 60 * 1000;

/** Of somebody who has answered nothing. */
export const UNKNOWN: Ability = { domains: [COMMON], mean: [0], covariance: [[COMMON_VARIANCE]] };

/** What is known of the ability in one domain; null: of the common part, for questions that belong to no domain. */
export function abilityIn(ability: Ability, domain: string | null): Gaussian {
  const row = ability.domains.indexOf(domain ?? COMMON);
  if (row >= 0) return { mean: at(ability.mean, row), variance: covarianceAt(ability, row, row) };
  return { mean: at(ability.mean, 0), variance: covarianceAt(ability, 0, 0) + DOMAIN_VARIANCE };
}

/** The covariance of the abilities in two different domains, in logits squared; null: the common part. */
export function covarianceOf(ability: Ability, one: string | null, other: string | null): number {
  const row = (domain: string | null) => Math.max(0, ability.domains.indexOf(domain ?? COMMON));
  return covarianceAt(ability, row(one), row(other));
}

/**
 * Makes what was known `elapsedMs` ago less certain, up to what is known of somebody new: as the deviation of a rating grows
 * in Glicko (Glickman, Applied Statistics 48, 1999), for all domains together. The means stay.
 */
export function fade(ability: Ability, elapsedMs: number): Ability {
  if (elapsedMs <= 0) return ability;
  const kept = Math.exp(-elapsedMs / FADING_MS);
  const covariance = ability.covariance.map((line, i) =>
    line.map((value, j) => kept * value + (1 - kept) * priorCovariance(ability.domains, i, j)),
  );
  return { ...ability, covariance };
}

function priorCovariance(domains: readonly string[], i: number, j: number): number {
  return COMMON_VARIANCE + (i === j && domains[i] !== COMMON ? DOMAIN_VARIANCE : 0);
}

/** What one answer adds. */
export interface Learned {
  ability: Ability;
  difficulty: Gaussian;
}

/**
 * Takes one answer into what is known of the member's ability and of the question's difficulty. What the answer tells of
 * ability minus difficulty is handed on to each in proportion to its share of the uncertainty (the gain of Kalman's filter).
 * That the two are then correlated is left out, as in the method.
 * @param floor the chance of being right without knowing
 */
export function learn(
  known: Ability,
  difficulty: Gaussian,
  { domain, floor, correct }: { domain: string | null; floor: number; correct: boolean },
): Learned {
  const ability = withDomain(known, domain);
  const row = Math.max(0, ability.domains.indexOf(domain ?? COMMON));
  const before = {
    mean: at(ability.mean, row) - difficulty.mean,
    variance: covarianceAt(ability, row, row) + difficulty.variance,
  };
  const after = afterAnswer(before, floor, correct);
  const step = (after.mean - before.mean) / before.variance;
  const shrinking = (after.variance - before.variance) / before.variance ** 2;
  const shared = ability.domains.map((_, i) => covarianceAt(ability, i, row));
  return {
    ability: {
      domains: ability.domains,
      mean: ability.mean.map((mean, i) => mean + at(shared, i) * step),
      covariance: ability.covariance.map((line, i) =>
        line.map((value, j) => value + at(shared, i) * at(shared, j) * shrinking),
      ),
    },
    difficulty: {
      mean: difficulty.mean - difficulty.variance * step,
      variance: difficulty.variance + difficulty.variance ** 2 * shrinking,
    },
  };
}

function withDomain(ability: Ability, domain: string | null): Ability {
  if (domain === null || ability.domains.includes(domain)) return ability;
  const { mean, variance } = abilityIn(ability, domain);
  const withCommon = ability.domains.map((_, i) => covarianceAt(ability, i, 0));
  return {
    domains: [...ability.domains, domain],
    mean: [...ability.mean, mean],
    covariance: [...ability.covariance.map((line, i) => [...line, at(withCommon, i)]), [...withCommon, variance]],
  };
}

function covarianceAt({ covariance }: Ability, i: number, j: number): number {
  return covariance[i]?.[j] ?? 0;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
