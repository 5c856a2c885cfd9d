import { beforeEach, describe, expect, it } from 'vitest';
import { SendError, type SendFailure } from '../../src/messenger.ts';
import { LATEST_MS, sendReminders } from '../../src/review/remind.ts';
import { findSettings } from '../../src/review/settings-store.ts';
import { NOON, type TestApp, createTestApp } from '../helpers/app.ts';
import { idOf, press, run, words } from '../helpers/commands.ts';
import { DAY, HOUR, say } from './history.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

/** 18:30 in Berlin on the day of NOON */
const DUE = Date.UTC(2026, 10, 23, 17, 30);
const remind = (options = {}, userId = 'ada') =>
  run(app, 'review', { time: '18:30', timezone: 'Berlin', ...options }, { userId, subcommand: 'remind' });
const start = () => run(app, 'review', {}, { subcommand: 'start' });
const next = (userId = 'ada') => findSettings(app.db, userId).nextRemindAt;

async function tickAt(instant: number): Promise<number> {
  app.setNow(instant);
  await sendReminders(app);
  return app.direct.length;
}

describe('a reminder', () => {
  beforeEach(async () => {
    say(app.db);
    await remind();
  });

  it('comes at its local time, once, with a button that starts the review', async () => {
    expect(next()).toBe(DUE);
    expect(await tickAt(DUE - 1)).toBe(0);
    expect(await tickAt(DUE)).toBe(1);
    expect(await tickAt(DUE + 1000)).toBe(1);
    const [sent] = app.direct;
    expect(sent?.userId).toBe('ada');
    expect(words(sent?.message ?? {})).toContain('**1 question** is due');
    const started = await press(app, idOf(sent?.message ?? {}, 'Start'), { guildId: null });
    expect(started.private).toBe(true);
    expect(words(started)).toContain('Review · 1 to go');
  });

  it('comes again the next day, as another message', async () => {
    await tickAt(DUE);
    expect(next()).toBe(DUE + DAY);
    expect(await tickAt(DUE + DAY)).toBe(2);
    expect(new Set(app.direct.map(({ nonce }) => nonce)).size).toBe(2);
    for (const { nonce } of app.direct) expect(nonce.length).toBeLessThanOrEqual(25);
  });

  it('keeps its local time when the clocks change', async () => {
    app.setNow(Date.UTC(2027, 2, 26, 18));
    await remind();
    expect(next()).toBe(Date.UTC(2027, 2, 27, 17, 30));
    await tickAt(Date.UTC(2027, 2, 27, 17, 30));
    expect(next()).toBe(Date.UTC(2027, 2, 28, 16, 30));
  });

  it('is sent once when two turns of the clock run at the same time', async () => {
    app.setNow(DUE);
    await Promise.all([sendReminders(app), sendReminders(app)]);
    expect(app.direct).toHaveLength(1);
  });

  it('comes late after a pause of the bot, but not by more than six hours', async () => {
    expect(await tickAt(DUE + LATEST_MS)).toBe(1);
    expect(await tickAt(DUE + DAY + LATEST_MS + 1)).toBe(1);
    expect(next()).toBe(DUE + 2 * DAY);
  });

  it('is left out when nothing is due, and asks again the next day', async () => {
    say(app.db, { mode: 'review', right: true, confidence: 'unsure' });
    const sent = [];
    for (let day = 0; day < 4; day++) sent.push(await tickAt(DUE + day * DAY));
    expect(sent).toEqual([0, 0, 0, 1]);
  });

  it('is moved on before it is sent, so that a crash skips one', async () => {
    let moved: number | null = null;
    app.messenger.sendDirect = async () => {
      moved = next();
    };
    await tickAt(DUE);
    expect(moved).toBe(DUE + DAY);
  });

  it.each<[SendFailure, string]>([
    ['refused', 'did not let me write to you'],
    ['gone', 'could not find you'],
  ])('stops by itself when the message is %s, and says so at the next review, once', async (failure, why) => {
    app.messenger.fail = new SendError('may-not-post', failure);
    await tickAt(DUE);
    expect(findSettings(app.db, 'ada')).toMatchObject({ nextRemindAt: null, stoppedReason: failure });
    app.messenger.fail = undefined;
    expect(await tickAt(DUE + DAY)).toBe(0);
    const told = words(await start());
    expect(told).toContain(`Your reminder has stopped: Discord ${why}`);
    expect(told).toContain('`/review remind time: 18:30` sets it again');
    expect(words(await start())).not.toContain('has stopped');
  });

  it('goes on the next day when nobody knows whether it was sent', async () => {
    app.messenger.fail = new SendError('may-not-post', 'unknown');
    await tickAt(DUE);
    app.messenger.fail = undefined;
    expect(await tickAt(DUE + HOUR)).toBe(0);
    expect(await tickAt(DUE + DAY)).toBe(1);
  });

  it('is tried again while Discord takes nothing, but not for more than six hours', async () => {
    app.messenger.fail = new SendError('may-not-post', 'unavailable');
    await tickAt(DUE);
    expect(next()).toBe(DUE);
    app.messenger.fail = undefined;
    expect(await tickAt(DUE + HOUR)).toBe(1);
    expect(next()).toBe(DUE + DAY);
    app.messenger.fail = new SendError('may-not-post', 'unavailable');
    await tickAt(DUE + DAY);
    expect(await tickAt(DUE + DAY + LATEST_MS + 1)).toBe(1);
    expect(next()).toBe(DUE + 2 * DAY);
  });

  it('of one member that fails by a fault of ours keeps nobody else from theirs', async () => {
    say(app.db, { userId: 'ben' });
    await remind({}, 'ben');
    const reached: string[] = [];
    app.messenger.sendDirect = async (userId) => {
      reached.push(userId);
      if (userId === 'ada') throw new Error('a fault');
    };
    await tickAt(DUE);
    expect(reached.sort()).toEqual(['ada', 'ben']);
  });

  it('begins tomorrow when its time is changed after it came', async () => {
    await tickAt(DUE);
    await remind({ time: '20:00' });
    expect(next()).toBe(DUE + DAY + 1.5 * HOUR);
    await remind({ time: '00:00' });
    expect(next()).toBe(Date.UTC(2026, 10, 23, 23));
  });

  it('begins today when its time is changed before it came', async () => {
    await remind({ time: '20:00' });
    expect(next()).toBe(DUE + 1.5 * HOUR);
  });

  it('is over by a press on its button', async () => {
    await tickAt(DUE);
    const over = await press(app, idOf(app.direct[0]?.message ?? {}, 'No more reminders'), { guildId: null });
    expect(over.update).toBe(true);
    expect(await tickAt(DUE + DAY)).toBe(1);
  });
});

