/** Drawing from a list: the plain definition of an exam. draw-from-bank.ts draws it from the bank with the same chances. */
import { type Random, shuffle } from '../random.ts';
import type { DomainShare } from '../content/exam-blueprint.ts';

/** A question that may be drawn for an exam. */
export interface Drawable {
  topicId: number;
  domain: string | null;
  /** whether its options may come one at a time */
  domc: boolean;
  /** when the member last met it, UTC ms; null: never */
  metAt: number | null;
}

export type Format = 'choice' | 'domc';

export interface Drawn<T> {
  question: T;
  format: Format;
}

/**
 * Draws the questions of an exam, in the order in which they are asked. Those met since `freshBefore` come only where
 * no others are left; then the longest ago first. Topics take turns, so that no topic has many while another has none.
 * @param freshBefore UTC ms
 * @throws Error when the plan asks for more than there are
 */
export function drawQuestions<T extends Drawable>(
  candidates: readonly T[],
  plan: readonly DomainShare[],
  freshBefore: number,
  random: Random,
): Drawn<T>[] {
  const drawn: Drawn<T>[] = [];
  const perTopic = new Map<number, number>();
  const isFresh = ({ metAt }: T) => metAt === null || metAt < freshBefore;
  for (const { domain, multipleChoice, domc } of plan) {
    let rest = candidates.filter((candidate) => domain === null || candidate.domain === domain);
    const draw = (count: number, format: Format, pool: readonly T[]) => {
      const fresh = takeTurns(pool.filter(isFresh), count, perTopic, random);
      const met = pool.filter((candidate) => !isFresh(candidate)).sort((a, b) => (a.metAt ?? 0) - (b.metAt ?? 0));
      const chosen = [...fresh, ...met.slice(0, count - fresh.length)];
      if (chosen.length < count) throw new Error(`${count} questions (${format}) of ${domain}: ${chosen.length} there`);
      rest = rest.filter((candidate) => !chosen.includes(candidate));
      drawn.push(...chosen.map((question) => ({ question, format })));
    };
    // Those that can come one at a time are fewer, so they are drawn first; what is left of them serves the others.
    draw(
      domc,
      'domc',
      rest.filter((candidate) => candidate.domc),
    );
    draw(multipleChoice, 'choice', rest);
  }
  return shuffle(drawn, random);
}

/** Takes `count` at random, each from a topic that has had the fewest so far; counts them in `perTopic`. */
function takeTurns<T extends Drawable>(
  pool: readonly T[],
  count: number,
  perTopic: Map<number, number>,
  random: Random,
): T[] {
  const left = shuffle(pool, random);
  const turns = ({ topicId }: T) => perTopic.get(topicId) ?? 0;
  const chosen: T[] = [];
  while (chosen.length < count && left.length > 0) {
    const next = left.reduce((best, candidate) => (turns(candidate) < turns(best) ? candidate : best));
    left.splice(left.indexOf(next), 1);
    perTopic.set(next.topicId, turns(next) + 1);
    chosen.push(next);
  }
  return chosen;
}
