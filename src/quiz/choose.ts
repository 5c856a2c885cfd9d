import { type Random, shuffle } from '../random.ts';

export interface Askable {
  /** null: never met */
  lastAnsweredAt: number | null;
  lastCorrect: 0 | 1 | boolean | null;
}

/**
 * Which questions to ask, in which order: those not met or got wrong first, in random order; when they run out, those
 * known, the longest ago first.
 */
export function chooseQuestions<T extends Askable>(candidates: readonly T[], count: number, random: Random): T[] {
  const isOpen = (candidate: T) => candidate.lastAnsweredAt === null || !candidate.lastCorrect;
  const open = shuffle(candidates.filter(isOpen), random);
  if (open.length >= count) return open.slice(0, count);
  const known = candidates
    .filter((candidate) => !isOpen(candidate))
    .sort((a, b) => (a.lastAnsweredAt ?? 0) - (b.lastAnsweredAt ?? 0));
  return [...open, ...known].slice(0, count);
}
