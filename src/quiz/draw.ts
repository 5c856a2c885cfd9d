/**
 * Draws a quiz from the bank as choose.ts does from a list, with the same chances, but without looking at every question:
 * those that are weighed alike stand in groups, a group is drawn by the weight of what is open in it, and then one of its open
 * questions. What the member knows is taken off the counts first.
 */
import type { Bank, BankQuestion, Group } from '../question/bank.ts';
import type { Difficulty } from '../content/pack.ts';
import { type Random, pickFree } from '../random.ts';
import { type Gaussian } from '../question/item-response.ts';
import type { Subject } from '../topic/subject.ts';
import { chooseQuestions, fit, weakness } from './choose.ts';

export interface WantedQuiz {
  subject: Pick<Subject, 'packId' | 'domain' | 'topicId'>;
  difficulty?: Difficulty | undefined;
  count: number;
}

/** What is not open to a member. */
export interface NotOpen {
  /** the keys of questions whose last answer was right */
  known: readonly number[];
  /** the keys of questions that must not come at all */
  barred: ReadonlySet<number>;
  /** when each answered question was last answered (UTC ms), by key; read only where the open ones run out */
  lastAnswers: () => ReadonlyMap<number, number>;
}

export interface Drawn {
  questions: BankQuestion[];
  /** whether any question fits, barred ones counted */
  anyFits: boolean;
}

interface Weighed {
  group: Group;
  /** open questions that are not drawn yet */
  open: number;
  /** of each of them */
  weight: number;
}

/** @param abilityIn the member's ability in an area; left out: all questions are weighed alike */
export function drawQuiz(
  bank: Bank,
  { subject, difficulty, count }: WantedQuiz,
  { known, barred, lastAnswers }: NotOpen,
  random: Random,
  abilityIn?: (packId: string, domain: string | null) => Gaussian,
): Drawn {
  const isWanted = ({ label }: { label: Difficulty }) => difficulty === undefined || label === difficulty;
  if (subject.topicId !== undefined) {
    const ofTopic = bank.ofTopic(subject.topicId).filter(isWanted);
    const knows = new Set(known);
    const candidates = ofTopic
      .filter(({ key }) => !barred.has(key))
      .map((question) => ({
        question,
        lastAnsweredAt: knows.has(question.key) ? (lastAnswers().get(question.key) ?? 0) : null,
        lastCorrect: knows.has(question.key),
      }));
    const chosen = chooseQuestions(candidates, count, random);
    return { questions: chosen.map(({ question }) => question), anyFits: ofTopic.length > 0 };
  }
  const gone = new Set<BankQuestion>();
  const goneOf = new Map<Group, number>();
  const take = (key: number) => {
    const question = bank.find(key);
    if (!question || gone.has(question)) return;
    gone.add(question);
    goneOf.set(question.group, (goneOf.get(question.group) ?? 0) + 1);
  };
  known.forEach(take);
  barred.forEach(take);
  const weighed: Weighed[] = [];
  let fitting = 0;
  for (const { packId, domain, groups } of bank.areas(subject.packId, subject.domain)) {
    const ofArea: Weighed[] = [];
    for (const group of groups.values()) {
      if (!isWanted(group)) continue;
      fitting += group.questions.length;
      ofArea.push({ group, open: group.questions.length - (goneOf.get(group) ?? 0), weight: 1 });
    }
    if (abilityIn) weigh(ofArea, abilityIn(packId, domain));
    weighed.push(...ofArea);
  }
  const questions: BankQuestion[] = [];
  while (questions.length < count) {
    const next = drawGroup(weighed, random);
    if (!next) break;
    const question = pickFree(next.group.questions, (one) => !gone.has(one), next.open, random);
    questions.push(question);
    gone.add(question);
    next.open--;
  }
  if (questions.length < count) {
    const inSubject = new Set(weighed.map(({ group }) => group));
    const mayCome = (key: number) => {
      const group = bank.find(key)?.group;
      return group !== undefined && inSubject.has(group) && !barred.has(key);
    };
    const left = known.filter(mayCome);
    questions.push(...longestAgo(left, lastAnswers(), count - questions.length).flatMap((key) => bank.find(key) ?? []));
  }
  return { questions, anyFits: fitting > 0 };
}

/** An area comes as often as it has open questions, and more often the weaker the member is in it; in it, what fits best. */
function weigh(ofArea: Weighed[], ability: Gaussian): void {
  const fits: number[] = [];
  let open = 0;
  let total = 0;
  for (const one of ofArea) {
    if (one.open === 0) continue;
    one.weight = fits[one.group.level] ??= fit(ability, one.group);
    open += one.open;
    total += one.open * one.weight;
  }
  const share = (open * weakness(ability)) / total;
  for (const one of ofArea) one.weight *= share;
}

/** A group by the weight of what is open in it; undefined where nothing is. */
function drawGroup(weighed: readonly Weighed[], random: Random): Weighed | undefined {
  const total = weighed.reduce((sum, { open, weight }) => sum + open * weight, 0);
  let left = random() * total;
  let last: Weighed | undefined;
  for (const one of weighed) {
    if (one.open === 0) continue;
    last = one;
    left -= one.open * one.weight;
    if (left < 0) break;
  }
  return last;
}

function longestAgo(keys: readonly number[], lastAnswers: ReadonlyMap<number, number>, count: number): number[] {
  const at = (key: number) => lastAnswers.get(key) ?? 0;
  return [...keys].sort((a, b) => at(a) - at(b) || a - b).slice(0, count);
}
