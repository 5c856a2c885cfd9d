import { schedule } from 'node-cron';
import type { Logger } from 'pino';

const MINUTE_MS = 60_000;
const MISSED_AFTER_MS = 1.5 * MINUTE_MS;

/**
 * Calls `minute` at the start of every minute.
 *
 * node-cron goes by the wall clock: one that was a month ahead for a moment leaves its timetable empty for that month. So when
 * a minute is missed by a clock that runs on, the timetable is made anew.
 * @returns ends it
 */
export function everyMinute(log: Logger, minute: () => void): () => void {
  // node-cron writes to the terminal by itself, but a minute skipped while another runs long is not worth reporting.
  const say = (message: string | Error) => log.debug(message);
  const logger = { info: say, warn: say, debug: say, error: (message: string | Error) => log.error(message) };
  let heardAt = performance.now();
  const hear = () => {
    heardAt = performance.now();
    minute();
  };
  let job = schedule('* * * * *', hear, { logger });
  const guard = setInterval(() => {
    if (performance.now() - heardAt < MISSED_AFTER_MS) return;
    log.warn('a minute was missed, as after a jump of the clock; the timetable is made anew');
    void job.destroy();
    job = schedule('* * * * *', hear, { logger });
    hear();
  }, MINUTE_MS / 2);
  guard.unref();
  return () => {
    clearInterval(guard);
    void job.destroy();
  };
}
