/** Taking an answer back: it stays in the log, and everything that is kept from the log forgets it. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { type Db, perDatabase, transaction } from '../db/open.ts';
import { answer, answerWithdrawn, memberQuestion, question, topic } from '../db/schema.ts';
import { findQuestion } from '../question/store.ts';
import { endSetAside, findLogged, isFollowed } from './follow-store.ts';
import { type Follower, type LoggedAnswer, loggedAnswer } from './logged-answer.ts';
import { addToQuestion, scoreFor } from './record.ts';

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
  forgetQuestion: db
    .delete(memberQuestion)
    .where(
      and(
        eq(memberQuestion.userId, p('userId')),
        eq(memberQuestion.questionKey, p('questionKey')),
        eq(memberQuestion.guildId, p('guildId')),
      ),
    )
    .prepare(),
}));

export function isWithdrawn(db: Db, answerId: number): boolean {
  return statements(db).isWithdrawn.get({ id: answerId }) !== undefined;
}

/**
 * Takes an answer back, as if it had never been given: later answers to its question may earn what it had earned.
 * @returns false when it had been taken back before; nothing is changed then
 * @throws Error when there is no such answer: ids come from our own rows
 */
export function withdrawAnswer(db: Db, followers: readonly Follower[], answerId: number, now: number): boolean {
  return transaction(db, () => {
    const found = findLogged(db, answerId);
    if (!found) throw new Error(`no answer ${answerId}`);
    if (statements(db).withdraw.run({ id: answerId, now }).changes === 0) return false;
    if (isFollowed(db, answerId)) for (const follower of followers) follower.forget?.(db, found, now);
    // One that has not been followed yet never will be.
    else endSetAside(db, answerId);
    scoreOthers(db, followers, found, now);
    return true;
  });
}

/**
 * Goes over the member's other answers to the question in this server again: a question pays once in 30 days, so one that
 * was practice may pay now. What an answer earned before it keeps, where it is still paid: a rebuild may have scored it.
 */
function scoreOthers(
  db: Db,
  followers: readonly Follower[],
  { userId, guildId, questionKey }: LoggedAnswer,
  now: number,
): void {
  statements(db).forgetQuestion.run({ userId, guildId, questionKey });
  const { difficulty } = findQuestion(db, questionKey);
  for (const { whole, ...other } of statements(db).others.all({ userId, guildId, questionKey })) {
    const score = scoreFor(db, whole, other.correct, difficulty);
    const points = score.rule === whole.rule ? other.points : score.points;
    if (score.rule !== whole.rule) {
      statements(db).setScore.run({ id: other.id, points, rule: score.rule });
      const more = points - other.points;
      if (more !== 0 && isFollowed(db, other.id))
        for (const follower of followers) follower.reprice?.(db, other, more, now);
    }
    addToQuestion(db, whole, other.correct, points);
  }
}
