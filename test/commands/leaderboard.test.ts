import { beforeEach, describe, expect, it } from 'vitest';
import { setTimeZone } from '../../src/guild/store.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { GUILD, NOON, type TestApp, createTestApp } from '../helpers/app.ts';
import { controls, idOf, labels, press, run, suggest, words } from '../helpers/commands.ts';

const DAY = 24 * 60 * 60 * 1000;

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

/** Members with 30, 29, … points of all time and this week. */
function fill(members: number): void {
  const insert = app.db.$client.prepare('insert into points_total values (?, ?, ?, ?, ?)');
  for (let index = 0; index < members; index++) {
    for (const period of ['all', 'week:2026-11-23']) insert.run(GUILD, period, 'all', `u${index + 10}`, 30 - index);
  }
}

describe('/leaderboard', () => {
  it('shows this week to everybody, with ranks, names and points', async () => {
    giveAnswer(app.db);
    giveAnswer(app.db, { userId: 'ben', question: 'commit-what' });
    const reply = await run(app, 'leaderboard');
    expect(reply.private ?? false).toBe(false);
    expect(words(reply)).toBe(
      [
        'Leaderboard · This week',
        '🥇 **1.** <@ada> · 3 points',
        '🥈 **2.** <@ben> · 1 point',
        'A day begins at midnight, UTC',
      ].join('\n'),
    );
    expect(labels(reply).slice(0, 4)).toEqual(['Today', 'Week', 'Month', 'Ever']);
    expect(controls(reply).find(({ label }) => label === 'Week')?.disabled).toBe(true);
    expect(labels(reply)).not.toContain('Next ▶');
  });

  it('of nobody says how to be the first', async () => {
    expect(words(await run(app, 'leaderboard'))).toBe(
      'Leaderboard · This week\nNobody has points here yet. Be the first: `/quiz`\nA day begins at midnight, UTC',
    );
  });

  it('tells who has no points yet how to get some', async () => {
    giveAnswer(app.db);
    expect(words(await run(app, 'leaderboard', {}, { userId: 'eve' }))).toContain(
      '<@eve> has no points here yet. `/quiz`',
    );
  });

  it.each([
    ['today', 3],
    ['week', 6],
    ['month', 8],
    ['all', 10],
  ])('counts for "%s" %d points of answers from now back to two months ago', async (period, points) => {
    const thursday = Date.UTC(2026, 10, 26, 12);
    app.setNow(thursday);
    giveAnswer(app.db, { at: thursday - 60 * DAY, question: 'branch-is' });
    giveAnswer(app.db, { at: thursday - 7 * DAY, question: 'commit-what' });
    giveAnswer(app.db, { at: thursday - 5 * DAY, question: 'commit-named-by-hash' });
    giveAnswer(app.db, { at: thursday - 3 * DAY, question: 'branch-facts' });
    giveAnswer(app.db, { at: thursday, question: 'push-refused' });
    expect(words(await run(app, 'leaderboard', { period }))).toContain(`<@ada> · ${points} points`);
  });

  it("has days that begin at midnight in the server's time zone", async () => {
    setTimeZone(app.db, GUILD, 'Pacific/Auckland');
    giveAnswer(app.db, { at: Date.UTC(2026, 10, 23, 10, 59) });
    app.setNow(Date.UTC(2026, 10, 23, 11));
    expect(words(await run(app, 'leaderboard', { period: 'today' }))).toContain('Nobody has points here yet');
    expect(words(await run(app, 'leaderboard', { period: 'week' }))).toContain(
      'A day begins at midnight, Pacific/Auckland',
    );
    app.setNow(Date.UTC(2026, 10, 23, 10, 59, 59));
    expect(words(await run(app, 'leaderboard', { period: 'today' }))).toContain('<@ada> · 3 points');
  });

  it('takes a topic or a domain', async () => {
    giveAnswer(app.db);
    expect(words(await run(app, 'leaderboard', { topic: 'Remotes' }))).toMatch(
      /^Leaderboard · This week · Remotes\n🥇 \*\*1\.\*\* <@ada> · 3/,
    );
    expect(words(await run(app, 'leaderboard', { topic: 'commit' }))).toContain('Nobody has points here yet');
    await expect(run(app, 'leaderboard', { topic: 'pizza' })).rejects.toThrow('No topic fits `pizza`.');
    expect((await suggest(app, 'leaderboard', 'topic', ''))[0]).toMatchObject({ value: 'domain/git/history' });
  });

  it('belongs to a server', async () => {
    await expect(run(app, 'leaderboard', {}, { guildId: null })).rejects.toThrow('A leaderboard belongs to a server.');
    giveAnswer(app.db, { guildId: '1001' });
    expect(words(await run(app, 'leaderboard'))).toContain('Nobody has points here yet');
  });
});

