/** Who stands where in a round. */
import type { Difficulty } from '../content/pack.ts';
import { worthOf } from './rules.ts';

export interface Place {
  /** a member's id, or a team's number from 0 */
  who: string;
  points: number;
  /** from 1; the same for equal points */
  rank: number;
}

/** The best first. Of equal points those with more right answers stand first, and have the same rank. */
export function rankPlayers(
  players: readonly { userId: string; points: number; right: number; lastPosition: number }[],
): Place[] {
  const played = players.filter(({ lastPosition }) => lastPosition >= 0);
  const sorted = played.sort((a, b) => b.points - a.points || b.right - a.right || (a.userId < b.userId ? -1 : 1));
  return ranked(sorted.map(({ userId, points }) => ({ who: userId, points })));
}

/** A team earns what a question is worth when what most of its members chose was right. @param teams how many there are */
export function rankTeams(
  questions: readonly { teamsRight: readonly number[] | null; difficulty: Difficulty }[],
  teams: number,
): Place[] {
  const points = Array.from({ length: teams }, () => 0);
  for (const { teamsRight, difficulty } of questions)
    for (const team of teamsRight ?? []) points[team] = (points[team] ?? 0) + worthOf(difficulty);
  const sorted = points.map((earned, team) => ({ who: String(team), points: earned }));
  return ranked(sorted.sort((a, b) => b.points - a.points));
}

function ranked(sorted: readonly Omit<Place, 'rank'>[]): Place[] {
  return sorted.map((place) => ({ ...place, rank: 1 + sorted.filter(({ points }) => points > place.points).length }));
}
