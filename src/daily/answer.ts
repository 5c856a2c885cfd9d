/** Answering a question of the day: sealed until the reveal, or final at once, as the server prefers. */
import { type Db, transaction } from '../db/open.ts';
import { UserError } from '../errors.ts';
import type { QuestionContent } from '../content/pack.ts';
import { optionsAt } from '../question/answering.ts';
import { kindOf } from '../question/kinds/index.ts';
import { type QuestionFacts, findQuestion, getQuestionContent } from '../question/store.ts';
import { type Recorded, recordAnswer } from '../score/record.ts';
import { type Delivery, findDelivery } from './store/delivery.ts';
import { deleteSealed, findSealed, listAnswers, listSealed, saveSealed, sourceOf } from './store/sealed.ts';
import { dailyWords } from './words.ts';

/** A question of the day with what belongs to it. */
export interface DailyQuestion {
  delivery: Delivery;
  facts: QuestionFacts;
  content: QuestionContent;
}

export type DailyAnswer = DailyQuestion & { choice: number[] } & (
    | {
        /** more is to be pressed, and nothing is kept so far */
        outcome: 'begun';
      }
    | {
        /** kept, and told to nobody before the reveal; `before` is the answer that it replaces */
        outcome: 'sealed';
        before: number[] | null;
      }
    | (Pick<Recorded, 'correct' | 'points' | 'rule' | 'isNew'> & { outcome: 'final' })
  );

/**
 * A question whose answers are out; `choice` is the member's own answer, null without one, and `own` what it earned,
 * undefined until it has been unsealed.
 */
export type ClosedQuestion = DailyQuestion & {
  outcome: 'closed';
  choice: number[] | null;
  own: Pick<Recorded, 'correct' | 'points' | 'rule'> | undefined;
};

/**
 * A member's answer to a question of the day.
 * @param shown the options chosen, as positions in the order shown
 * @param clock UTC milliseconds
 * @throws UserError when the question is not this server's or is gone
 */
export function answerDaily(
  db: Db,
  userId: string,
  guildId: string,
  deliveryId: number,
  shown: readonly number[],
  clock: () => number,
): DailyAnswer | ClosedQuestion {
  return transaction(db, () => {
    // Read only once nobody else can write: another process may have told the answers while this one waited for the lock.
    const now = clock();
    const question = getDailyQuestion(db, guildId, deliveryId);
    const { delivery, content } = question;
    if (isClosed(delivery, now)) return closed(db, question, userId);
    const choice = optionsAt(delivery.optionOrder, shown);
    if (!kindOf(content).isWhole(content, choice)) return { ...question, outcome: 'begun', choice };
    if (choice.length === 0) throw new Error(`delivery ${deliveryId} has no such options: ${shown.join()}`);
    if (delivery.locksAnswers) {
      const recorded = record(db, delivery, content, { userId, choice, answeredAt: now });
      return { ...question, ...recorded, outcome: 'final' };
    }
    const before = findSealed(db, deliveryId, userId)?.choice ?? null;
    saveSealed(db, { deliveryId, userId, choice, answeredAt: now });
    return { ...question, outcome: 'sealed', choice, before };
  });
}

/**
 * The question of a delivery, with the member's own answer once the answers are out.
 * @throws UserError when it is not this server's or is gone, or while it is open
 */
export function explainDaily(db: Db, userId: string, guildId: string, deliveryId: number, now: number): ClosedQuestion {
  const question = getDailyQuestion(db, guildId, deliveryId);
  if (!isClosed(question.delivery, now)) throw new UserError((reader) => dailyWords(reader).notOut);
  return closed(db, question, userId);
}

/** Puts the sealed answers to a question into the log, so that they count. Doing it again changes nothing. */
export function openSealed(db: Db, delivery: Delivery): void {
  transaction(db, () => {
    const content = getQuestionContent(db, delivery.questionKey, delivery.revision);
    for (const sealed of listSealed(db, delivery.id)) record(db, delivery, content, sealed);
    deleteSealed(db, delivery.id);
  });
}

export function isClosed({ revealAt, revealedAt }: Delivery, now: number): boolean {
  return revealedAt !== null || (revealAt !== null && revealAt <= now);
}

function getDailyQuestion(db: Db, guildId: string, deliveryId: number): DailyQuestion {
  const delivery = findDelivery(db, deliveryId);
  if (!delivery || delivery.guildId !== guildId || delivery.state === 'skipped')
    throw new UserError((reader) => dailyWords(reader).notOpen);
  return {
    delivery,
    facts: findQuestion(db, delivery.questionKey),
    content: getQuestionContent(db, delivery.questionKey, delivery.revision),
  };
}

function closed(db: Db, question: DailyQuestion, userId: string): ClosedQuestion {
  const { id } = question.delivery;
  const own = listAnswers(db, id).find((answer) => answer.userId === userId);
  const choice = own?.choice ?? findSealed(db, id, userId)?.choice ?? null;
  return { ...question, outcome: 'closed', choice, own };
}

function record(
  db: Db,
  { id, guildId, questionKey, revision, optionOrder }: Delivery,
  content: QuestionContent,
  { userId, choice, answeredAt }: { userId: string; choice: number[]; answeredAt: number },
): Recorded {
  return recordAnswer(
    db,
    {
      guildId,
      userId,
      questionKey,
      revision,
      mode: 'daily',
      source: sourceOf(id),
      optionOrder,
      choice,
      answeredAt,
    },
    content,
  );
}
