import type { ObjectiveTotal } from './store.ts';

/** First answers without which an objective is not called weak. */
const ENOUGH = 3;
/** So many answers at the member's own average are added to each, so that few answers do not make an extreme. */
const SMOOTHING = 3;

/**
 * The objectives that a member knows least, the weakest first: by the share right of first answers, drawn towards the
 * member's average the more, the fewer there are. Those without a miss are not among them.
 */
export function weakestObjectives(totals: readonly ObjectiveTotal[], count: number): ObjectiveTotal[] {
  const sum = (of: (total: ObjectiveTotal) => number) => totals.reduce((all, total) => all + of(total), 0);
  const average =
    sum(({ correct }) => correct) /
    Math.max(
      sum(({ answers }) => answers),
      1,
    );
  const share = ({ answers, correct }: ObjectiveTotal) => (correct + SMOOTHING * average) / (answers + SMOOTHING);
  return totals
    .filter(({ answers, correct }) => answers >= ENOUGH && correct < answers)
    .sort((a, b) => share(a) - share(b) || a.objective.localeCompare(b.objective))
    .slice(0, count);
}
