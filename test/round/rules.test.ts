import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIFFICULTIES } from '../../src/content/pack.ts';
import {
  addPoints,
  draft,
  isWorthDiscussing,
  majority,
  pointsFor,
  secondsFor,
  smallestTeam,
  worthOf,
} from '../../src/round/rules.ts';

const difficulty = fc.constantFrom(...DIFFICULTIES);
const given = fc.record({
  correct: fc.boolean(),
  sure: fc.boolean(),
  left: fc.double({ min: -1, max: 2, noNaN: true }),
});

describe('the points of a round', () => {
  it('are ten times the worth on the boards, doubled for whoever is sure', () => {
    expect(DIFFICULTIES.map(worthOf)).toEqual([10, 20, 30]);
    expect(pointsFor({ correct: true, sure: false, left: 1 }, 'understanding', 'calm')).toBe(20);
    expect(pointsFor({ correct: true, sure: true, left: 0 }, 'understanding', 'calm')).toBe(40);
    expect(pointsFor({ correct: false, sure: false, left: 1 }, 'understanding', 'calm')).toBe(0);
    expect(pointsFor({ correct: false, sure: true, left: 1 }, 'understanding', 'calm')).toBe(-20);
  });

  it('do not depend on time unless it is a race', () => {
    fc.assert(
      fc.property(given, fc.double({ min: 0, max: 1, noNaN: true }), difficulty, (one, left, level) => {
        expect(pointsFor(one, level, 'calm')).toBe(pointsFor({ ...one, left }, level, 'calm'));
      }),
    );
  });

  it('give at most a third more for speed, and the quicker the more', () => {
    fc.assert(
      fc.property(given, fc.double({ min: 0, max: 1, noNaN: true }), difficulty, (one, left, level) => {
        const calm = pointsFor(one, level, 'calm');
        const race = pointsFor(one, level, 'race');
        expect(race).toBeGreaterThanOrEqual(calm);
        expect(race).toBeLessThanOrEqual(Math.max(calm, (calm * 4) / 3));
        const quicker = pointsFor({ ...one, left: Math.max(one.left, left) }, level, 'race');
        expect(quicker).toBeGreaterThanOrEqual(race);
      }),
    );
    expect(pointsFor({ correct: true, sure: true, left: 1 }, 'applying', 'race')).toBe(80);
  });

  it('never bring anybody below zero', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(given, difficulty)), (answers) => {
        let total = 0;
        for (const [one, level] of answers) {
          total = addPoints(total, pointsFor(one, level, 'calm'));
          expect(total).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe('the time for a question', () => {
  it('is longer for a longer and a harder one, within 15 and 120 seconds, in steps of five', () => {
    const content = (length: number, level: (typeof DIFFICULTIES)[number]) =>
      ({ prompt: 'x'.repeat(length), options: [{ text: 'yes' }, { text: 'no' }], difficulty: level }) as never;
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), difficulty, (one, other, level) => {
        const [short, long] = [Math.min(one, other), Math.max(one, other)];
        const seconds = secondsFor(content(short, level));
        expect(seconds).toBeGreaterThanOrEqual(15);
        expect(seconds).toBeLessThanOrEqual(120);
        expect(seconds % 5).toBe(0);
        expect(secondsFor(content(long, level))).toBeGreaterThanOrEqual(seconds);
      }),
    );
    expect(secondsFor(content(100, 'applying'))).toBeGreaterThan(secondsFor(content(100, 'recall')));
  });
});

describe('a discussion', () => {
  it('is held where 30 to 70 percent of three or more were right', () => {
    expect([0, 1, 2, 3].map((right) => isWorthDiscussing(right, 3))).toEqual([false, true, true, false]);
    expect([2, 3, 7, 8].map((right) => isWorthDiscussing(right, 10))).toEqual([false, true, true, false]);
    expect(isWorthDiscussing(1, 2)).toBe(false);
  });
});

describe('teams', () => {
  const players = fc.uniqueArray(
    fc.record({ userId: fc.string(), ability: fc.double({ min: -3, max: 3, noNaN: true }) }),
    {
      selector: ({ userId }) => userId,
      maxLength: 40,
    },
  );

  it('are equal in number, and nearly in strength', () => {
    fc.assert(
      fc.property(players, fc.integer({ min: 2, max: 6 }), (all, teams) => {
        const drawn = draft(all, teams);
        const sizes = Array.from({ length: teams }, () => 0);
        const strength = Array.from({ length: teams }, () => 0);
        for (const { userId, ability } of all) {
          const team = drawn.get(userId)!;
          sizes[team]!++;
          strength[team]! += ability;
        }
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        // A snake draft leaves two full teams no farther apart than the strongest and the weakest member are.
        const spread = Math.max(...all.map(({ ability }) => ability)) - Math.min(...all.map(({ ability }) => ability));
        if (all.length > 0 && all.length % teams === 0)
          expect(Math.max(...strength) - Math.min(...strength)).toBeLessThanOrEqual(spread + 1e-9);
      }),
    );
  });

  it('take turns from the first to the last and back, the strongest first', () => {
    const players = [3, 6, 1, 5, 2, 4].map((ability) => ({ userId: String(ability), ability }));
    const drawn = draft(players, 3);
    expect(['6', '5', '4', '3', '2', '1'].map((userId) => drawn.get(userId))).toEqual([0, 1, 2, 2, 1, 0]);
    expect(players.map(({ ability }) => ability)).toEqual([3, 6, 1, 5, 2, 4]);
  });

  it('fill the smallest with whoever comes late', () => {
    expect(smallestTeam([3, 2, 2])).toBe(1);
  });

  it('answer what most of them chose; of several, what was chosen first', () => {
    expect(majority([[0], [1], [1]])).toEqual([1]);
    expect(majority([[2], [0], [0], [2]])).toEqual([2]);
    expect(majority([])).toBeUndefined();
  });
});
