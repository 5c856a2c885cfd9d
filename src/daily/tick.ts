/** One turn of the clock: plans what has come due, sends what is owed, and tells the answers that are due. */
import type { App } from '../app.ts';
import { deliver } from './deliver.ts';
import { planDue } from './plan.ts';
import { reveal } from './reveal.ts';
import { listPending, listToReveal } from './store/delivery.ts';

/** Under way at once: enough to keep Discord's pace while each answer takes its time. */
const AT_ONCE = 16;
/** Taken from the list at once. */
const CHUNK = 100;

export async function tick(app: App): Promise<void> {
  await planDue(app);
  await drain(
    (limit) => listPending(app.db, app.now(), limit),
    (id) => deliver(app, id),
  );
  await drain(
    (limit) => listToReveal(app.db, app.now(), limit),
    (id) => reveal(app, id),
  );
}

/** Works through a list that shrinks as it is worked through, each entry once. */
async function drain(list: (limit: number) => number[], work: (id: number) => Promise<void>): Promise<void> {
  const seen = new Set<number>();
  let queue: number[] = [];
  const take = () => {
    // What is under way is still on the list, so it is asked for as many more.
    if (queue.length === 0) queue = list(CHUNK + AT_ONCE).filter((id) => !seen.has(id));
    const id = queue.shift();
    if (id !== undefined) seen.add(id);
    return id;
  };
  const workThrough = async () => {
    for (let id = take(); id !== undefined; id = take()) await work(id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, workThrough));
}
