/** Which question a server gets next. */
import type { Random } from '../random.ts';
import { DAY_MS } from '../time/local-day.ts';

/** A question is not posted again in one server within this time while there are others. */
export const REPEAT_AFTER_DAYS = 90;
export const REPEAT_AFTER_MS = REPEAT_AFTER_DAYS * DAY_MS;

export interface Postable {
  key: number;
  revision: string;
  topicId: number;
}

/** How well a server's members do on one topic. */
export interface TopicRecord {
  answers: number;
  correct: number;
}

/**
 * Chooses one of `pool`: none that was posted within 90 days while others are left, and a topic the more often, the more of
 * its answers were wrong. When all were posted recently, the one posted longest ago.
 * @param postedAt when this server last had a question (UTC ms), by its key; those of the last 90 days are enough
 * @param records how well the server does on topics, by topic id
 */
export function chooseQuestion(
  pool: readonly Postable[],
  postedAt: ReadonlyMap<number, number>,
  records: ReadonlyMap<number, TopicRecord>,
  now: number,
  random: Random,
): Postable | undefined {
  const fresh = pool.filter(({ key }) => (postedAt.get(key) ?? -Infinity) <= now - REPEAT_AFTER_MS);
  if (fresh.length > 0) return pickWeighted(fresh, ({ topicId }) => weakness(records.get(topicId)), random);
  const at = ({ key }: Postable) => postedAt.get(key) ?? -Infinity;
  return pool.reduce<Postable | undefined>(
    (oldest, one) => (oldest && at(oldest) <= at(one) ? oldest : one),
    undefined,
  );
}

/**
 * The share of wrong answers to be expected in a topic, between 0 and 1: Laplace's rule of succession, so that a topic
 * without answers stands in the middle and one answer says little.
 */
export function weakness({ answers, correct }: TopicRecord = { answers: 0, correct: 0 }): number {
  return (answers - correct + 1) / (answers + 2);
}

/** One of `items`, each with a chance in proportion to its weight (above 0). */
function pickWeighted<T>(items: readonly T[], weight: (item: T) => number, random: Random): T | undefined {
  const total = items.reduce((sum, item) => sum + weight(item), 0);
  let left = random() * total;
  return items.find((item) => (left -= weight(item)) < 0) ?? items.at(-1);
}
