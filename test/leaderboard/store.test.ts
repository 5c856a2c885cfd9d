import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { type Scope, countMembers, findPlace, findStanding, listStandings } from '../../src/leaderboard/store.ts';
import { openEmpty } from '../helpers/imported.ts';

const SCOPE: Scope = { guildId: '1000', period: 'all', subject: 'all' };

let db: Db;
beforeEach(() => {
  db = openEmpty();
});

function put(points: readonly number[], scope = SCOPE): void {
  db.$client.prepare('delete from points_total where guild_id = ?').run(scope.guildId);
  const insert = db.$client.prepare('insert into points_total values (?, ?, ?, ?, ?)');
  points.forEach((earned, index) => insert.run(scope.guildId, scope.period, scope.subject, `u${index + 10}`, earned));
}

const ranks = (limit: number, offset: number) => listStandings(db, SCOPE, limit, offset).map(({ rank }) => rank);

describe('the standings', () => {
  it.each([
    ['nobody', [], []],
    ['one', [5], [1]],
    ['different points', [5, 9, 7], [1, 2, 3]],
    ['two first', [9, 9, 7], [1, 1, 3]],
    ['a tie in the middle', [9, 7, 7, 7, 5], [1, 2, 2, 2, 5]],
    ['all alike', [3, 3, 3], [1, 1, 1]],
  ])('of %s have fair ranks', (_, points, expected) => {
    put(points);
    expect(ranks(10, 0)).toEqual(expected);
  });

  it('go over the borders of pages, with ties across them', () => {
    put([...Array.from({ length: 9 }, (_, index) => 100 - index), 50, 50, 50, 10]);
    expect(ranks(10, 0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(ranks(10, 10)).toEqual([10, 10, 13]);
    expect(ranks(10, 20)).toEqual([]);
  });

  it('keep members with equal points in one order, so that none is on two pages', () => {
    put(Array.from({ length: 25 }, () => 7));
    const ids = [0, 10, 20].flatMap((offset) => listStandings(db, SCOPE, 10, offset).map(({ userId }) => userId));
    expect(new Set(ids).size).toBe(25);
  });

  it('are those of a sorted list, page by page, and the own one among them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 45 }), (points) => {
        put(points);
        const expected = points
          .map((earned, index) => ({ userId: `u${index + 10}`, points: earned }))
          .map((one) => ({ ...one, rank: 1 + points.filter((other) => other > one.points).length }))
          .sort((a, b) => b.points - a.points || (a.userId < b.userId ? -1 : 1));
        const pages = [0, 10, 20, 30, 40].flatMap((offset) => listStandings(db, SCOPE, 10, offset));
        expect(pages).toEqual(expected);
        for (const one of expected) expect(findStanding(db, SCOPE, one.userId)).toEqual(one);
        expect(countMembers(db, SCOPE)).toBe(points.length);
      }),
      { numRuns: 50 },
    );
  });

  it('are those of a sorted list also without what somebody has just earned, and name who is next', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 20 }),
        fc.nat(12),
        (points, earned) => {
          put(points);
          const [own = 0, ...others] = points;
          const rankWith = (had: number) => 1 + others.filter((other) => other > had).length;
          const place = findPlace(db, SCOPE, 'u10', Math.min(earned, own));
          expect(place).toMatchObject({ points: own, rank: rankWith(own) });
          expect(place?.rankBefore).toBe(earned < own ? rankWith(own - earned) : undefined);
          const above = others.filter((other) => other > own);
          expect(place?.next?.points).toBe(above.length > 0 ? Math.min(...above) : undefined);
          if (place?.next) expect(points[Number(place.next.userId.slice(1)) - 10]).toBe(place.next.points);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('have no place for who has no points', () => {
    put([5]);
    expect(findStanding(db, SCOPE, 'nobody')).toBeUndefined();
    expect(findPlace(db, SCOPE, 'nobody', 0)).toBeUndefined();
  });

  it.each([
    ['server', { guildId: '1001' }],
    ['period', { period: 'week:2026-11-23' }],
    ['subject', { subject: 'topic/git/push' }],
  ])('of another %s are not mixed in', (_, other) => {
    put([5, 3]);
    expect(listStandings(db, { ...SCOPE, ...other }, 10, 0)).toEqual([]);
    expect(countMembers(db, { ...SCOPE, ...other })).toBe(0);
    expect(findStanding(db, { ...SCOPE, ...other }, 'u10')).toBeUndefined();
  });
});

describe('a query for the leaderboard', () => {
  /** What SQLite does for each statement that is prepared while `work` runs. */
  function plansOf(work: (fresh: Db) => void): { sql: string; plan: string[] }[] {
    const fresh = openEmpty();
    const prepared: string[] = [];
    const prepare = fresh.$client.prepare.bind(fresh.$client);
    fresh.$client.prepare = (sql: string) => {
      prepared.push(sql);
      return prepare(sql);
    };
    work(fresh);
    fresh.$client.prepare = prepare;
    return prepared.map((sql) => {
      const parameters = sql
        .split('?')
        .slice(1)
        .map(() => null);
      const rows = prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[];
      return { sql, plan: rows.map(({ detail }) => detail) };
    });
  }

  it('goes through an index, without a scan and without sorting', () => {
    const plans = plansOf((fresh) => {
      listStandings(fresh, SCOPE, 10, 0);
      findStanding(fresh, SCOPE, 'ada');
      countMembers(fresh, SCOPE);
      findPlace(fresh, SCOPE, 'ada', 3);
    });
    expect(plans).toHaveLength(5);
    for (const { sql, plan } of plans) {
      expect(sql).toContain('points_total');
      expect(plan.join('\n')).toMatch(/^SEARCH points_total USING .*(INDEX|PRIMARY KEY)/);
      expect(plan.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
    }
    const sorted = plans.filter(({ sql }) => sql.includes('order by'));
    expect(sorted).toHaveLength(2);
    for (const { plan } of sorted) expect(plan).toEqual([expect.stringContaining('COVERING INDEX points_total_rank')]);
  });
});
