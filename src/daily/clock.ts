import { schedule } from 'node-cron';
import type { App } from '../app.ts';
import { deleteOldQuizzes } from '../quiz/store.ts';
import { prunePeriods } from '../score/rebuild.ts';
import { DAY_MS } from '../time/local-day.ts';
import { catchUpCounts } from './count.ts';
import { tick } from './tick.ts';

const QUIZ_KEPT_MS = 30 * DAY_MS;

/**
 * Ticks at the start of every minute, and sweeps once a day.
 * @returns stops the clock and waits for a tick that is under way
 */
export function startClock(app: App): () => Promise<void> {
  let running = Promise.resolve();
  const turn = (what: string, work: () => unknown) => {
    running = running.then(work).then(
      () => undefined,
      (error: unknown) => app.log.error({ err: error }, `${what} failed`),
    );
    return running;
  };
  const jobs = [
    schedule('* * * * *', () => turn('the tick', () => tick(app)), { noOverlap: true }),
    schedule('17 4 * * *', () =>
      turn('the daily sweep', () => {
        deleteOldQuizzes(app.db, app.now() - QUIZ_KEPT_MS);
        prunePeriods(app.db, app.now());
      }),
    ),
  ];
  // What came due while the bot was down does not wait for the next full minute.
  void turn('the first tick', () => tick(app));
  void turn('catching up', () => catchUpCounts(app));
  return async () => {
    for (const job of jobs) await job.destroy();
    await running;
  };
}
