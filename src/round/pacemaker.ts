/** Has rounds go on when their time has come, to a fraction of a second; the program's clock looks at minutes only. */
import type { App } from '../app.ts';
import { isBusy } from '../db/busy.ts';
import { findLocale } from '../guild/store.ts';
import { SendError } from '../messenger.ts';
import { findOpenQuestion } from './outcome.ts';
import { step } from './step.ts';
import * as store from './store.ts';
import { questionMessage } from './view.ts';

/** Looked at no less often: another process may have opened a round, or somebody may have moved a test's clock. */
const LOOK_EVERY_MS = 1000;
/** Under way at once. */
const AT_ONCE = 16;
/** Several answers share one edit of the message that counts them. */
const COUNT_EVERY_MS = 2000;
const COUNT_CLAIM_MS = 10_000;

/** Starts it. @returns stops it, and waits for what is under way */
export function startPacemaker(app: App): () => Promise<void> {
  const { db, log } = app;
  const countedAt = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;

  async function look(): Promise<void> {
    await goOn(app);
    await showCounts(app, countedAt);
  }
  function beat(): void {
    running = look()
      .catch((error: unknown) => {
        if (!isBusy(error)) log.error({ err: error }, 'rounds could not go on');
      })
      .finally(() => {
        running = undefined;
        if (!isStopped) timer = setTimeout(beat, waitFor()).unref();
      });
  }
  function waitFor(): number {
    const next = db.$client.open ? store.findNextDue(db) : undefined;
    return next === undefined ? LOOK_EVERY_MS : Math.min(LOOK_EVERY_MS, Math.max(20, next - app.now()));
  }
  beat();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}

/** Takes every round whose time has come one step further. */
export async function goOn(app: App): Promise<void> {
  const { db, log, clock, now } = app;
  if (clock.trust() === 'none') return;
  const due = store.listDue(db, now(), AT_ONCE);
  const steps = due.map((id) =>
    step(app, id).catch((error: unknown) => {
      if (isBusy(error)) throw error;
      // A fault of ours with one round must not keep the others from going on.
      log.error({ err: error, round: id }, 'a round could not go on');
      store.updateRound(db, id, { dueAt: now() + LOOK_EVERY_MS });
    }),
  );
  await Promise.all(steps);
}

/** Has the messages speak of the present number of answers. What fails is made good by the next answer or the reveal. */
async function showCounts(app: App, countedAt: Map<string, number>): Promise<void> {
  const stale = store.listStaleCounts(app.db);
  const at = performance.now();
  for (const [id, before] of countedAt) if (at - before > COUNT_EVERY_MS) countedAt.delete(id);
  for (const id of stale.filter((one) => !countedAt.has(one))) {
    countedAt.set(id, at);
    await showCount(app, id);
  }
}

export async function showCount(app: App, id: string): Promise<void> {
  const { db, messenger, now } = app;
  // Taken in hand for the edit, so that no answer is told meanwhile and then overwritten.
  const round = store.claim(db, id, now(), now() + COUNT_CLAIM_MS);
  if (!round) return;
  const isOpen = (round.phase === 'asking' || round.phase === 'discussing') && round.isShown && round.dueAt > now();
  let shownAnswered = round.shownAnswered;
  try {
    if (!isOpen || round.messageId === null) return;
    const message = questionMessage(findLocale(db, round.guildId), round, findOpenQuestion(app, round));
    await messenger.edit(round.channelId, round.messageId, message, { urgency: 'idle' });
    shownAnswered = round.answered;
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    // A message that somebody deleted shows nothing any more; its question is told in a new one.
    if (error.failure === 'gone') shownAnswered = round.answered;
  } finally {
    store.updateRound(db, id, { claimedUntil: 0, shownAnswered });
  }
}
