/** What happens to a member while another program holds the database for a moment: the same as without it. */
import { describe, expect, it } from 'vitest';
import { retryWhileBusy } from '../../src/db/busy.ts';
import type { Reply } from '../../src/message.ts';
import { runMinute } from '../../src/clock.ts';
import type { Db } from '../../src/db/open.ts';
import { followLog } from '../helpers/follow.ts';
import { type TestApp, createTestApp } from '../helpers/app.ts';
import { controls, idOf, press, run } from '../helpers/commands.ts';
import { DAY, FIRST_DUE, HOUR, runDaily, schedule } from '../helpers/daily.ts';
import { begin, copyExamPack } from '../helpers/exams.ts';
import { dump, tableNames } from '../helpers/rows.ts';
import { say } from '../review/history.ts';

type Act = () => Promise<Reply>;

/** The first control of a message, used. */
const use = (app: TestApp, message: Reply | undefined) => {
  const [first] = controls(message ?? {});
  return press(app, first?.custom_id ?? '', { values: first?.options ? [first.options[0]?.value ?? ''] : [] });
};
const review = (app: TestApp, subcommand: string, options = {}) => run(app, 'review', options, { subcommand });
const asked = async (app: TestApp) => {
  say(app.db);
  followLog(app.db);
  return review(app, 'start');
};
const judged = async (app: TestApp) => press(app, idOf(await use(app, await asked(app)), 'Sure'));
const posted = async (app: TestApp) => {
  schedule(app);
  app.setNow(FIRST_DUE);
  await runMinute(app);
  return app.sent[0]?.message;
};

/** Each prepares what is needed, and returns what a member does then. */
const WRITES: Readonly<Record<string, (app: TestApp) => Promise<Act>>> = {
  '/quiz': async (app) => () => run(app, 'quiz', { topic: 'push' }),
  'an answer in a quiz': async (app) => {
    const quiz = await run(app, 'quiz', { topic: 'push' });
    return () => press(app, idOf(quiz, 'True'));
  },
  'the end of a quiz': async (app) => {
    const [first] = controls(await run(app, 'quiz'));
    const quizId = first?.custom_id?.split(':')[2] ?? '';
    return () => press(app, `quiz:end:${quizId}`);
  },
  '/exam start': async (app) => {
    const { exam } = begin(app.db, { seed: 1 });
    app.setNow(exam.endsAt + 1);
    return () => run(app, 'exam', {}, { subcommand: 'start' });
  },
  'Start now': async (app) => {
    const offer = await run(app, 'exam', {}, { subcommand: 'start' });
    return () => press(app, idOf(offer, 'Start now'));
  },
  'an answer in an exam': async (app) => {
    const shown = await press(app, `exam:go:${begin(app.db, { seed: 1 }).exam.id}`);
    return () => use(app, shown);
  },
  '/exam resume, too late': async (app) => {
    app.setNow(begin(app.db, { seed: 1 }).exam.endsAt + 1);
    return () => run(app, 'exam', {}, { subcommand: 'resume' });
  },
  'Hand in': async (app) => {
    const { exam } = begin(app.db, { seed: 1 });
    return () => press(app, `exam:hand:${exam.id}`);
  },
  'what an exam left open, into the reviews': async (app) => {
    const { exam } = begin(app.db, { seed: 1 });
    await press(app, `exam:hand:${exam.id}`);
    return () => press(app, `exam:open:${exam.id}`);
  },
  '/review start': async (app) => {
    say(app.db);
    return () => review(app, 'start');
  },
  'an answer in a review': async (app) => {
    const question = await asked(app);
    return () => use(app, question);
  },
  'how sure a member was': async (app) => {
    const sure = await use(app, await asked(app));
    return () => press(app, idOf(sure, 'Sure'));
  },
  Undo: async (app) => {
    const verdict = await judged(app);
    return () => press(app, idOf(verdict, 'Undo'));
  },
  'Next in a review': async (app) => {
    const verdict = await judged(app);
    say(app.db, { question: 'push-refused' });
    return () => press(app, idOf(verdict, 'Next'));
  },
  '/review settings': async (app) => () => review(app, 'settings', { 'new-per-day': 7 }),
  '/review remind': async (app) => () => review(app, 'remind', { time: '18:30', timezone: 'Berlin' }),
  '/daily setup': async (app) => {
    await posted(app);
    return () => runDaily(app, 'setup', { channel: '2000', time: '10:00', timezone: 'Tokyo' });
  },
  '/daily setup where nothing was': async (app) => () =>
    runDaily(app, 'setup', { channel: '2000', time: '10:00', timezone: 'Tokyo' }),
  '/daily pause': async (app) => {
    schedule(app);
    app.setNow(FIRST_DUE + HOUR);
    return () => runDaily(app, 'pause');
  },
  '/daily resume': async (app) => {
    schedule(app);
    await runDaily(app, 'pause');
    app.setNow(FIRST_DUE + 2 * DAY);
    return () => runDaily(app, 'resume');
  },
  '/daily now': async (app) => {
    schedule(app);
    return () => runDaily(app, 'now');
  },
  '/daily pin': async (app) => {
    schedule(app);
    return () => runDaily(app, 'pin', { question: 'What does a commit hold' });
  },
  'an answer to the question of the day': async (app) => {
    const question = await posted(app);
    return () => use(app, question);
  },
};

/** Has the `which`th row that is written from now on fail, once, as if another program held the database. */
function failOnce(db: Db, which: number): { readonly rows: number } {
  const state = { rows: 0 };
  db.$client.function('meet_row', { deterministic: false }, () => {
    if (++state.rows === which) throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
    return null;
  });
  for (const table of tableNames(db)) {
    if (table.startsWith('topic_text')) continue;
    for (const change of ['insert', 'update', 'delete'])
      db.$client.exec(
        `create temp trigger meet_${change}_${table} before ${change} on main.${table} begin select meet_row(); end`,
      );
  }
  return state;
}

/** Everything that a member's deed leaves behind: what it says, what it wrote, and what went out. */
async function outcome(prepare: (app: TestApp) => Promise<Act>, packsFolder: string, which: number) {
  const app = await createTestApp({ packsFolder });
  // Chance would be another at the second try.
  const still = { ...app, random: () => 0.4 };
  const act = await prepare(still);
  // What was answered before is not the deed's to count.
  followLog(app.db);
  const state = failOnce(app.db, which);
  const reply: Reply = await retryWhileBusy(app.db, act, { untilMs: Infinity, wait: async () => undefined });
  const { rows } = state;
  await retryWhileBusy(app.db, () => followLog(app.db), { untilMs: Infinity, wait: async () => undefined });
  // Which answer it was of those that the tests said.
  const tables = JSON.stringify(dump(app.db, tableNames(app.db))).replaceAll(/said:\d+/g, 'said');
  const left = { reply, tables: JSON.parse(tables) as unknown, sent: app.sent, edited: app.edited };
  app.db.$client.close();
  return { rows, left };
}

describe('while another program holds the database for a moment', () => {
  it.each(Object.keys(WRITES))('%s does once what it does, whichever row was in the way', async (what) => {
    const prepare = WRITES[what];
    if (!prepare) throw new Error(what);
    const { packsFolder } = copyExamPack();
    const undisturbed = await outcome(prepare, packsFolder, Infinity);
    expect(undisturbed.rows).toBeGreaterThan(0);
    for (let which = 1; which <= undisturbed.rows; which++) {
      const { left } = await outcome(prepare, packsFolder, which);
      expect(left, `row ${which}`).toEqual(undisturbed.left);
    }
  });
});
