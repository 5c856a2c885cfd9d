/** Questions, members, answers and exams of a scenario, at random. */
import { planExam } from '../../src/content/exam-blueprint.ts';
import { type Drawable, drawQuestions } from '../../src/exam/draw.ts';
import type { Difficulty, Manifest, Pack } from '../../src/content/pack.ts';
import { domainFinder } from '../../src/content/domain.ts';
import { kindOf } from '../../src/question/kinds/index.ts';
import type { Askable } from '../../src/quiz/choose.ts';
import { type Random, shuffle } from '../../src/random.ts';
import type { ExamFormat, ExamQuestion } from '../../src/readiness/forecast.ts';
import { DIFFICULTY_PRIOR, domcGuessingChance, guessingChance } from '../../src/question/item-response.ts';
import type { Scenario } from './scenario.ts';

/** A question of a pack, as the bot knows it before anybody answered. */
export interface PoolQuestion extends ExamQuestion, Askable, Drawable {
  readonly key: number;
  readonly label: Difficulty;
}

/** What a question is really like. */
interface Truth {
  readonly difficulty: number;
  readonly discrimination: number;
}

export interface World {
  readonly scenario: Scenario;
  readonly pool: readonly PoolQuestion[];
  readonly truths: readonly Truth[];
}

export interface Member {
  /** true abilities by domain, in logits; '' is the common part */
  readonly abilities: Map<string, number>;
  /** how much they rise with each answer */
  readonly pace: number;
}

const isDrawable = (question: PoolQuestion) => kindOf(question).inExam;

/** By how many logits questions of a kind are really harder. */
function harderOf(name: string, { multipleHarder, typedHarder }: Scenario): number {
  const { typing, rightOptions } = kindOf({ kind: name });
  if (typing) return typedHarder;
  return rightOptions === 'several' ? multipleHarder : 0;
}

/** A pack's questions in the order of its files; the key is the place in it. */
export function poolOf(pack: Pack): PoolQuestion[] {
  const domainOf = domainFinder(pack);
  const topics = pack.topics.map(({ slug }) => slug);
  return pack.questions.map(({ content, objective, topicSlug, domc }, key) => ({
    key,
    domain: domainOf({ objective, topicSlug }),
    topicId: topics.indexOf(topicSlug),
    metAt: null,
    kind: content.kind,
    options: content.options.length,
    right: content.options.filter(({ correct }) => correct).length,
    domc,
    label: content.difficulty,
    difficulty: DIFFICULTY_PRIOR[content.difficulty],
    lastAnsweredAt: null,
    lastCorrect: null,
  }));
}

/** A number from the standard normal distribution (Box & Muller 1958). */
function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function makeWorld(scenario: Scenario, pool: readonly PoolQuestion[], random: Random): World {
  const truths = pool.map(({ kind, label }) => ({
    difficulty: scenario.labels[label] + scenario.difficultySpread * gaussian(random) + harderOf(kind, scenario),
    discrimination: Math.exp(scenario.discriminationSpread * gaussian(random)),
  }));
  return { scenario, pool, truths };
}

export function makeMember({ scenario }: World, domains: Manifest['domains'], random: Random): Member {
  const common = scenario.abilityMean + scenario.commonSpread * gaussian(random);
  return {
    abilities: new Map([
      ['', common],
      ...domains.map(({ id }) => [id, common + scenario.domainSpread * gaussian(random)] as const),
    ]),
    pace: (2 * random() * scenario.learning) / 300,
  };
}

/** The chance that a member knows the answer, apart from luck. */
function knows({ pool, truths, scenario }: World, member: Member, key: number, oneByOne: boolean): number {
  const ability = member.abilities.get(pool[key]?.domain ?? '') ?? 0;
  const { difficulty = 0, discrimination = 1 } = truths[key] ?? {};
  const above = ability - difficulty - (oneByOne ? scenario.domcHarder : 0);
  return 1 / (1 + Math.exp(-discrimination * above));
}

/** Answers a question with all options shown: known, or guessed. */
export function answers(world: World, member: Member, key: number, random: Random): boolean {
  const question = world.pool[key];
  if (random() < knows(world, member, key, false)) return true;
  return question !== undefined && random() < guessingChance(question);
}

/** Answers a question whose options come one at a time: known, or a coin for each option until it is decided. */
export function answersOneByOne(world: World, member: Member, key: number, random: Random): boolean {
  if (random() < knows(world, member, key, true)) return true;
  const { options = 0, right = 0 } = world.pool[key] ?? {};
  const shown = shuffle(
    Array.from({ length: options }, (_, index) => index < right),
    random,
  );
  let met = 0;
  for (const isRight of shown) {
    if (random() < 0.5 !== isRight) return false;
    if (isRight && ++met === right) return true;
  }
  return false;
}

/** Lets a member get better by one answer. */
export function learnSome(member: Member): void {
  for (const [domain, ability] of member.abilities) member.abilities.set(domain, ability + member.pace);
}

/** Sits a full exam, drawn as the bot draws it. @returns the score, 0 to 1 */
export function sitExam(
  world: World,
  member: Member,
  domains: Manifest['domains'],
  format: ExamFormat,
  random: Random,
): number {
  const drawn = drawQuestions(world.pool.filter(isDrawable), planExam(format, domains), 0, random);
  const right = drawn.filter(({ question, format: shown }) =>
    (shown === 'domc' ? answersOneByOne : answers)(world, member, question.key, random),
  );
  return right.length / drawn.length;
}

/** The mean score of very many exams, 0 to 1. */
export function expectedScore(
  world: World,
  member: Member,
  domains: Manifest['domains'],
  { multipleChoice, domc }: ExamFormat,
): number {
  const chance = (domain: string, oneByOne: boolean) => {
    const luck = oneByOne ? domcGuessingChance : guessingChance;
    const drawable = world.pool.filter((one) => one.domain === domain && isDrawable(one) && (one.domc || !oneByOne));
    const sum = drawable.reduce((all, question) => {
      const known = knows(world, member, question.key, oneByOne);
      return all + known + (1 - known) * luck(question);
    }, 0);
    return sum / drawable.length;
  };
  const weights = domains.reduce((all, { weight }) => all + weight, 0);
  const right = domains.reduce(
    (all, { id, weight }) => all + (weight / weights) * (multipleChoice * chance(id, false) + domc * chance(id, true)),
    0,
  );
  return right / (multipleChoice + domc);
}
