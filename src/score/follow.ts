/**
 * What is derived from the log of answers follows it, in batches: an answer is confirmed without waiting for that, and each
 * batch moves the position in the log in the same transaction, so that a crash in between loses nothing and counts nothing
 * twice. Whoever reads what is derived calls `followLog` first.
 */
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { type Db, perDatabase, transaction } from '../db/open.ts';
import { answer, answerWithdrawn, logPosition, question, topic } from '../db/schema.ts';
import { cards } from '../review/follower.ts';
import { readiness } from '../readiness/follow.ts';
import { type Follower, type LoggedAnswer, loggedAnswer } from './logged-answer.ts';
import { totals } from './totals.ts';

/** Answers taken in one transaction: some milliseconds of work, during which nobody else is answered. */
const BATCH = 100;
/** How long answers are gathered. */
const DELAY_MS = 250;
/** After a failure. */
const RETRY_MS = 10_000;
const POSITION = 'totals';

/** In the order in which they take an answer. */
export const FOLLOWERS: readonly Follower[] = [totals, cards, readiness];

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  position: db
    .select({ answerId: logPosition.answerId })
    .from(logPosition)
    .where(eq(logPosition.name, POSITION))
    .prepare(),
  moveTo: db
    .insert(logPosition)
    .values({ name: POSITION, answerId: p('answerId') })
    .onConflictDoUpdate({ target: logPosition.name, set: { answerId: sql`excluded.answer_id` } })
    .prepare(),
  next: db
    .select(loggedAnswer)
    .from(answer)
    .innerJoin(question, eq(question.key, answer.questionKey))
    .innerJoin(topic, eq(topic.id, question.topicId))
    .leftJoin(answerWithdrawn, eq(answerWithdrawn.answerId, answer.id))
    .where(and(gt(answer.id, p('after')), isNull(answerWithdrawn.answerId)))
    .orderBy(asc(answer.id))
    .limit(BATCH)
    .prepare(),
}));

function nextAnswers(db: Db, after: number): LoggedAnswer[] {
  return statements(db).next.all({ after });
}

/** Takes everything that was answered so far into what is derived. */
export function followLog(db: Db): void {
  while (takeBatch(db)) continue;
}

function takeBatch(db: Db): boolean {
  const after = statements(db).position.get()?.answerId ?? 0;
  const answers = nextAnswers(db, after);
  const last = answers.at(-1);
  if (!last) return false;
  transaction(db, () => {
    // Another process may have been quicker.
    if ((statements(db).position.get()?.answerId ?? 0) !== after) return;
    for (const logged of answers) for (const follower of FOLLOWERS) follower.take(db, logged);
    statements(db).moveTo.run({ answerId: last.id });
  });
  return answers.length === BATCH;
}

const timers = new WeakMap<Db, NodeJS.Timeout>();

/** Has the log followed soon, a batch at a time. What fails, as on a full disk, is reported and tried again later. */
export function followSoon(db: Db, afterMs = DELAY_MS): void {
  if (timers.has(db)) return;
  const timer = setTimeout(() => {
    timers.delete(db);
    // Closed meanwhile: the next start takes up where the position stands.
    if (!db.$client.open) return;
    try {
      if (takeBatch(db)) followSoon(db);
    } catch (error) {
      reporters.get(db)?.(error);
      followSoon(db, RETRY_MS);
    }
  }, afterMs);
  timer.unref();
  timers.set(db, timer);
}

const reporters = new WeakMap<Db, (error: unknown) => void>();

/** Who is told when following fails, which nobody waits for. */
export function reportFollowing(db: Db, report: (error: unknown) => void): void {
  reporters.set(db, report);
}
