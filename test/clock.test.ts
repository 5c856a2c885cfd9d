import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { lookAround, runMinute, startClock, sweep } from '../src/clock.ts';
import { findExam } from '../src/exam/store.ts';
import { findSettings } from '../src/review/settings-store.ts';
import { followLog } from './helpers/follow.ts';
import { type TestApp, createTestApp } from './helpers/app.ts';
import { idOf, press, run, words } from './helpers/commands.ts';
import { DAY, FIRST_DUE, HOUR, MINUTE, deliveries, schedule } from './helpers/daily.ts';
import { begin, copyExamPack } from './helpers/exams.ts';
import { countRows } from './helpers/rows.ts';
import { say } from './review/history.ts';

it('posts at its start what came due while the bot was down', async () => {
  const app = await createTestApp();
  schedule(app);
  app.setNow(FIRST_DUE);
  const stop = startClock(app);
  await expect.poll(() => app.sent).toHaveLength(1);
  await stop();
  expect(deliveries(app)).toMatchObject([{ state: 'sent' }]);
});

it('finishes what is under way when it is stopped, and begins nothing more', async () => {
  const app = await createTestApp();
  for (let server = 0; server < 100; server++) schedule(app, { guildId: `${3000 + server}` });
  app.setNow(FIRST_DUE);
  const { messenger } = app;
  const slow = {
    ...app,
    messenger: {
      ...messenger,
      send: async (...message: Parameters<typeof messenger.send>) => {
        await sleep(20);
        return messenger.send(...message);
      },
    },
  };
  const stop = startClock(slow);
  await expect.poll(() => app.sent.length).toBeGreaterThan(0);
  await stop();
  const sent = app.sent.length;
  expect(sent).toBeLessThan(100);
  expect(deliveries(app).filter(({ state }) => state === 'sent')).toHaveLength(sent);
  await runMinute(app);
  expect(app.sent).toHaveLength(100);
});

it('goes on with the rest of a minute where one part of it fails', async () => {
  const app = await createTestApp();
  schedule(app);
  app.setNow(FIRST_DUE);
  app.db.$client.exec('alter table exam rename to exam_away');
  await runMinute(app);
  expect(app.sent).toHaveLength(1);
});

describe('a clock that Discord contradicts', () => {
  it('closes no exam before its time, neither by the tick nor by a press', async () => {
    const app = await createTestApp({ packsFolder: copyExamPack().packsFolder });
    const { exam } = begin(app.db);
    app.setWallAhead(30 * DAY);
    await runMinute(app);
    const shown = await press(app, `exam:go:${exam.id}`);
    expect(words(shown)).not.toContain('The time is up');
    expect(findExam(app.db, exam.id)?.finishedAt).toBeNull();
    app.setNow(exam.endsAt);
    await runMinute(app);
    expect(findExam(app.db, exam.id)?.finishedAt).toBe(exam.endsAt);
  });

  it('closes none either while Discord cannot be asked', async () => {
    const app = await createTestApp({ packsFolder: copyExamPack().packsFolder });
    const { exam } = begin(app.db);
    app.messenger.hasTime = false;
    app.setWallAhead(30 * DAY);
    await runMinute(app);
    await press(app, `exam:go:${exam.id}`);
    expect(findExam(app.db, exam.id)?.finishedAt).toBeNull();
  });

  it('reminds nobody before the time, and takes nobody’s reminder for too late', async () => {
    const app = await createTestApp();
    say(app.db);
    await run(app, 'review', { time: '18:30', timezone: 'Berlin' }, { subcommand: 'remind' });
    app.setWallAhead(30 * DAY);
    await runMinute(app);
    app.messenger.hasTime = false;
    app.setWallAhead(-30 * DAY);
    await runMinute(app);
    expect(app.direct).toEqual([]);
    app.setNow(Date.UTC(2026, 10, 23, 17, 30));
    app.setWallAhead(0);
    app.messenger.hasTime = true;
    await runMinute(app);
    expect(app.direct).toHaveLength(1);
  });

  it('leaves a late reminder for later while Discord cannot be asked', async () => {
    const app = await createTestApp();
    say(app.db);
    await run(app, 'review', { time: '18:30', timezone: 'Berlin' }, { subcommand: 'remind' });
    const before = findSettings(app.db, 'ada').nextRemindAt;
    app.messenger.hasTime = false;
    app.advance(20 * HOUR);
    await runMinute(app);
    expect(findSettings(app.db, 'ada').nextRemindAt).toBe(before);
    app.messenger.hasTime = true;
    app.advance(MINUTE);
    await runMinute(app);
    expect(findSettings(app.db, 'ada').nextRemindAt).toBeGreaterThan(before ?? Infinity);
    expect(app.direct).toEqual([]);
  });
});

