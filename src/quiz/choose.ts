/** Choosing from a list: the plain definition of a quiz. draw.ts draws it from the whole bank with the same chances. */
import { type Random, shuffle } from '../random.ts';
import { type Gaussian, chanceRight, information } from '../question/item-response.ts';

export interface Askable {
  /** null: never met */
  lastAnsweredAt: number | null;
  lastCorrect: 0 | 1 | boolean | null;
}

/** How hard a question is for a member. */
export interface Level {
  /** the questions of one area are weighed against each other */
  area: string;
  /** the member's ability there, and how hard the question is, in logits */
  ability: Gaussian;
  difficulty: number;
  /** the chance of being right without knowing */
  floor: number;
}

/** The chance of being right that a quiz aims at, and how far from it questions still come often. */
const AIM = 0.7;
const AIM_SPREAD = 0.1;

/**
 * Which questions to ask, in which order: those not met or got wrong first, in random order; when they run out, those
 * known, the longest ago first.
 */
export function chooseQuestions<T extends Askable>(candidates: readonly T[], count: number, random: Random): T[] {
  const open = shuffle(candidates.filter(isOpen), random);
  return openThenKnown(open, candidates, count);
}

/**
 * Which questions to ask a member at their level: as `chooseQuestions`, but among the questions not met or got wrong,
 * those come more often that the member would get right about 7 times out of 10 and that tell most about the ability
 * (Birnbaum's information), and those of areas in which the member is weak. Chance has a say in each, so that no two
 * quizzes are the same.
 *
 * The draw is Efraimidis & Spirakis's (Information Processing Letters 97, 2006): the questions with the highest chance ^ (1 /
 * weight) are a sample without repeats, by weight.
 */
export function chooseAtLevel<T extends Askable>(
  candidates: readonly T[],
  count: number,
  levelOf: (candidate: T) => Level,
  random: Random,
): T[] {
  const open = candidates.filter(isOpen).map((candidate) => ({ candidate, level: levelOf(candidate) }));
  const fits = open.map(({ level }) => fit(level.ability, level));
  const areas = new Map<string, { questions: number; fit: number }>();
  open.forEach(({ level }, i) => {
    const area = areas.get(level.area) ?? { questions: 0, fit: 0 };
    areas.set(level.area, { questions: area.questions + 1, fit: area.fit + (fits[i] ?? 0) });
  });
  const drawn = open.map(({ candidate, level }, i) => {
    const area = areas.get(level.area) ?? { questions: 1, fit: 1 };
    // An area comes as often as it has questions, and more often the weaker the member is in it.
    const weight = (area.questions * weakness(level.ability) * (fits[i] ?? 0)) / area.fit;
    return { candidate, rank: Math.log(1 - random()) / weight };
  });
  drawn.sort((a, b) => b.rank - a.rank);
  return openThenKnown(
    drawn.map(({ candidate }) => candidate),
    candidates,
    count,
  );
}

function isOpen({ lastAnsweredAt, lastCorrect }: Askable): boolean {
  return lastAnsweredAt === null || !lastCorrect;
}

function openThenKnown<T extends Askable>(open: readonly T[], candidates: readonly T[], count: number): T[] {
  if (open.length >= count) return open.slice(0, count);
  const known = candidates
    .filter((candidate) => !isOpen(candidate))
    .sort((a, b) => (a.lastAnsweredAt ?? 0) - (b.lastAnsweredAt ?? 0));
  return [...open, ...known].slice(0, count);
}

/** How well a question fits a member, above 0. */
export function fit(ability: Gaussian, { difficulty, floor }: Pick<Level, 'difficulty' | 'floor'>): number {
  // Less is expected of somebody about whom little is known: a first quiz should be easy.
  const above = ability.mean - Math.sqrt(ability.variance) / 2 - difficulty;
  const off = (chanceRight(above, floor) - AIM) / AIM_SPREAD;
  return information(above, floor) * Math.exp((-off * off) / 2) + 1e-9;
}

/** Doubles with each logit less. */
export function weakness({ mean }: Gaussian): number {
  return 2 ** -mean;
}
