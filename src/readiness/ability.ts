/** What is known of one member's ability in a pack. */

/** A joint Gaussian over the pack's domains, in logits; `domains` names the rows of `mean` and `covariance`. */
export interface Ability {
  domains: string[];
  mean: number[];
  covariance: number[][];
}
