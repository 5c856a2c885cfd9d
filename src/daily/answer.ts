import type { Db } from '../db/open.ts';
import { UserError } from '../errors.ts';
import type { QuestionContent } from '../pack/content.ts';
import { type QuestionFacts, findQuestion, getQuestionContent } from '../question/store.ts';
import { type Recorded, recordAnswer } from '../score/record.ts';
import { findDelivery } from './store.ts';

export interface DailyAnswer extends Recorded {
  facts: QuestionFacts;
  content: QuestionContent;
  order: number[];
  choice: number[];
}

/**
 * A member's answer to a question of the day. The first one counts; another returns what the first one earned.
 * @param shown the options chosen, as positions in the order shown
 * @throws UserError when the question is not this server's or is gone
 */
export function answerDaily(
  db: Db,
  userId: string,
  guildId: string,
  deliveryId: number,
  shown: readonly number[],
  now: number,
): DailyAnswer {
  const delivery = findDelivery(db, deliveryId);
  if (!delivery || delivery.guildId !== guildId)
    throw new UserError('That question is no longer open. The next one comes soon.');
  const facts = findQuestion(db, delivery.questionKey);
  const content = getQuestionContent(db, delivery.questionKey, delivery.revision);
  const order = delivery.optionOrder;
  const choice = shown.map((place) => order[place]).filter((index) => index !== undefined);
  if (choice.length === 0) throw new Error(`delivery ${deliveryId} has no such options: ${shown.join()}`);
  const recorded = recordAnswer(
    db,
    {
      guildId,
      userId,
      questionKey: delivery.questionKey,
      revision: delivery.revision,
      mode: 'daily',
      source: `daily:${deliveryId}`,
      optionOrder: order,
      choice,
      answeredAt: now,
    },
    content,
  );
  return { ...recorded, facts, content, order, choice: recorded.choice };
}
