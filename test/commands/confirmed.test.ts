/** What a member is told was kept is on the disk, and what goes to a channel was written down before. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Reply } from '../../src/message.ts';
import { runMinute } from '../../src/clock.ts';
import { closeDatabase } from '../../src/db/durable.ts';
import { openDatabase } from '../../src/db/open.ts';
import { type TestApp, createTestApp } from '../helpers/app.ts';
import { type HeldDisk, holdDisk } from '../helpers/disk.ts';
import { controls, idOf, press, run } from '../helpers/commands.ts';
import { DAY, FIRST_DUE, runDaily, schedule } from '../helpers/daily.ts';
import { begin, copyExamPack } from '../helpers/exams.ts';
import { temporaryFolder } from '../helpers/packs.ts';
import { say } from '../review/history.ts';

let disk: HeldDisk;
let app: TestApp;
beforeEach(async () => {
  disk = await holdDisk();
  disk.letGo();
  const db = openDatabase(join(temporaryFolder(), 'study.db'));
  onTestFinished(() => closeDatabase(db));
  app = await createTestApp({ db, packsFolder: copyExamPack().packsFolder });
});

/** The first control of a message, used. */
const use = (message: Reply, rest = {}) => {
  const [first] = controls(message);
  const values = first?.options ? [first.options[0]?.value ?? ''] : [];
  return press(app, first?.custom_id ?? '', { values, ...rest });
};
const review = (subcommand: string, options = {}) => run(app, 'review', options, { subcommand });
const firstQuestion = async () => {
  schedule(app);
  app.setNow(FIRST_DUE);
  await runMinute(app);
  const [posted] = app.sent;
  if (!posted) throw new Error('nothing was posted');
  return posted.message;
};
const asked = async () => {
  say(app.db);
  return review('start');
};

/** Each prepares what is needed, and returns what is then done. */
const CONFIRMED: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  'an answer in a quiz': async () => {
    const quiz = await run(app, 'quiz', { topic: 'push' });
    return () => press(app, idOf(quiz, 'True'));
  },
  'an answer to the question of the day': async () => {
    const question = await firstQuestion();
    return () => use(question);
  },
  'the start of an exam': async () => {
    const offer = await run(app, 'exam', {}, { subcommand: 'start' });
    return () => press(app, idOf(offer, 'Start now'));
  },
  'an answer in an exam': async () => {
    const { exam } = begin(app.db);
    const shown = await press(app, `exam:go:${exam.id}`);
    return () => use(shown);
  },
  'an exam that is handed in': async () => {
    const { exam } = begin(app.db);
    return () => press(app, `exam:hand:${exam.id}`);
  },
  'a question put in a review': async () => {
    say(app.db);
    return () => review('start');
  },
  'an answer in a review': async () => {
    const question = await asked();
    return () => use(question);
  },
  'how sure a member was': async () => {
    const sure = await use(await asked());
    return () => press(app, idOf(sure, 'Sure'));
  },
  'an answer taken back': async () => {
    const verdict = await press(app, idOf(await use(await asked()), 'Sure'));
    return () => press(app, idOf(verdict, 'Undo'));
  },
  'settings for reviews': async () => () => review('settings', { 'new-per-day': 7 }),
  'a reminder': async () => () => review('remind', { time: '18:30', timezone: 'Berlin' }),
  'a question of the day set up': async () => () =>
    runDaily(app, 'setup', { channel: '2000', time: '09:00', timezone: 'Berlin' }),
  'a pause': async () => {
    schedule(app);
    return () => runDaily(app, 'pause');
  },
  'the end of a pause': async () => {
    schedule(app);
    await runDaily(app, 'pause');
    return () => runDaily(app, 'resume');
  },
  'a pinned question': async () => {
    schedule(app);
    return () => runDaily(app, 'pin', { question: 'What does a commit hold' });
  },
};

describe('what is confirmed', () => {
  it.each(Object.keys(CONFIRMED))('is on the disk: %s', async (what) => {
    const doIt = await CONFIRMED[what]?.();
    disk.hold();
    const before = disk.syncs;
    let isConfirmed = false;
    const confirmed = Promise.resolve(doIt?.()).then(() => (isConfirmed = true));
    await expect.poll(() => disk.syncs).toBe(before + 1);
    await sleep(20);
    expect(isConfirmed).toBe(false);
    disk.letGo();
    await confirmed;
  });
});

describe('what goes to a channel or a person', () => {
  const sent = () => ({ posts: app.sent.length, edits: app.edited.length, direct: app.direct.length });

  it.each([
    [
      'a question of the day',
      'posts',
      async () => {
        schedule(app);
        app.setNow(FIRST_DUE);
      },
    ],
    [
      'its answers',
      'edits',
      async () => {
        await firstQuestion();
        // The next one is not in the way.
        await runDaily(app, 'pause');
        app.setNow(FIRST_DUE + DAY);
      },
    ],
    [
      'a reminder',
      'direct',
      async () => {
        say(app.db);
        await review('remind', { time: '18:30', timezone: 'Berlin' });
        app.setNow(Date.UTC(2026, 10, 23, 17, 30));
      },
    ],
  ] as const)('was written down before, safe from a power cut: %s', async (_, kind, prepare) => {
    await prepare();
    const before = sent()[kind];
    disk.hold();
    const syncs = disk.syncs;
    const minute = runMinute(app);
    await expect.poll(() => disk.syncs).toBe(syncs + 1);
    await sleep(20);
    expect(sent()[kind]).toBe(before);
    disk.letGo();
    await minute;
    expect(sent()[kind]).toBe(before + 1);
  });
});
