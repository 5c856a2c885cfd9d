import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import { NO_GUILD } from '../../src/guild/no-guild.ts';
import { setTimeZone } from '../../src/guild/store.ts';
import { lastAnswers } from '../../src/score/record-store.ts';
import { PAYS_AGAIN_AFTER_MS } from '../../src/question/points.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { GUILD, NOON, createTestApp, questionNamed } from '../helpers/app.ts';
import { SCORES, countRows, dump } from '../helpers/rows.ts';
import { followLog } from '../helpers/follow.ts';

let db: Db;
beforeEach(async () => {
  ({ db } = await createTestApp());
});

const totals = () =>
  db.$client
    .prepare<[], { key: string; points: number }>(
      "select guild_id || '/' || period || '/' || subject || '/' || user_id as key, points from points_total",
    )
    .all();

describe('an answer', () => {
  it('is written down as it was given', () => {
    const { answerId } = giveAnswer(db, { question: 'branch-facts', at: NOON + 5, source: 'quiz:abc:0' });
    const { key, revision } = questionNamed(db, 'branch-facts');
    const row = db.$client.prepare('select * from answer where id = ?').get(answerId);
    expect(row).toEqual({
      id: answerId,
      guild_id: GUILD,
      format: null,
      confidence: null,
      user_id: 'ada',
      question_key: key,
      revision,
      mode: 'quiz',
      source: 'quiz:abc:0',
      option_order: '[0,1,2]',
      choice: '[0,1]',
      typed: null,
      answered_at: NOON + 5,
      correct: 1,
      points: 3,
      rule: 'right',
    });
  });

  it('pays once in 30 days, and again after them', () => {
    const rules = [
      0,
      1,
      PAYS_AGAIN_AFTER_MS - 1,
      PAYS_AGAIN_AFTER_MS,
      PAYS_AGAIN_AFTER_MS + 1,
      2 * PAYS_AGAIN_AFTER_MS,
    ].map((wait) => giveAnswer(db, { at: NOON + wait }).rule);
    expect(rules).toEqual(['right', 'practice', 'practice', 'right', 'practice', 'right']);
  });

  it('that is wrong starts no 30 days', () => {
    giveAnswer(db, { right: false });
    expect(giveAnswer(db, { at: NOON + 1 })).toMatchObject({ rule: 'right', points: 3 });
  });

  it('that is wrong does not end the 30 days either', () => {
    giveAnswer(db);
    giveAnswer(db, { right: false, at: NOON + 1 });
    expect(giveAnswer(db, { at: NOON + 2 })).toMatchObject({ rule: 'practice', points: 0 });
  });

  it('pays in each server, and in direct messages, by itself', () => {
    expect([GUILD, '1001', NO_GUILD].map((guildId) => giveAnswer(db, { guildId }).points)).toEqual([3, 3, 3]);
    expect(giveAnswer(db, { guildId: '1001' }).rule).toBe('practice');
  });

  it('pays each member and each question by itself', () => {
    expect(giveAnswer(db, { userId: 'ben' }).points + giveAnswer(db).points).toBe(6);
    expect(giveAnswer(db, { question: 'commit-what' }).points).toBe(1);
  });

  it('to the same thing a second time changes nothing and says what the first one earned', () => {
    const first = giveAnswer(db, { source: 'quiz:abc:0' });
    followLog(db);
    const before = dump(db, SCORES);
    const again = giveAnswer(db, { source: 'quiz:abc:0', right: false, at: NOON + PAYS_AGAIN_AFTER_MS });
    followLog(db);
    expect(again).toEqual({ ...first, isNew: false });
    expect(dump(db, SCORES)).toEqual(before);
  });

  it('to the same thing by somebody else counts', () => {
    giveAnswer(db, { source: 'daily:1' });
    expect(giveAnswer(db, { source: 'daily:1', userId: 'ben' })).toMatchObject({ isNew: true, points: 3 });
  });

  it.each([
    'choice',
    'answered_at',
    'user_id',
    'guild_id',
    'question_key',
    'revision',
    'mode',
    'source',
    'option_order',
  ])('refuses to have its %s changed', (column) => {
    giveAnswer(db);
    const before = dump(db, ['answer']);
    expect(() => db.$client.prepare(`update answer set ${column} = '0'`).run()).toThrow('an answer is never changed');
    expect(dump(db, ['answer'])).toEqual(before);
  });

  it('counts for the day, week, month and all time, each for everything, its pack, its topic and its domain', () => {
    giveAnswer(db);
    followLog(db);
    const periods = ['all', 'day:2026-11-23', 'month:2026-11', 'week:2026-11-23'];
    const subjects = ['all', 'domain/git/remotes', 'pack/git', 'topic/git/push'];
    const keys = periods.flatMap((period) => subjects.map((subject) => `${GUILD}/${period}/${subject}/ada`));
    expect(totals().sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(keys.sort().map((key) => ({ key, points: 3 })));
  });

  it("falls on the day of the server's time zone", () => {
    setTimeZone(db, GUILD, 'Pacific/Auckland');
    giveAnswer(db, { at: Date.UTC(2026, 10, 29, 11) });
    followLog(db);
    const periods = new Set(totals().map(({ key }) => key.split('/')[1]));
    expect([...periods].sort()).toEqual(['all', 'day:2026-11-30', 'month:2026-11', 'week:2026-11-30']);
  });

  it('without points leaves no row on a leaderboard', () => {
    giveAnswer(db, { right: false });
    followLog(db);
    expect(countRows(db, 'answer')).toBe(1);
    expect(totals()).toEqual([]);
  });
});

describe('the totals', () => {
  it('take in each answer once, however often they are brought up to date', () => {
    giveAnswer(db);
    followLog(db);
    const before = dump(db, SCORES);
    followLog(db);
    expect(dump(db, SCORES)).toEqual(before);
  });

  it('take in more answers than one batch holds', () => {
    for (let index = 0; index < 250; index++) giveAnswer(db, { userId: `member ${index}` });
    followLog(db);
    expect(countRows(db, 'member_day')).toBe(250);
  });
});

describe('the last answers', () => {
  it('are those of one member in one server, newest first', () => {
    giveAnswer(db, { at: NOON, question: 'commit-what' });
    giveAnswer(db, { at: NOON + 1, right: false });
    giveAnswer(db, { at: NOON + 2, userId: 'ben' });
    giveAnswer(db, { at: NOON + 3, guildId: '1001' });
    expect(lastAnswers(db, GUILD, 'ada', { limit: 10, withPrivate: true })).toMatchObject([
      { answeredAt: NOON + 1, correct: false, points: 0, rule: 'wrong' },
      { answeredAt: NOON, correct: true, points: 1, rule: 'right' },
    ]);
    expect(lastAnswers(db, GUILD, 'ada', { limit: 1, withPrivate: true })).toHaveLength(1);
  });

  it('leave exams and reviews out where they are not for the member alone', () => {
    for (const [wait, mode] of (['quiz', 'exam', 'daily', 'review'] as const).entries())
      giveAnswer(db, { at: NOON + wait, mode });
    const modes = (withPrivate: boolean) =>
      lastAnswers(db, GUILD, 'ada', { limit: 9, withPrivate }).map(({ mode }) => mode);
    expect(modes(true)).toEqual(['review', 'daily', 'exam', 'quiz']);
    expect(modes(false)).toEqual(['daily', 'quiz']);
  });
});
