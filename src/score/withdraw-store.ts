/** Which answers were taken back, and a member's other answers to the same question. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { answer, answerWithdrawn, question, topic } from '../db/schema.ts';
import type { Rule } from '../question/points.ts';
import { loggedAnswer } from './follow-store.ts';
import type { NewAnswer } from './record-store.ts';

type Key = Pick<NewAnswer, 'userId' | 'guildId' | 'questionKey'>;

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  others: db
    .select({ ...loggedAnswer, whole: answer })
    .from(answer)
    .innerJoin(question, eq(question.key, answer.questionKey))
    .innerJoin(topic, eq(topic.id, question.topicId))
    .leftJoin(answerWithdrawn, eq(answerWithdrawn.answerId, answer.id))
    .where(
      and(
        eq(answer.userId, p('userId')),
        eq(answer.questionKey, p('questionKey')),
        eq(answer.guildId, p('guildId')),
        isNull(answerWithdrawn.answerId),
      ),
    )
    .orderBy(asc(answer.id))
    .prepare(),
  isWithdrawn: db
    .select({ answerId: answerWithdrawn.answerId })
    .from(answerWithdrawn)
    .where(eq(answerWithdrawn.answerId, p('id')))
    .prepare(),
  withdraw: db
    .insert(answerWithdrawn)
    .values({ answerId: p('id'), withdrawnAt: p('now') })
    .onConflictDoNothing()
    .prepare(),
  setScore: db
    .update(answer)
    .set({ points: sql`${p('points')}`, rule: sql`${p('rule')}` })
    .where(eq(answer.id, p('id')))
    .prepare(),
}));

export function isWithdrawn(db: Db, answerId: number): boolean {
  return statements(db).isWithdrawn.get({ id: answerId }) !== undefined;
}

/** @returns false when it had been taken back before */
export function withdraw(db: Db, answerId: number, now: number): boolean {
  return statements(db).withdraw.run({ id: answerId, now }).changes > 0;
}

/** A member's answers to a question that count, in the order of the log; `whole` is the row as it stands there. */
export function listOthers(db: Db, key: Key) {
  return statements(db).others.all(key);
}

export function setScore(db: Db, id: number, points: number, rule: Rule): void {
  statements(db).setScore.run({ id, points, rule });
}
