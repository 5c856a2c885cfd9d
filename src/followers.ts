/** Who follows the log of answers: everything that is derived from it, in the order in which they take an answer. */
import { examResults } from './exam/follower.ts';
import { readiness } from './readiness/follow.ts';
import { objectives } from './readiness/objectives.ts';
import { cards } from './review/follower.ts';
import type { Follower } from './score/logged-answer.ts';
import { totals } from './score/totals.ts';

export const FOLLOWERS: readonly Follower[] = [totals, examResults, cards, readiness, objectives];
