/** From the mean and variance of an exam's score to a range of whole scores. */

/**
 * The scores between which an exam's number of right answers lies 80 times out of 100, the middle part of the beta-binomial
 * distribution with that mean and variance (Keats & Lord, Psychometrika 27, 1962: "A theoretical distribution for mental test
 * scores"), which keeps between none and all right. A score counts as half below and half above itself (Lancaster's mid-P,
 * JASA 56, 1961): counted in whole questions, a range would otherwise hold more than it says.
 * @param mean of the number of right answers, 0 to `questions`
 */
export function scoreRange(mean: number, variance: number, questions: number): { low: number; high: number } {
  const chances = betaBinomial(mean / questions, variance, questions);
  let below = 0;
  let low = questions;
  let high = 0;
  chances.forEach((chance, score) => {
    const middle = below + chance / 2;
    if (middle >= 0.1 && score < low) low = score;
    if (middle <= 0.9) high = score;
    below += chance;
  });
  return { low: Math.min(low, high), high: Math.max(low, high) };
}

/** The chance of each number of right answers, from 0 to `questions`. */
export function betaBinomial(share: number, variance: number, questions: number): number[] {
  const mean = Math.min(Math.max(share, 0.001), 0.999);
  const alone = questions * mean * (1 - mean);
  // How alike the answers of one exam are: 0 would be a coin toss for each. No beta-binomial goes below that.
  const likeness = Math.min(Math.max((variance / alone - 1) / Math.max(questions - 1, 1), 1e-5), 0.9);
  const alpha = mean * (1 / likeness - 1);
  const beta = (1 - mean) * (1 / likeness - 1);
  let chance = 1;
  for (let i = 0; i < questions; i++) chance *= (beta + i) / (alpha + beta + i);
  const chances = [chance];
  for (let score = 0; score < questions; score++) {
    chance *= ((questions - score) / (score + 1)) * ((alpha + score) / (beta + questions - score - 1));
    chances.push(chance);
  }
  return chances;
}
