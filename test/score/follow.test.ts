import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import { type Db, openDatabase } from '../../src/db/open.ts';
import { answerSetAside, memberDomain } from '../../src/db/schema.ts';
import { FOLLOWERS } from '../../src/followers.ts';
import { findCard } from '../../src/review/store.ts';
import { type Following, createFollowing } from '../../src/score/following.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { NOON, createTestApp, questionNamed } from '../helpers/app.ts';
import { rebuild, withdrawAnswer } from '../helpers/follow.ts';
import { temporaryFolder } from '../helpers/packs.ts';
import { SCORES, countRows, dump } from '../helpers/rows.ts';

/** What follows the log; how a member stands with a question is kept as they answer. */
const FOLLOWED = SCORES.filter((table) => table !== 'answer' && table !== 'member_question');

interface Line {
  level: number;
  msg: string;
  answer?: number;
  follower?: string;
  count?: number;
}

/** Follows as one run of the program does, and keeps what it says. */
function follow(db: Db): { following: Following; lines: Line[] } {
  const lines: Line[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as Line) });
  const following = createFollowing({ db, followers: FOLLOWERS, now: () => NOON, log });
  onTestFinished(() => following.stop());
  return { following, lines };
}

/** Has every write of one member's totals fail. */
function breakFor(db: Db, userId: string, table = 'member_domain'): void {
  db.$client.exec(
    `create temp trigger fails_${userId} before insert on ${table} when new.user_id = '${userId}'
     begin select raise(abort, 'no room for ${userId}'); end`,
  );
}

let db: Db;
beforeEach(async () => {
  vi.useFakeTimers();
  ({ db } = await createTestApp());
});
afterEach(() => {
  vi.useRealTimers();
  db.$client.close();
});

describe('following in the background', () => {
  it('takes what is answered without anybody asking, and what was answered before the start', () => {
    giveAnswer(db);
    const { following } = follow(db);
    following.start();
    expect(countRows(db, 'member_domain')).toBe(1);
    giveAnswer(db, { userId: 'ben' });
    vi.advanceTimersByTime(1000);
    expect(countRows(db, 'member_domain')).toBe(2);
    following.stop();
    giveAnswer(db, { userId: 'eve' });
    vi.advanceTimersByTime(60_000);
    expect(countRows(db, 'member_domain')).toBe(2);
  });

  it('tells once of what has all answers wait, and makes it good later', () => {
    for (let i = 0; i < 3000; i++) giveAnswerOf(db, `member-${i}`);
    db.$client.pragma(`max_page_count = ${Number(db.$client.pragma('page_count', { simple: true }))}`);
    const { following, lines } = follow(db);
    following.start();
    vi.advanceTimersByTime(60_000);
    expect(lines.filter(({ level }) => level >= 50)).toMatchObject([{ msg: 'adding answers up failed; trying again' }]);
    expect(following.state().failingSince).toBe(NOON);
    expect(countRows(db, 'answer_set_aside')).toBe(0);
    db.$client.pragma('max_page_count = 1000000');
    vi.advanceTimersByTime(60_000);
    expect(lines.at(-1)?.msg).toBe('adding answers up goes on');
    expect(following.state()).toEqual({ waiting: 0, setAside: 0, failingSince: undefined });
    const kept = dump(db, FOLLOWED);
    rebuild(db);
    expect(dump(db, FOLLOWED)).toEqual(kept);
  });

  it('waits for no lock that another program holds, and takes the answers once it is free', async () => {
    vi.useRealTimers();
    const path = join(temporaryFolder(), 'study.db');
    const app = await createTestApp({ db: openDatabase(path) });
    const patience = app.db.$client.pragma('busy_timeout', { simple: true });
    const other = new Database(path);
    giveAnswer(app.db);
    other.exec('begin immediate');
    const began = performance.now();
    app.following.catchUp();
    await app.following.settle(50);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(countRows(app.db, 'member_domain')).toBe(0);
    other.exec('rollback');
    app.following.catchUp();
    expect(countRows(app.db, 'member_domain')).toBe(1);
    // Who has to write waits as long as ever.
    expect(app.db.$client.pragma('busy_timeout', { simple: true })).toBe(patience);
    other.close();
    app.db.$client.close();
  });
});

/** An answer that only fills the log: quicker than a real one. */
function giveAnswerOf(of: Db, userId: string): void {
  const { key, revision } = questionNamed(of, 'push-refused');
  of.$client
    .prepare(
      `insert into answer (guild_id, user_id, question_key, revision, mode, source, option_order, choice, answered_at, correct, points, rule)
       values ('1000', @userId, @key, @revision, 'quiz', 'test:' || @userId, '[0,1]', '[0]', ${NOON}, 1, 3, 'right')`,
    )
    .run({ userId, key, revision });
}

describe('a reader', () => {
  it('takes at most one batch, and nothing where the background has more to do than one', () => {
    for (let i = 0; i < 3000; i++) giveAnswerOf(db, `member-${i}`);
    const { following } = follow(db);
    following.start();
    const first = countRows(db, 'member_domain');
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(100);
    for (let i = 0; i < 100; i++) following.catchUp();
    expect(countRows(db, 'member_domain')).toBe(first);
    vi.advanceTimersByTime(60_000);
    expect(countRows(db, 'member_domain')).toBe(3000);
    giveAnswer(db, { userId: 'ada' });
    following.catchUp();
    expect(countRows(db, 'member_domain')).toBe(3001);
  });
});

