/** How many questions of each domain and format an exam asks. */
import type { ExamBlueprint, Manifest } from './pack.ts';

/** What one domain contributes to an exam. `domain` null: the pack has no domains, and any question will do. */
export interface DomainShare {
  domain: string | null;
  multipleChoice: number;
  domc: number;
}

/**
 * Divides an exam's questions among the domains by their weights. First all questions are divided, then within each
 * domain the formats, so that both formats together follow the weights as nearly as whole numbers can.
 * @param domains those of the exam; only their proportions count
 */
export function planExam(
  { multipleChoice, domc }: Pick<ExamBlueprint, 'multipleChoice' | 'domc'>,
  domains: Manifest['domains'],
): DomainShare[] {
  if (domains.length === 0) return [{ domain: null, multipleChoice, domc }];
  const totals = largestRemainder(
    multipleChoice + domc,
    domains.map(({ weight }) => weight),
  );
  // A quota is at most its domain's total, which is whole, and so is the quota rounded up.
  const oneByOne = largestRemainder(domc, totals);
  return domains.map(({ id }, index) => {
    const share = oneByOne[index] ?? 0;
    return { domain: id, multipleChoice: (totals[index] ?? 0) - share, domc: share };
  });
}

/**
 * Divides `total` into whole parts in proportion to `weights` (Hamilton's method of apportionment): each gets its quota
 * rounded down, and what is left goes to the largest remainders, the first of equals first.
 * @param weights 0 or more, not all 0 unless `total` is 0
 */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((so, weight) => so + weight, 0);
  const quotas = weights.map((weight) => (sum === 0 ? 0 : (total * weight) / sum));
  const parts = quotas.map(Math.floor);
  const left = total - parts.reduce((so, part) => so + part, 0);
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota - Math.floor(quota) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/**
 * Makes an exam smaller where there are fewer questions than it asks for, as there may be of one domain alone; the time
 * shrinks with it.
 * @param available questions that may be asked at all, and those of them whose options may come one at a time
 */
export function fitBlueprint(blueprint: ExamBlueprint, available: { questions: number; domc: number }): ExamBlueprint {
  const domc = Math.min(blueprint.domc, available.domc);
  const multipleChoice = Math.min(blueprint.multipleChoice, available.questions - domc);
  const share = (multipleChoice + domc) / (blueprint.multipleChoice + blueprint.domc);
  return { ...blueprint, multipleChoice, domc, minutes: Math.ceil(blueprint.minutes * share) };
}
