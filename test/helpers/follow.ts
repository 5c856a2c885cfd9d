/** The log of answers, followed by everything that follows it in the program. */
import type { Db } from '../../src/db/open.ts';
import { FOLLOWERS } from '../../src/followers.ts';
import { followAll } from '../../src/score/follow.ts';
import * as full from '../../src/score/rebuild.ts';
import * as taken from '../../src/score/withdraw.ts';
import { NOON } from './app.ts';

/** Takes everything answered so far into what is derived. Fails where an answer cannot be taken. */
export function followLog(db: Db, now = NOON): void {
  const [failed] = followAll(db, FOLLOWERS, now);
  if (failed) throw failed.error;
}

export function rebuild(db: Db, judgeTyped?: full.TypedJudge, now = NOON): { answers: number } {
  const { answers, setAside } = full.rebuild(db, FOLLOWERS, now, judgeTyped);
  if (setAside[0]) throw setAside[0].error;
  return { answers };
}

export function withdrawAnswer(db: Db, answerId: number, now: number): boolean {
  return taken.withdrawAnswer(db, FOLLOWERS, answerId, now);
}
