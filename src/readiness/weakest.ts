import type { ObjectiveTotal } from './objective-store.ts';

/** How many first answers an objective needs to be called weak. */
const ENOUGH = 2;
/** How many answers at the member's own average are added to each, so that few answers do not make an extreme. */
const SMOOTHING = 3;

/**
 * The objectives that a member knows less than their own average, the weakest first: by the share of first answers that were
 * right, drawn towards the average the more, the fewer there are. None where all are known alike.
 */
export function weakestObjectives(totals: readonly ObjectiveTotal[], count: number): ObjectiveTotal[] {
  const sum = (of: (total: ObjectiveTotal) => number) => totals.reduce((all, total) => all + of(total), 0);
  const answered = sum(({ answers }) => answers);
  const right = sum(({ correct }) => correct);
  const average = right / Math.max(answered, 1);
  const share = ({ answers, correct }: ObjectiveTotal) => (correct + SMOOTHING * average) / (answers + SMOOTHING);
  return (
    totals
      // Both shares times both counts, in whole numbers: one that equals the average is not below it by a rounding.
      .filter(({ answers, correct }) => answers >= ENOUGH && correct * answered < right * answers)
      .sort((a, b) => share(a) - share(b) || a.objective.localeCompare(b.objective))
      .slice(0, count)
  );
}
