/** Means over a Gaussian, by a sum over evenly spaced points: for smooth functions it is exact to many digits. */

const REACH = 5; // standard deviations
const STEP = 0.5;

/** Standard scores, from -5 to 5. */
export const NODES: readonly number[] = Array.from({ length: (2 * REACH) / STEP + 1 }, (_, i) => i * STEP - REACH);

const densities = NODES.map((z) => Math.exp((-z * z) / 2));
const total = densities.reduce((sum, density) => sum + density, 0);

/** How much each node counts; they sum to 1. */
export const WEIGHTS: readonly number[] = densities.map((density) => density / total);

/** Standard scores between which a Gaussian lies 80 times out of 100: minus this to plus this. */
export const EIGHTY_PERCENT = 1.2816;
