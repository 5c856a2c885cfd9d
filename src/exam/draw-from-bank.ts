/**
 * Draws an exam from the bank as draw.ts does from a list, with the same chances, but without looking at every question.
 *
 * There the questions are put in random order, and each turn goes to the first of the topics that have had the fewest. Here
 * every question has a random number between 0 and 1 instead of a place, and of each topic only the next one in that order is
 * worked out: the least of n such numbers is 1 - (1 - u) ^ (1 / n), and any of the n questions may have it.
 */
import type { Area, Bank, BankQuestion, ExamTopic } from '../question/bank.ts';
import { kindOf } from '../question/kinds/index.ts';
import { type Random, pickFree, shuffle } from '../random.ts';
import type { DomainShare } from '../content/exam-blueprint.ts';
import type { Drawn, Format } from './draw.ts';

export interface DrawnFrom {
  packId: string;
  /** limits it to one domain; null: all that the plan names */
  domain: string | null;
}

/** How many questions of one topic in one area are not fresh, or drawn: of all, and of those that may come one at a time. */
type Gone = Record<Format, number>;

/** The fresh questions of one topic in one area. */
interface Stack {
  topicId: number;
  questions: readonly BankQuestion[];
  fresh: number;
  /** the random number of the next question */
  next: number;
}

/**
 * The questions of an exam, in the order in which they are asked. Those that the member has met come only where no others are
 * left, the longest ago first. Topics take turns, so that no topic has many while another has none.
 * @param metAt when the member recently met a question (UTC ms), by its key; what was met longer ago is fresh again
 * @throws Error when the plan asks for more than there are
 */
export function drawExam(
  bank: Bank,
  { packId, domain: only }: DrawnFrom,
  plan: readonly DomainShare[],
  metAt: ReadonlyMap<number, number>,
  random: Random,
): Drawn<BankQuestion>[] {
  const met = [...metAt.keys()].flatMap((key) => bank.find(key) ?? []);
  const drawn = new Map<BankQuestion, Format>();
  const gone = new Map<ExamTopic, Gone>();
  for (const question of met) countGone(gone, question);
  const perTopic = new Map<number, number>();
  const isFresh = (question: BankQuestion) => !drawn.has(question) && !metAt.has(question.key);
  for (const { domain, multipleChoice, domc } of plan) {
    const areas = bank.areas(packId, domain ?? only ?? undefined);
    const draw = (count: number, format: Format) => {
      const stacks = stacksOf(areas, format, gone, random);
      let missing = count;
      for (; missing > 0; missing--) {
        const question = takeTurn(stacks, perTopic, isFresh, random);
        if (!question) break;
        drawn.set(question, format);
        countGone(gone, question);
      }
      if (missing === 0) return;
      const left = met.filter((one) => !drawn.has(one) && areas.includes(one.area) && mayCome(one, format));
      if (left.length < missing)
        throw new Error(`${count} questions (${format}) of ${domain}: ${count - missing + left.length} there`);
      left.sort((a, b) => (metAt.get(a.key) ?? 0) - (metAt.get(b.key) ?? 0) || a.key - b.key);
      for (const question of left.slice(0, missing)) drawn.set(question, format);
    };
    // Those that can come one at a time are fewer, so they are drawn first; what is left of them serves the others.
    draw(domc, 'domc');
    draw(multipleChoice, 'choice');
  }
  return shuffle(
    [...drawn].map(([question, format]) => ({ question, format })),
    random,
  );
}

function mayCome(question: BankQuestion, format: Format): boolean {
  return kindOf(question).inExam && (format === 'choice' || question.domc);
}

/** Counts a question that was fresh until now. */
function countGone(gone: Map<ExamTopic, Gone>, question: BankQuestion): void {
  const topic = question.area.examTopics.get(question.topicId);
  if (!topic || !mayCome(question, 'choice')) return;
  const counts = gone.get(topic) ?? { choice: 0, domc: 0 };
  gone.set(topic, counts);
  counts.choice++;
  if (question.domc) counts.domc++;
}

function stacksOf(areas: readonly Area[], format: Format, gone: ReadonlyMap<ExamTopic, Gone>, random: Random): Stack[] {
  const stacks: Stack[] = [];
  for (const { examTopics } of areas) {
    for (const topic of examTopics.values()) {
      const questions = format === 'domc' ? topic.domc : topic.questions;
      const fresh = questions.length - (gone.get(topic)?.[format] ?? 0);
      if (fresh > 0) stacks.push({ topicId: topic.topicId, questions, fresh, next: leastOf(fresh, 0, random) });
    }
  }
  return stacks;
}

/** The least of `count` random numbers between `above` and 1. */
function leastOf(count: number, above: number, random: Random): number {
  return above + (1 - above) * (1 - (1 - random()) ** (1 / Math.max(count, 1)));
}

/** The next question of the topics that have had the fewest; undefined where none is fresh. */
function takeTurn(
  stacks: readonly Stack[],
  perTopic: Map<number, number>,
  isFresh: (question: BankQuestion) => boolean,
  random: Random,
): BankQuestion | undefined {
  let best: Stack | undefined;
  let fewest = Infinity;
  for (const stack of stacks) {
    if (stack.fresh === 0) continue;
    const turns = perTopic.get(stack.topicId) ?? 0;
    if (turns < fewest || (turns === fewest && stack.next < (best?.next ?? Infinity))) {
      best = stack;
      fewest = turns;
    }
  }
  if (!best) return undefined;
  const question = pickFree(best.questions, isFresh, best.fresh, random);
  perTopic.set(best.topicId, fewest + 1);
  best.fresh--;
  best.next = leastOf(best.fresh, best.next, random);
  return question;
}
