/** Kills a bot at every step of rounds that are played in a dozen servers at once, and counts what arrived. */
import { answerRound } from '../../src/round/session.ts';
import { getQuestionContent } from '../../src/question/store.ts';
import { optionOrder } from '../../src/question/answering.ts';
import { listPostable } from '../../src/daily/store/pool.ts';
import { EVERYTHING } from '../../src/topic/subject.ts';
import { findRound, getQuestion, insertRound } from '../../src/round/store.ts';
import { LOBBY_MS } from '../../src/round/rules.ts';
import { kindOf } from '../../src/question/kinds/index.ts';
import type { QuestionContent } from '../../src/content/pack.ts';
import { seededRandom } from '../helpers/random.ts';
import { rounds } from '../helpers/soak.ts';
import { type KillingGround, REVEALING, SENDING, buildVictim, openKillingGround } from './killing.ts';

const QUESTIONS = rounds(2, 3);
const MEMBERS = ['member-1', 'member-2', 'member-3'];
/** Longer than anybody keeps a round in hand, and shorter than what ends it because the bot was away. */
const REST_MS = { shortest: 25_000, longest: 150_000 } as const;

export interface Outcome {
  kills: number;
  ways: Record<string, number>;
  /** answers that members were told are kept, as "round position member" */
  confirmed: string[];
  /** the same as they stand in the log */
  logged: string[];
  /** how many messages there are of each question, and of each result */
  questions: number[];
  results: number[];
  /** questions that were posted and whose answer was not told in their message */
  untold: string[];
  /** rounds that went on to their last question */
  playedOut: number;
  rounds: number;
}

/** @param kills how many lives are ended, at least */
export async function killRounds(seed: number, kills: number): Promise<Outcome> {
  await buildVictim();
  const ground = await openKillingGround(seed);
  const random = seededRandom(seed);
  const ids: string[] = [];
  const confirmed = new Set<string>();
  try {
    while (ground.lives.kills < kills) {
      const open = startRounds(ground, ids.length, random);
      ids.push(...open);
      while (open.some((id) => findRound(ground.db, id)?.phase !== 'over')) {
        ground.advance(Math.round(REST_MS.shortest + random() * (REST_MS.longest - REST_MS.shortest)));
        if (random() < 0.75) await ground.die({ ...(random() < 0.5 ? SENDING : REVEALING), work: 'rounds' });
        else await ground.finish('rounds');
        for (const id of open) answerSome(ground, id, confirmed, random);
      }
    }
    return count(ground, ids, confirmed);
  } finally {
    await ground.close();
  }
}

/** One in each server, of questions drawn by chance; every other one talks over what divides it. */
function startRounds(ground: KillingGround, before: number, random: () => number): string[] {
  const { db } = ground;
  const pool = listPostable(db, EVERYTHING);
  return ground.servers().map(({ id: guildId, channelIds: [channelId = ''] }, index) => {
    const id = `round${before + index}`;
    const questions = Array.from({ length: QUESTIONS }, () => {
      const { key: questionKey, revision } = pool[Math.floor(random() * pool.length)]!;
      return { questionKey, revision, optionOrder: optionOrder(getQuestionContent(db, questionKey, revision), random) };
    });
    const fixed = { seconds: 30, mode: 'calm', teams: 0, phase: 'lobby', position: -1, isShown: true } as const;
    const row = { ...fixed, id, guildId, channelId, hostId: 'host', subject: 'all', discusses: index % 2 === 0 };
    const createdAt = ground.now();
    insertRound(db, { ...row, questions: QUESTIONS, createdAt, dueAt: createdAt + LOBBY_MS }, questions);
    return id;
  });
}

function answerSome(ground: KillingGround, id: string, confirmed: Set<string>, random: () => number): void {
  const { db } = ground;
  const round = findRound(db, id);
  const isOpen = round?.isShown && (round.phase === 'asking' || round.phase === 'discussing');
  if (!round || !isOpen) return;
  for (const userId of MEMBERS) {
    if (random() < 0.3) continue;
    const { guildId, position } = round;
    const question = getQuestion(db, id, position);
    const content = getQuestionContent(db, question.questionKey, question.revision);
    const press = { guildId, roundId: id, position, userId, pressedAt: round.endsAt ?? 0 };
    const { outcome } = answerRound(db, press, wholeAnswer(content, random), () => ground.now());
    if (outcome === 'sealed') confirmed.add(`${id} ${position} ${userId}`);
  }
}

function wholeAnswer(content: QuestionContent, random: () => number): number[] {
  const kind = kindOf(content);
  const all = content.options.map((_, place) => place);
  return kind.isWhole(content, [0]) ? [Math.floor(random() * all.length)] : all;
}

function count(ground: KillingGround, ids: readonly string[], confirmed: ReadonlySet<string>): Outcome {
  const { db, discord, lives } = ground;
  const outcome: Outcome = {
    ...lives,
    confirmed: [...confirmed].sort(),
    logged: (
      db.$client
        .prepare("select replace(substr(source, 7), ':', ' ') || ' ' || user_id from answer where mode = 'round'")
        .pluck()
        .all() as string[]
    ).sort(),
    questions: [],
    results: [],
    untold: [],
    playedOut: 0,
    rounds: ids.length,
  };
  for (const id of ids) {
    const round = findRound(db, id)!;
    const messages = discord.world.listMessages(round.channelId).map(({ data }) => data);
    const about = (what: string) =>
      messages.filter(({ components }) => JSON.stringify(components).includes(`"${what}`));
    if (round.endedBecause === null) outcome.playedOut++;
    outcome.results.push(about(`round:again:${id}"`).length);
    for (let position = 0; position <= round.position; position++) {
      const own = [...about(`round:answer:${id}:${position}:`), ...about(`round:go:${id}:${position}"`)];
      outcome.questions.push(own.length);
      if (!own.every(({ embeds }) => embeds[0]?.title?.endsWith('the answer')))
        outcome.untold.push(`${id} ${position}`);
    }
  }
  return outcome;
}
