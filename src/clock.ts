import type { App } from './app.ts';
import { catchUpCounts } from './daily/count.ts';
import { tick } from './daily/tick.ts';
import { closeOverdueExams } from './exam/session.ts';
import { reportClock } from './health/clock.ts';
import { reportFollowing } from './health/following.ts';
import { checkDatabase, reportFault } from './health/database.ts';
import { deleteOldQuizzes } from './quiz/store.ts';
import { sendReminders } from './review/remind.ts';
import { startPacemaker } from './round/pacemaker.ts';
import { deleteOldTurns } from './review/turn-store.ts';
import { prunePeriods } from './score/totals.ts';
import type { Trust } from './time/clock-check.ts';
import { DAY_MS } from './time/local-day.ts';
import { everyMinute } from './time/every-minute.ts';

/** How long an abandoned quiz, or a question asked in a review, can be resumed. */
const KEPT_MS = 30 * DAY_MS;

type Parts = Readonly<Record<string, () => unknown>>;

/**
 * What is done every minute: exams whose time is over, the question of the day, reminders. A fault in one does not hold up
 * the others. Nothing is done while nobody knows what time it is.
 * @param signal ends it between two messages; the rest waits for the next start
 */
export async function runMinute(app: App, signal?: AbortSignal): Promise<void> {
  if ((await askTheTime(app)) === 'none') return;
  await runParts(app, {
    'closing exams': () => closeOverdueExams(app, app.now(), signal),
    'the question of the day': () => tick(app, signal),
    reminders: () => sendReminders(app, signal),
  });
}

/** Checks the clock, and reports one that is wrong. */
async function askTheTime({ clock, troubles }: App): Promise<Trust> {
  const trust = await clock.check();
  reportClock(clock, troubles);
  return trust;
}

/** Deletes what nobody asks for any more, but only by a clock that is known to be right: deletion is final. */
export async function sweep(app: App): Promise<boolean> {
  const { db, clock, now } = app;
  if ((await clock.check()) !== 'full') return false;
  await runParts(app, {
    'forgetting old quizzes': () => deleteOldQuizzes(db, now() - KEPT_MS),
    'forgetting old reviews': () => deleteOldTurns(db, now() - KEPT_MS),
    'forgetting old periods': () => prunePeriods(db, now()),
  });
  return true;
}

/** Checks what nobody would notice otherwise, and logs what has been wrong for a minute. */
export function lookAround(app: App): void {
  try {
    checkDatabase(app);
  } catch (error) {
    app.log.error({ err: error }, 'the database could not be looked at');
  }
  reportFollowing(app.following, app.troubles);
  app.troubles.log(app.log);
}

async function runParts(app: App, parts: Parts): Promise<void> {
  for (const [what, part] of Object.entries(parts)) {
    try {
      await part();
    } catch (error) {
      // Each of them is tried again at its next turn. A locked or full database is one trouble, and reported once.
      if (!reportFault(app, error)) app.log.error({ err: error }, `${what} failed`);
      else app.log.warn({ err: error }, `${what} failed`);
    }
  }
}

/**
 * Looks after the program at the start of every minute; where `ticks`, it does what comes due, too, and sweeps once a day.
 * @returns stops the clock, and waits for what a tick has under way but not for what it would begin
 */
export function startClock(app: App, ticks = true): () => Promise<void> {
  const stopping = new AbortController();
  let sweptAt = -Infinity;
  let running: Promise<void> | undefined;

  const work = async () => {
    if (!ticks) return void (await askTheTime(app));
    await runMinute(app, stopping.signal);
    const isDue = Math.abs(app.now() - sweptAt) >= DAY_MS && !stopping.signal.aborted;
    if (isDue && (await sweep(app))) sweptAt = app.now();
  };
  const minute = () => {
    lookAround(app);
    // A minute is left out while the one before it runs long.
    running ??= work()
      .catch((error: unknown) => app.log.error({ err: error }, 'the tick failed'))
      .finally(() => (running = undefined));
  };
  const stopMinutes = everyMinute(app.log, minute);
  const stopRounds = ticks ? startPacemaker(app) : () => Promise.resolve();
  // What came due while the bot was down does not wait for the next full minute.
  minute();
  if (ticks)
    void running
      ?.then(() => catchUpCounts(app))
      .catch((error: unknown) => app.log.error({ err: error }, 'catching up failed'));
  return async () => {
    stopping.abort();
    stopMinutes();
    await stopRounds();
    await running;
  };
}