describe('/review remind', () => {
  it('says what is set, turns it off, and takes nothing for granted', async () => {
    expect(words(await remind())).toContain('at 18:30, Europe/Berlin');
    expect(words(await remind({ time: '7am' }))).toContain('at 07:00, Europe/Berlin');
    const shown = await run(app, 'review', {}, { subcommand: 'remind' });
    expect(words(shown)).toContain('at 07:00, Europe/Berlin');
    const off = await run(app, 'review', { off: true }, { subcommand: 'remind' });
    expect(words(off)).toContain('**Reminder:** none');
    expect(await tickAt(NOON + 3 * DAY)).toBe(0);
  });

  it('moves to another zone alone', async () => {
    await remind();
    await run(app, 'review', { timezone: 'Asia/Tokyo' }, { subcommand: 'remind' });
    expect(next()).toBe(Date.UTC(2026, 10, 24, 9, 30));
  });

  it("takes the server's zone when none is given", async () => {
    await run(app, 'review', { time: '18:30' }, { subcommand: 'remind' });
    expect(next()).toBe(Date.UTC(2026, 10, 23, 18, 30));
  });

  it.each([
    [{ time: '25:00' }, 'is not a time of day'],
    [{ timezone: 'Atlantis' }, 'is not a time zone that I know'],
  ])('says what is wrong with %j and keeps what was set', async (options, why) => {
    await remind();
    await expect(async () => remind(options)).rejects.toThrow(why);
    expect(next()).toBe(DUE);
  });
});
