/** One turn of the clock: plans what has come due, sends what is owed, and tells the answers that are due. */
import type { App } from '../app.ts';
import { isBusy } from '../db/busy.ts';
import { announce } from './announce.ts';
import { deliver } from './deliver.ts';
import { planDue } from './plan.ts';
import { reveal } from './reveal.ts';
import { listPending, listToReveal } from './store/delivery.ts';
import { listToAnnounce } from './store/telling.ts';

/** How many are under way at once: enough to keep up with Discord's pace while each answer takes its time. */
const AT_ONCE = 16;
/** How many are taken from the list at a time. */
const CHUNK = 100;

/** @param signal ends it between two messages: what is owed is in the database */
export async function tick(app: App, signal?: AbortSignal): Promise<void> {
  await planDue(app);
  await drain(
    app,
    (limit) => listPending(app.db, app.now(), limit),
    (id) => deliver(app, id),
    signal,
  );
  await drain(
    app,
    (limit) => listToReveal(app.db, app.now(), limit),
    (id) => reveal(app, id),
    signal,
  );
  await drain(
    app,
    (limit) => listToAnnounce(app.db, app.now(), limit),
    (id) => announce(app, id),
    signal,
  );
}

/** Works through a list that shrinks as it is worked through, each entry once. */
async function drain(
  { log }: App,
  list: (limit: number) => number[],
  work: (id: number) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const seen = new Set<number>();
  // What is under way is still on the list: hence as many more are asked for.
  const refill = () => list(CHUNK + AT_ONCE).filter((id) => !seen.has(id));
  let queue = refill();
  let held: unknown;
  const workThrough = async () => {
    for (let id = queue.shift(); id !== undefined && !signal?.aborted && !held; id = queue.shift()) {
      seen.add(id);
      try {
        await work(id);
      } catch (error) {
        // While another program holds the database each try blocks the thread: the rest waits for the next turn.
        if (isBusy(error)) held = error;
        // A fault of ours with one server must not keep the others from theirs; it is tried again when its claim is over.
        else log.error({ err: error, delivery: id }, 'a delivery failed');
      }
      if (queue.length === 0 && seen.size >= CHUNK) queue = refill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.length) }, workThrough));
  if (held) throw held as Error;
}
