/**
 * Following the log of answers in the background, from the start of the program on. It shares its thread with whoever
 * answers members, so it works in pieces of some milliseconds and pauses after each. Nobody waits for it: who reads totals,
 * cards or abilities has at most one such piece done first.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Db, transactionIfFree } from '../db/open.ts';
import { type Followed, type SetAside, isOfTheAnswer, takeBatch, takeLate, takeOneByOne } from './follow.ts';
import { countSetAside, findPosition, lastAnswerId, nextSetAside } from './follow-store.ts';
import type { Follower } from './logged-answer.ts';
import { hasChange } from './zone-change-store.ts';
import { moveSome } from './zone-change.ts';

/** How long a piece is to take. */
const PIECE_MS = 8;
/** After a piece, while there is more: the thread is free for at least as long as it was taken. */
const PAUSE_MS = 10;
/** While there is nothing: how late totals may be for somebody who does not ask for them. */
const IDLE_MS = 250;
/** After a failure. */
const RETRY_MS = 10_000;
/** The most answers set aside that one run of the program names in the log; the table has them all. */
const MOST_NAMED = 20;

export interface Following {
  /** Follows in the background until it is stopped, and tries once what was set aside before. */
  start(): void;
  stop(): void;
  /**
   * Does one piece of work, for somebody who is about to read what is derived: most of the time there is no more than that.
   * Does nothing where one piece would not change much. Never fails.
   */
  catchUp(): void;
  /** Resolves once everything answered so far has been taken, or the time is over; others get their turn meanwhile. */
  settle(withinMs: number): Promise<void>;
  /** How the log has been followed. */
  state(): FollowingState;
}

export interface FollowingState {
  /** answers that have not been looked at yet, about */
  waiting: number;
  /** answers that count nowhere, since they could not be taken */
  setAside: number;
  /** since when nothing could be taken at all (UTC ms); undefined: all is well */
  failingSince: number | undefined;
}

export interface FollowingParts {
  db: Db;
  followers: readonly Follower[];
  /** UTC milliseconds */
  now: () => number;
  log: Logger;
}

const ADDING = 'adding answers up';

/** What a piece came to: there is more to do at once, there is not, or it has to be tried later. */
type Outcome = 'more' | 'done' | 'failed';

export function createFollowing({ db, followers, now, log }: FollowingParts): Following {
  const answersPace = createPace();
  const movesPace = createPace();
  let timer: NodeJS.Timeout | undefined;
  /** the last piece left more to do */
  let isBehind = false;
  /** a batch failed, so the next goes answer by answer */
  let isCareful = false;
  /** since when a kind of work has been failing */
  const failing = new Map<string, number>();
  let named = 0;
  /** the range of answers that had been set aside before the start and are being tried again */
  let lateFrom = 0;
  let lateUntil = 0;

  /** Does one piece of work. A failure is reported once, and everything goes on when it is over. */
  function attempt(what: string, work: () => Outcome): Outcome {
    try {
      const outcome = work();
      if (outcome !== 'failed' && failing.delete(what)) log.info(`${what} goes on`);
      return outcome;
    } catch (error) {
      if (!failing.has(what)) {
        failing.set(what, now());
        log.error({ err: error }, `${what} failed; trying again`);
      }
      return 'failed';
    }
  }

  function followSome(): Outcome {
    if (findPosition(db) >= lastAnswerId(db)) return 'done';
    const began = performance.now();
    let followed: Followed | undefined;
    try {
      const take = isCareful ? takeOneByOne : takeBatch;
      followed = transactionIfFree(db, () => take(db, followers, answersPace.size, now()));
    } catch (error) {
      if (isCareful || !isOfTheAnswer(error)) throw error;
      isCareful = true;
      answersPace.halve();
      return 'more';
    }
    if (!followed) return 'failed';
    isCareful = false;
    answersPace.took(followed.answers, performance.now() - began);
    followed.setAside.forEach(name);
    return followed.more ? 'more' : 'done';
  }

  /** Reports an answer that was set aside: only once, when it happens and not when it is tried again. */
  function name({ answerId, follower, error }: SetAside): void {
    if (named++ < MOST_NAMED)
      log.error(
        { err: error, answer: answerId, follower },
        'an answer could not be added up: it is set aside and counts nowhere',
      );
  }

  function moveDays(): Outcome {
    // Asked before each command: a transaction would take the write lock for nothing.
    if (!hasChange(db)) return 'done';
    const began = performance.now();
    const moved = transactionIfFree(db, () => ({ answers: moveSome(db, movesPace.size, now()) }));
    if (!moved) return 'failed';
    if (moved.answers === undefined) return 'done';
    movesPace.took(moved.answers, performance.now() - began);
    return 'more';
  }

  function retrySetAside(): Outcome {
    const began = performance.now();
    while (performance.now() - began < PIECE_MS) {
      const answerId = nextSetAside(db, lateFrom, lateUntil);
      if (answerId === undefined) return 'done';
      const tried = transactionIfFree(db, () => ({ failed: takeLate(db, followers, answerId, now()) }));
      if (!tried) return 'failed';
      lateFrom = answerId;
    }
    return 'more';
  }

  /** The next piece of whatever there is to do. */
  function piece(): Outcome {
    const works = [
      [ADDING, followSome],
      ['moving answers to the days of another time zone', moveDays],
      ['trying answers again that were set aside', retrySetAside],
    ] as const;
    let outcome: Outcome = 'done';
    for (const [what, work] of works) {
      outcome = attempt(what, work);
      if (outcome !== 'done') break;
    }
    isBehind = outcome === 'more';
    return outcome;
  }

  function turn(): void {
    // Closed meanwhile: the next start takes up where the position stands.
    if (!db.$client.open) return;
    const outcome = piece();
    const wait = { more: PAUSE_MS, done: IDLE_MS, failed: failing.size === 0 ? IDLE_MS : RETRY_MS };
    timer = setTimeout(turn, wait[outcome]);
    timer.unref();
  }

  return {
    start() {
      if (timer) return;
      lateFrom = 0;
      lateUntil = findPosition(db);
      const count = countSetAside(db);
      if (count > 0)
        log.error({ count }, 'answers were set aside, since they could not be added up; trying them again');
      turn();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
    catchUp() {
      // Where nobody follows in the background, this is all that is done.
      if (timer && (isBehind || failing.size > 0)) return;
      piece();
    },
    async settle(withinMs) {
      const until = performance.now() + withinMs;
      const target = lastAnswerId(db);
      while (findPosition(db) < target && attempt(ADDING, followSome) !== 'failed' && performance.now() < until)
        await nextTurn();
    },
    state: () => ({
      waiting: lastAnswerId(db) - findPosition(db),
      setAside: countSetAside(db),
      failingSince: failing.get(ADDING),
    }),
  };
}

/** Finds how many can be done in the time of one piece, on this machine and as it is just now. */
function createPace() {
  const [least, most] = [5, 1000];
  let size = 50;
  return {
    get size() {
      return size;
    },
    took(count: number, ms: number) {
      // Most of the time there is little to do, which says nothing of how long much would take.
      if (count < size && ms <= PIECE_MS) return;
      const fitting = Math.round((count * PIECE_MS) / Math.max(ms, 0.1));
      // One slow piece is soon made up for.
      size = Math.max(least, Math.min(most, fitting, Math.ceil(size * 1.5)));
    },
    halve() {
      size = Math.max(least, Math.floor(size / 2));
    },
  };
}