describe('the daily sweep', () => {
  const rows = (app: TestApp) => ({
    quizzes: countRows(app.db, 'quiz'),
    turns: countRows(app.db, 'review_turn'),
    days: app.db.$client.prepare("select count(*) from points_total where period like 'day:%'").pluck().get(),
  });

  async function withOldRows(): Promise<TestApp> {
    const app = await createTestApp();
    say(app.db);
    const asked = await run(app, 'quiz', { topic: 'push' });
    await press(app, idOf(asked, 'True'));
    await run(app, 'review', {}, { subcommand: 'start' });
    followLog(app.db);
    expect(rows(app)).toMatchObject({ turns: 1 });
    expect(rows(app).quizzes).toBeGreaterThan(0);
    expect(rows(app).days).toBeGreaterThan(0);
    return app;
  }

  it('forgets quizzes and reviews that were left a month ago, and days that no leaderboard shows', async () => {
    const app = await withOldRows();
    app.advance(29 * DAY);
    const before = rows(app);
    expect(await sweep(app)).toBe(true);
    expect(rows(app)).toEqual(before);
    app.advance(2 * DAY);
    expect(await sweep(app)).toBe(true);
    expect(rows(app)).toEqual({ quizzes: 0, turns: 0, days: before.days });
    app.advance(10 * DAY);
    expect(await sweep(app)).toBe(true);
    expect(rows(app)).toEqual({ quizzes: 0, turns: 0, days: 0 });
    expect(countRows(app.db, 'answer')).toBeGreaterThan(0);
  });

  it('forgets nothing by a clock that is a year ahead, nor while Discord cannot be asked', async () => {
    const app = await withOldRows();
    const before = rows(app);
    app.setWallAhead(365 * DAY);
    expect(await sweep(app)).toBe(true);
    expect(rows(app)).toEqual(before);
    app.messenger.hasTime = false;
    app.setWallAhead(-365 * DAY);
    app.advance(MINUTE);
    expect(await sweep(app)).toBe(false);
    expect(rows(app)).toEqual(before);
  });

  it('is made by the clock, once a day', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const app = await withOldRows();
    app.advance(45 * DAY);
    const stop = startClock(app);
    await vi.waitFor(() => expect(rows(app)).toEqual({ quizzes: 0, turns: 0, days: 0 }));
    await run(app, 'quiz', { topic: 'push' });
    app.db.$client.prepare('update quiz set created_at = 0').run();
    app.advance(MINUTE);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(rows(app).quizzes).toBe(1);
    app.advance(DAY);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    await vi.waitFor(() => expect(rows(app).quizzes).toBe(0));
    vi.useRealTimers();
    await stop();
  });
});

it('goes on ticking every minute after the clock was a month ahead for a moment', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const app = await createTestApp();
  schedule(app);
  const stop = startClock(app);
  app.setWallAhead(30 * DAY);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  app.setWallAhead(0);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  app.setNow(FIRST_DUE);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  vi.useRealTimers();
  await expect.poll(() => app.sent).toHaveLength(1);
  await stop();
});

it('logs at error what has been wrong for longer than a minute', async () => {
  const app = await createTestApp();
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
  app.troubles.report('gateway', { key: 'connectionBroken' });
  lookAround({ ...app, log });
  app.advance(MINUTE + 1);
  lookAround({ ...app, log });
  lookAround({ ...app, log });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('The connection to Discord is broken');
});
