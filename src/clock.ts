import { schedule } from 'node-cron';
import type { App } from './app.ts';
import { catchUpCounts } from './daily/count.ts';
import { tick } from './daily/tick.ts';
import { closeOverdueExams } from './exam/session.ts';
import { deleteOldQuizzes } from './quiz/store.ts';
import { sendReminders } from './review/remind.ts';
import { deleteOldTurns } from './review/turn-store.ts';
import { prunePeriods } from './score/totals.ts';
import { DAY_MS } from './time/local-day.ts';

/** So long a quiz that was left, or a question put in a review, can be gone on with. */
const KEPT_MS = 30 * DAY_MS;

/**
 * What is done every minute: exams whose time is over, the question of the day, reminders. A fault in one of them keeps
 * nobody from the others.
 * @param signal ends it between two messages; the rest waits for the next start
 */
export async function runMinute(app: App, signal?: AbortSignal): Promise<void> {
  const parts: Readonly<Record<string, () => unknown>> = {
    'closing exams': () => closeOverdueExams(app, app.now(), signal),
    'the question of the day': () => tick(app, signal),
    reminders: () => sendReminders(app, signal),
  };
  for (const [what, part] of Object.entries(parts)) {
    try {
      await part();
    } catch (error) {
      app.log.error({ err: error }, `${what} failed`);
    }
  }
}

/**
 * Ticks at the start of every minute, and sweeps once a day.
 * @returns stops the clock, and waits for what a tick has under way but not for what it would begin
 */
export function startClock(app: App): () => Promise<void> {
  const stopping = new AbortController();
  let running = Promise.resolve();
  const turn = (what: string, work: () => unknown) => {
    running = running.then(work).then(
      () => undefined,
      (error: unknown) => app.log.error({ err: error }, `${what} failed`),
    );
    return running;
  };
  // node-cron writes to the terminal by itself: that a minute is left out while one runs long is nothing to tell anybody.
  const say = (message: string | Error) => app.log.debug(message);
  const logger = { info: say, warn: say, debug: say, error: (message: string | Error) => app.log.error(message) };
  const sweep = () => {
    deleteOldQuizzes(app.db, app.now() - KEPT_MS);
    deleteOldTurns(app.db, app.now() - KEPT_MS);
    prunePeriods(app.db, app.now());
  };
  const jobs = [
    schedule('* * * * *', () => turn('the tick', () => runMinute(app, stopping.signal)), { noOverlap: true, logger }),
    schedule('17 4 * * *', () => turn('the daily sweep', sweep), { logger }),
  ];
  // What came due while the bot was down does not wait for the next full minute.
  void turn('the first tick', () => runMinute(app, stopping.signal));
  void turn('catching up', () => catchUpCounts(app));
  return async () => {
    stopping.abort();
    for (const job of jobs) await job.destroy();
    await running;
  };
}
