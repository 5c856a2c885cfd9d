/**
 * What is derived from the log of answers follows it, in batches: an answer is confirmed without waiting for that, and each
 * batch moves the position in the log in the same transaction, so that a crash in between loses nothing and counts nothing
 * twice. An answer that a follower throws on is set aside, and the log goes on after it. When batches are taken, and how many
 * at once, is decided in following.ts.
 */
import { isOfStatement } from '../db/faults.ts';
import { type Db, transaction } from '../db/open.ts';
import * as store from './follow-store.ts';
import type { Follower, LoggedAnswer } from './logged-answer.ts';

/** An answer that was set aside, and why. */
export interface SetAside {
  answerId: number;
  follower: string;
  error: unknown;
}

/** What one batch did. */
export interface Followed {
  /** answers looked at */
  answers: number;
  /** whether there is more of the log after it */
  more: boolean;
  setAside: readonly SetAside[];
}

/** What a follower threw; its cause is the error. */
class FollowerError extends Error {
  readonly follower: string;

  constructor(follower: string, cause: unknown) {
    super(`${follower} could not take an answer`, { cause });
    this.follower = follower;
  }
}

/**
 * Takes the next answers in one transaction. Fails as a whole, and then nothing has been written.
 * @param now UTC milliseconds
 */
export function takeBatch(db: Db, followers: readonly Follower[], size: number, now: number): Followed {
  return transaction(db, () =>
    eachNext(db, size, (answers) => {
      take(db, followers, answers, now);
      return [];
    }),
  );
}

/** As `takeBatch`, one answer after the other: what cannot be taken is set aside. For a batch that failed. */
export function takeOneByOne(db: Db, followers: readonly Follower[], size: number, now: number): Followed {
  return transaction(db, () =>
    eachNext(db, size, (answers) =>
      answers.flatMap((logged) => {
        const failed = tryTo(db, () => take(db, followers, [logged], now));
        if (!failed) return [];
        noteFailure(db, logged.id, failed, now);
        return [{ answerId: logged.id, ...failed }];
      }),
    ),
  );
}

/**
 * Tries an answer again that was set aside.
 * @returns why it still cannot be taken; nothing when it has been
 */
export function takeLate(db: Db, followers: readonly Follower[], answerId: number, now: number): SetAside | undefined {
  return transaction(db, () => {
    const logged = store.findLogged(db, answerId);
    const failed = tryTo(db, () => {
      store.endSetAside(db, answerId);
      if (!logged) return;
      for (const follower of followers) {
        const late = follower.takeLate?.bind(follower);
        named(follower, () => (late ? late(db, logged, now) : takeBy(db, follower, [logged], now)));
      }
    });
    if (!failed) return undefined;
    noteFailure(db, answerId, failed, now);
    return { answerId, ...failed };
  });
}

/**
 * Takes everything that was answered so far, however long that takes. For a rebuild, which nobody waits for.
 * @returns what had to be set aside
 */
export function followAll(db: Db, followers: readonly Follower[], now: number): SetAside[] {
  const SIZE = 200;
  const failed: SetAside[] = [];
  for (let more = true; more;) {
    let followed: Followed;
    try {
      followed = takeBatch(db, followers, SIZE, now);
    } catch (error) {
      if (!isOfTheAnswer(error)) throw error;
      followed = takeOneByOne(db, followers, SIZE, now);
    }
    failed.push(...followed.setAside);
    more = followed.more;
  }
  return failed;
}

/**
 * Whether an error lies with the answer, or with what is kept for it, so that the next answer may go better. A full disk or a
 * lock does not: then all wait.
 */
export function isOfTheAnswer(error: unknown): boolean {
  const cause = error instanceof FollowerError ? error.cause : error;
  return isOfStatement(cause) ?? true;
}

function eachNext(db: Db, size: number, work: (answers: readonly LoggedAnswer[]) => SetAside[]): Followed {
  const answers = store.nextAnswers(db, store.findPosition(db), size);
  const setAside = work(answers);
  const last = answers.at(-1);
  const more = answers.length === size;
  // At the end, beyond those that were withdrawn, too.
  store.moveTo(db, more && last ? last.id : store.lastAnswerId(db));
  return { answers: answers.length, more, setAside };
}

function take(db: Db, followers: readonly Follower[], answers: readonly LoggedAnswer[], now: number): void {
  for (const follower of followers) named(follower, () => takeBy(db, follower, answers, now));
}

function takeBy(db: Db, follower: Follower, answers: readonly LoggedAnswer[], now: number): void {
  const batch = follower.batch(db, now);
  for (const logged of answers) batch.take(logged);
  batch.write();
}

function named(follower: Follower, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new FollowerError(follower.name, error);
  }
}

/** Does something that leaves nothing behind when it fails. @throws what does not lie with the answer */
function tryTo(db: Db, work: () => void): Omit<SetAside, 'answerId'> | undefined {
  try {
    // A savepoint, inside of the transaction that runs.
    db.$client.transaction(work)();
    return undefined;
  } catch (error) {
    if (!isOfTheAnswer(error)) throw error;
    return error instanceof FollowerError
      ? { follower: error.follower, error: error.cause }
      : { follower: 'the log', error };
  }
}

function noteFailure(db: Db, answerId: number, { follower, error }: Omit<SetAside, 'answerId'>, now: number): void {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  store.setAside(db, { answerId, follower, error: text, failedAt: now });
}
