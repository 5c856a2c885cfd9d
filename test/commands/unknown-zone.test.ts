import pino from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.ts';
import { setTimeZone } from '../../src/guild/store.ts';
import { giveAnswer } from '../helpers/answers.ts';
import { FIXTURE_PACKS, GUILD, NOON, type TestApp, createTestApp } from '../helpers/app.ts';
import { run, words } from '../helpers/commands.ts';

const OTHER = '1001';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
  setTimeZone(app.db, OTHER, 'Mars/Base');
  for (const guildId of [OTHER, GUILD]) giveAnswer(app.db, { guildId, question: 'branch-is' });
});

describe('a server with a time zone that this Node.js does not know', () => {
  it.each([OTHER, GUILD])('has every command answered as any other, in it and elsewhere (%s)', async (guildId) => {
    const here = { guildId };
    expect(words(await run(app, 'leaderboard', {}, here))).toContain('<@ada> · 2 points');
    expect(words(await run(app, 'profile', {}, here))).toContain('2 points');
    expect(words(await run(app, 'quiz', {}, here))).toContain('Question 1 of');
    expect(words(await run(app, 'review', {}, { ...here, subcommand: 'start' }))).toBeTruthy();
    expect(app.following.state()).toEqual({ waiting: 0, setAside: 0, failingSince: undefined });
  });

  it('counts its days by UTC', async () => {
    await run(app, 'leaderboard', {}, { guildId: OTHER });
    const days = app.db.$client.prepare('select day from member_day where guild_id = ?').pluck().all(OTHER);
    expect(days).toEqual(['2026-11-23']);
  });

  it('is told of at the start, as an error', async () => {
    const lines: unknown[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const { db, random, messenger, pictures } = app;
    await createApp({ db, random, messenger, pictures, log, packsFolder: FIXTURE_PACKS, now: () => NOON });
    expect(lines).toMatchObject([{ level: 50, timeZone: 'Mars/Base', servers: 1 }]);
  });
});

describe('a member with a time zone that this Node.js does not know', () => {
  it('reviews, and has their day begin by UTC', async () => {
    app.db.$client
      .prepare("insert into review_settings (user_id, new_per_day, time_zone) values ('ada', 5, 'Mars/Base')")
      .run();
    expect(words(await run(app, 'review', {}, { subcommand: 'start' }))).toBeTruthy();
    expect(words(await run(app, 'review', { time: '18:00' }, { subcommand: 'remind' }))).toContain('18:00');
  });
});
