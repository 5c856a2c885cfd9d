/** How a quiz went, as far as it matters for what is said to the member at its end. */

export type Spirit = 'nothing' | 'all' | 'one' | 'most' | 'some' | 'few' | 'none';

/** Of those answered, from which share on most or some were right. */
const MOST = 0.7;
const SOME = 0.4;

/** @param answered how many questions were, whether or not more were left open */
export function spiritOf(right: number, answered: number): Spirit {
  if (answered === 0) return 'nothing';
  if (right === answered) return answered === 1 ? 'one' : 'all';
  if (right === 0) return 'none';
  const share = right / answered;
  return share >= MOST ? 'most' : share >= SOME ? 'some' : 'few';
}
