/** The rules of a round, as members read them in `docs/rounds.md`. Its points are the round's own: boards have theirs. */
import type { Difficulty, QuestionContent } from '../content/pack.ts';
import { POINTS } from '../question/points.ts';

/** `race`: whoever is quick earns more for a right answer. */
export type Mode = 'calm' | 'race';

/** How long people gather before the first question. */
export const LOBBY_MS = 20_000;
/** Between an answer and the next question. */
export const PAUSE_MS = 20_000;
/** How long a group talks before it votes again. */
export const DISCUSSION_MS = 120_000;
/** After so many questions in a row without an answer nobody is there. */
export const MOST_UNANSWERED = 2;
/** Once everybody has answered: time to take a slip back. */
export const GRACE_MS = 3000;

/** The share of right answers between which talking teaches most: Mazur's peer instruction, 30 to 70 percent. */
const WORTH_DISCUSSING = { from: 0.3, to: 0.7 } as const;
/** Fewer have little to say to each other. */
const ENOUGH_TO_DISCUSS = 3;

/** A quick answer earns up to a third more. */
const MOST_FOR_SPEED = 1 / 3;

/** What a right answer earns in a round: ten times its worth on the boards, so that a bonus can be a part of it. */
export function worthOf(difficulty: Difficulty): number {
  return 10 * POINTS[difficulty];
}

export interface Given {
  correct: boolean;
  /** whether the member said to be sure */
  sure: boolean;
  /** the share of the time that was left when it was given, 0 to 1 */
  left: number;
}

/** What one answer earns; negative for one that was sure and wrong. */
export function pointsFor({ correct, sure, left }: Given, difficulty: Difficulty, mode: Mode): number {
  const worth = worthOf(difficulty);
  if (!correct) return sure ? -worth : 0;
  const earned = sure ? 2 * worth : worth;
  return mode === 'race' ? earned + Math.floor(earned * MOST_FOR_SPEED * Math.min(1, Math.max(0, left))) : earned;
}

/** A total after some more points: nobody falls below zero. */
export function addPoints(total: number, points: number): number {
  return Math.max(0, total + points);
}

/** What is read and weighed without haste; a difficult question takes longer to think through. */
const CHARACTERS_PER_SECOND = 12;
const THINKING_S: Readonly<Record<Difficulty, number>> = { recall: 10, understanding: 15, applying: 25 };
export const SECONDS = { min: 15, max: 120 } as const;

/** Seconds that a question gets by its length and difficulty, in steps of five. */
export function secondsFor({ prompt, options, difficulty }: QuestionContent): number {
  const characters = options.reduce((sum, { text }) => sum + text.length, prompt.length);
  const needed = THINKING_S[difficulty] + characters / CHARACTERS_PER_SECOND;
  return Math.min(SECONDS.max, Math.max(SECONDS.min, Math.ceil(needed / 5) * 5));
}

/** Whether a group learns by talking about a question before its answer is told. */
export function isWorthDiscussing(right: number, answers: number): boolean {
  if (answers < ENOUGH_TO_DISCUSS) return false;
  const share = right / answers;
  return share >= WORTH_DISCUSSING.from && share <= WORTH_DISCUSSING.to;
}

/** Whether everybody has left. */
export function hasNobody({ unanswered }: { unanswered: number }): boolean {
  return unanswered >= MOST_UNANSWERED;
}

export interface Drafted {
  userId: string;
  /** on any scale */
  ability: number;
}

/**
 * Draws equal teams: the strongest one by one from the first team to the last, then back from the last to the first
 * (a snake draft).
 * @param teams how many, 2 at least
 * @returns each member's team, from 0
 */
export function draft(players: readonly Drafted[], teams: number): Map<string, number> {
  const strongestFirst = [...players].sort((a, b) => b.ability - a.ability);
  return new Map(
    strongestFirst.map(({ userId }, index) => {
      const turn = Math.floor(index / teams);
      const place = index % teams;
      return [userId, turn % 2 === 0 ? place : teams - 1 - place];
    }),
  );
}

/** The team that a late joiner comes to: the smallest, the first of several. */
export function smallestTeam(sizes: readonly number[]): number {
  return sizes.indexOf(Math.min(...sizes));
}

/**
 * What a team answers: what most of its members chose; of several, what was chosen first.
 * @param choices in the order in which they were given
 */
export function majority(choices: readonly (readonly number[])[]): readonly number[] | undefined {
  const counts = new Map<string, { choice: readonly number[]; count: number }>();
  for (const choice of choices) {
    const key = [...choice].join();
    const one = counts.get(key);
    if (one) one.count++;
    else counts.set(key, { choice, count: 1 });
  }
  let most: { choice: readonly number[]; count: number } | undefined;
  for (const one of counts.values()) if (!most || one.count > most.count) most = one;
  return most?.choice;
}
