import { describe, expect, it } from 'vitest';
import { rankPlayers, rankTeams } from '../../src/round/standing.ts';

const player = (userId: string, points: number, right: number, lastPosition = 0) => ({
  userId,
  points,
  right,
  lastPosition,
});

describe('who stands where in a round', () => {
  it('goes by points; the same points are the same rank, with more right answers first', () => {
    const places = rankPlayers([
      player('ada', 20, 1),
      player('ben', 40, 2),
      player('chidi', 20, 2),
      player('dina', 0, 0),
    ]);
    expect(places).toEqual([
      { who: 'ben', points: 40, rank: 1 },
      { who: 'chidi', points: 20, rank: 2 },
      { who: 'ada', points: 20, rank: 2 },
      { who: 'dina', points: 0, rank: 4 },
    ]);
  });

  it('is the same whatever order they come in', () => {
    const same = [player('ben', 10, 1), player('ada', 10, 1)];
    expect(rankPlayers(same).map(({ who }) => who)).toEqual(['ada', 'ben']);
    expect(rankPlayers(same.toReversed()).map(({ who }) => who)).toEqual(['ada', 'ben']);
  });

  it('leaves out whoever joined and never answered', () => {
    expect(rankPlayers([player('ada', 0, 0, -1), player('ben', 0, 0, 0)])).toEqual([
      { who: 'ben', points: 0, rank: 1 },
    ]);
  });

  it('gives a team what each question is worth that it had right', () => {
    const questions = [
      { teamsRight: [0, 2], difficulty: 'recall' },
      { teamsRight: [2], difficulty: 'applying' },
      { teamsRight: null, difficulty: 'applying' },
    ] as const;
    expect(rankTeams(questions, 3)).toEqual([
      { who: '2', points: 40, rank: 1 },
      { who: '0', points: 10, rank: 2 },
      { who: '1', points: 0, rank: 3 },
    ]);
  });
});