describe('an answer that cannot be taken', () => {
  it('is set aside with nothing of it left anywhere, named once, and holds up nobody', () => {
    breakFor(db, 'ben');
    const ids = ['ada', 'ben', 'eve', 'ben', 'ada'].map(
      (userId) => giveAnswer(db, { userId, right: false, question: 'branch-is' }).answerId,
    );
    const { following, lines } = follow(db);
    following.start();
    vi.advanceTimersByTime(60_000);
    expect(db.select().from(answerSetAside).all()).toEqual(
      [ids[1], ids[3]].map((answerId) => ({
        answerId,
        follower: 'totals',
        error: 'SqliteError: no room for ben',
        failedAt: NOON,
      })),
    );
    expect(lines).toMatchObject(
      [ids[1], ids[3]].map((answer) => ({
        level: 50,
        answer,
        follower: 'totals',
        msg: 'an answer could not be added up: it is set aside and counts nowhere',
      })),
    );
    for (const table of ['member_day', 'points_total', 'review_card', 'member_ability', 'member_domain'])
      expect(db.$client.prepare(`select count(*) from ${table} where user_id = 'ben'`).pluck().get()).toBe(0);
    expect(db.select().from(memberDomain).all()).toMatchObject([
      { userId: 'ada', answers: 2 },
      { userId: 'eve', answers: 1 },
    ]);
    expect(following.state()).toEqual({ waiting: 0, setAside: 2, failingSince: undefined });
  });

  it.each([
    ['totals', 'member_domain'],
    ['review cards', 'review_card'],
    ['readiness', 'member_ability'],
  ])('by %s counts nowhere else either', (follower, table) => {
    breakFor(db, 'ben', table);
    giveAnswer(db, { userId: 'ben', right: false });
    const { following } = follow(db);
    following.start();
    vi.advanceTimersByTime(1000);
    expect(db.select().from(answerSetAside).all()).toMatchObject([{ follower }]);
    expect(
      ['member_domain', 'member_day', 'guild_topic', 'review_card', 'question_difficulty'].map((name) =>
        countRows(db, name),
      ),
    ).toEqual([0, 0, 0, 0, 0]);
  });

  it('is taken at the next start, and then everything is as after a rebuild', () => {
    breakFor(db, 'ben');
    giveAnswer(db, { userId: 'ben', right: false, question: 'branch-is' });
    giveAnswer(db, { userId: 'ada', question: 'branch-is' });
    const first = follow(db);
    first.following.start();
    vi.advanceTimersByTime(1000);
    db.$client.exec('drop trigger fails_ben');
    giveAnswer(db, { userId: 'ben', question: 'commit-what', at: NOON + 1000 });
    vi.advanceTimersByTime(60_000);
    expect(countRows(db, 'answer_set_aside')).toBe(1);
    first.following.stop();
    const second = follow(db);
    second.following.start();
    vi.advanceTimersByTime(1000);
    expect(second.lines).toMatchObject([{ level: 50, count: 1 }]);
    expect(countRows(db, 'answer_set_aside')).toBe(0);
    const tables = ['member_domain', 'member_day', 'points_total', 'guild_topic', 'review_card'];
    const kept = dump(db, tables);
    rebuild(db);
    expect(dump(db, tables)).toEqual(kept);
  });

  it('that is taken late makes the card that it would have made', () => {
    breakFor(db, 'ben', 'review_card');
    giveAnswer(db, { userId: 'ben', right: false, question: 'branch-is' });
    const first = follow(db);
    first.following.start();
    vi.advanceTimersByTime(1000);
    db.$client.exec('drop trigger fails_ben');
    giveAnswer(db, { userId: 'ben', question: 'branch-is', mode: 'review', at: NOON + 1000 });
    vi.advanceTimersByTime(1000);
    first.following.stop();
    follow(db).following.start();
    vi.advanceTimersByTime(1000);
    const { key } = questionNamed(db, 'branch-is');
    const kept = findCard(db, 'ben', key);
    expect(kept).toMatchObject({ createdAt: NOON, reps: 1 });
    rebuild(db);
    expect(findCard(db, 'ben', key)).toEqual(kept);
  });

  it('stays aside where it still cannot be taken, and is not told of again', () => {
    breakFor(db, 'ben');
    giveAnswer(db, { userId: 'ben' });
    const first = follow(db);
    first.following.start();
    vi.advanceTimersByTime(1000);
    first.following.stop();
    const second = follow(db);
    second.following.start();
    vi.advanceTimersByTime(60_000);
    expect(second.lines).toHaveLength(1);
    expect(countRows(db, 'answer_set_aside')).toBe(1);
  });

  it('and is withdrawn is gone for good', () => {
    breakFor(db, 'ben');
    const { answerId } = giveAnswer(db, { userId: 'ben', mode: 'review' });
    const first = follow(db);
    first.following.start();
    vi.advanceTimersByTime(1000);
    db.$client.exec('drop trigger fails_ben');
    withdrawAnswer(db, answerId, NOON);
    first.following.stop();
    follow(db).following.start();
    vi.advanceTimersByTime(1000);
    expect([countRows(db, 'answer_set_aside'), countRows(db, 'member_domain')]).toEqual([0, 0]);
  });

  it('does not keep its neighbours in the batch from being taken, wherever it stands', () => {
    breakFor(db, 'ben');
    for (let i = 0; i < 200; i++) giveAnswer(db, { userId: i % 37 === 5 ? 'ben' : 'ada', at: NOON + i });
    const { following } = follow(db);
    following.start();
    vi.advanceTimersByTime(60_000);
    expect(db.select().from(memberDomain).all()).toMatchObject([{ userId: 'ada', answers: 194 }]);
    expect(following.state().setAside).toBe(6);
  });
});