describe('the pages of a leaderboard', () => {
  it('hold ten members each, with the own rank below', async () => {
    fill(23);
    const first = await run(app, 'leaderboard', { period: 'all' }, { userId: 'u32' });
    expect(words(first).match(/<@/g)).toHaveLength(11);
    expect(words(first)).toContain('\n\n**23.** <@u32> · 8 points');
    expect(words(first)).toContain('Page 1 of 3 · Since the start');
    expect(turning(first)).toEqual([true, false]);
    const second = await press(app, idOf(first, 'Next ▶'));
    expect(words(second)).toContain('**11.** <@u20> · 20 points');
    expect(turning(second)).toEqual([false, false]);
    const third = await press(app, idOf(second, 'Next ▶'));
    expect(words(third)).toMatch(/\*\*23\.\*\* <@u32> · 8 points\n/);
    expect(turning(third)).toEqual([false, true]);
    expect(words(await press(app, idOf(third, '◀ Previous')))).toBe(words(second));
  });

  it('turn in place for who asked, and for others in a message of their own', async () => {
    fill(11);
    const id = idOf(await run(app, 'leaderboard'), 'Next ▶');
    const onPublic = { onPrivateMessage: false };
    expect(await press(app, id, { ...onPublic, isAskers: true })).toMatchObject({ private: false, update: true });
    expect(await press(app, id, { ...onPublic, isAskers: false })).toMatchObject({ private: true, update: false });
    // A board of one's own, which another board's button has opened, is asked for by nobody.
    expect(await press(app, id, { onPrivateMessage: true, isAskers: false })).toMatchObject({ update: true });
  });

  it('keep their topic as they turn', async () => {
    const insert = app.db.$client.prepare('insert into points_total values (?, ?, ?, ?, ?)');
    for (let index = 0; index < 12; index++)
      insert.run(GUILD, 'all', 'domain/git/remotes', `u${index + 10}`, 30 - index);
    const first = await run(app, 'leaderboard', { period: 'all', topic: 'Remotes' });
    const second = await press(app, idOf(first, 'Next ▶'));
    expect(words(second)).toMatch(/^Leaderboard · All time · Remotes\n\*\*11\.\*\* <@u20>/);
  });

  it('that are no longer there show the last one that is', async () => {
    fill(11);
    const id = idOf(await run(app, 'leaderboard'), 'Next ▶');
    app.advance(7 * DAY);
    giveAnswer(app.db, { at: NOON + 7 * DAY });
    expect(words(await press(app, id))).toContain('🥇 **1.** <@ada> · 3 points');
  });

  it.each(['leaderboard:page:all:all:-1', 'leaderboard:page'])(
    'that never were, as %s, show one that is',
    async (id) => {
      fill(11);
      expect(words(await press(app, id))).toMatch(/<@u\d+> · \d+ points/);
    },
  );
});

describe('the buttons and the menu of a leaderboard', () => {
  it('turn it to another period, and keep what it is about', async () => {
    giveAnswer(app.db);
    const board = await run(app, 'leaderboard', { topic: 'Remotes' });
    const today = await press(app, idOf(board, 'Today'));
    expect(words(today)).toMatch(/^Leaderboard · Today · Remotes\n🥇/);
    expect(controls(today).find(({ label }) => label === 'Today')?.disabled).toBe(true);
    expect(words(await press(app, idOf(today, 'Month')))).toMatch(/^Leaderboard · This month · Remotes\n🥇/);
  });

  it('turn it to another subject, and keep the period', async () => {
    giveAnswer(app.db);
    const board = await press(app, idOf(await run(app, 'leaderboard'), 'Ever'));
    const menu = controls(board).find(({ options }) => options);
    expect(menu?.options?.map(({ label }) => label)).toEqual(['Everything', 'History', 'Remotes']);
    const history = await press(app, menu?.custom_id ?? '', { values: ['domain/git/history'] });
    expect(words(history)).toMatch(/^Leaderboard · All time · History\nNobody/);
    const chosen = controls(history).find(({ options }) => options)?.options as { default?: boolean; label: string }[];
    expect(chosen.filter((option) => option.default).map(({ label }) => label)).toEqual(['History']);
  });

  it('name a topic that it is about, too', async () => {
    const board = await run(app, 'leaderboard', { topic: 'Pushing' });
    expect(
      controls(board)
        .find(({ options }) => options)
        ?.options?.map(({ label }) => label),
    ).toEqual(['Everything', 'History', 'Remotes', 'Pushing']);
  });

  it('are each a control of its own on every page', async () => {
    fill(23);
    let board = await run(app, 'leaderboard');
    for (let page = 0; page < 3; page++) {
      const ids = controls(board).map(({ custom_id: id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      if (page < 2) board = await press(app, idOf(board, 'Next ▶'));
    }
  });
});

/** Which of the two buttons that turn pages are disabled. */
function turning(reply: Parameters<typeof controls>[0]): boolean[] {
  return controls(reply)
    .filter(({ label }) => label === '◀ Previous' || label === 'Next ▶')
    .map(({ disabled }) => disabled ?? false);
}
