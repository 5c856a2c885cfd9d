import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { NO_GUILD } from '../../src/guild/no-guild.ts';
import { findPoints, listDomainTotals } from '../../src/profile/store.ts';
import { listActiveDays } from '../../src/daily/streak-store.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { GUILD, NOON, createTestApp } from '../helpers/app.ts';
import { followLog } from '../helpers/follow.ts';

const DAY = 24 * 60 * 60 * 1000;

let db: Db;
beforeEach(async () => {
  ({ db } = await createTestApp());
  giveAnswer(db, { question: 'commit-what', at: NOON - 2 * DAY });
  giveAnswer(db, { question: 'branch-is', at: NOON - DAY, right: false });
  giveAnswer(db, { question: 'push-refused', at: NOON });
  giveAnswer(db, { question: 'push-refused', at: NOON });
  giveAnswer(db, { question: 'branch-facts', userId: 'ben' });
  giveAnswer(db, { question: 'branch-facts', guildId: NO_GUILD });
  followLog(db);
});

describe('a profile', () => {
  it('has the points of one member in one server', () => {
    expect([findPoints(db, GUILD, 'ada'), findPoints(db, GUILD, 'ben'), findPoints(db, NO_GUILD, 'ada')]).toEqual([
      4, 3, 3,
    ]);
    expect(findPoints(db, GUILD, 'eve')).toBe(0);
    expect(findPoints(db, '1001', 'ada')).toBe(0);
  });

  it('has the answers in each domain', () => {
    expect(listDomainTotals(db, GUILD, 'ada', true)).toEqual([
      { packId: 'git', domain: 'history', answers: 2, correct: 1 },
      { packId: 'git', domain: 'remotes', answers: 2, correct: 2 },
    ]);
  });

  it('has of exams and reviews nothing where it is not for the member alone', () => {
    giveAnswer(db, { question: 'commit-what', mode: 'exam' });
    giveAnswer(db, { question: 'commit-what', mode: 'review', right: false });
    giveAnswer(db, { userId: 'eve', mode: 'exam' });
    followLog(db);
    expect(listDomainTotals(db, GUILD, 'ada', true)[0]).toMatchObject({ domain: 'history', answers: 4, correct: 2 });
    expect(listDomainTotals(db, GUILD, 'ada', false)).toEqual([
      { packId: 'git', domain: 'history', answers: 2, correct: 1 },
      { packId: 'git', domain: 'remotes', answers: 2, correct: 2 },
    ]);
    expect(listDomainTotals(db, GUILD, 'eve', false)).toEqual([]);
  });

  it('has the days with answers, right or wrong, newest first and each once', () => {
    expect(listActiveDays(db, GUILD, 'ada')).toEqual(['2026-11-23', '2026-11-22', '2026-11-21']);
    expect(listActiveDays(db, NO_GUILD, 'ada')).toEqual(['2026-11-23']);
  });
});
