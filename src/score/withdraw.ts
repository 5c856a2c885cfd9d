/** Taking an answer back: it stays in the log, and everything that is kept from the log forgets it. */
import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import { type Db, perDatabase, transaction } from '../db/open.ts';
import {
  answer,
  answerWithdrawn,
  guildTopic,
  memberDay,
  memberDomain,
  memberQuestion,
  question,
  topic,
} from '../db/schema.ts';
import { findTimeZone } from '../guild/settings.ts';
import { findQuestion } from '../question/store.ts';
import { replayCard } from '../review/follower.ts';
import { localDate } from '../time/local-day.ts';
import { periodKeys } from '../time/period.ts';
import { subjectKeys } from '../topic/subject.ts';
import { followLog } from './follow.ts';
import { type LoggedAnswer, loggedAnswer } from './logged-answer.ts';
import { addToQuestion, scoreFor } from './record.ts';
import { addPoints, privateShare } from './totals.ts';

const p = sql.placeholder;

const statements = perDatabase((db) => {
  const logged = () =>
    db
      .select({ ...loggedAnswer, whole: answer })
      .from(answer)
      .innerJoin(question, eq(question.key, answer.questionKey))
      .innerJoin(topic, eq(topic.id, question.topicId))
      .$dynamic();
  const ofMember = and(
    eq(memberQuestion.userId, p('userId')),
    eq(memberQuestion.questionKey, p('questionKey')),
    eq(memberQuestion.guildId, p('guildId')),
  );
  const ofDomain = and(
    eq(memberDomain.userId, p('userId')),
    eq(memberDomain.guildId, p('guildId')),
    eq(memberDomain.packId, p('packId')),
    eq(memberDomain.domain, p('domain')),
  );
  const ofTopic = and(eq(guildTopic.guildId, p('guildId')), eq(guildTopic.topicId, p('topicId')));
  const ofDay = and(
    eq(memberDay.userId, p('userId')),
    eq(memberDay.guildId, p('guildId')),
    eq(memberDay.day, p('day')),
  );
  return {
    find: logged()
      .where(eq(answer.id, p('id')))
      .prepare(),
    others: logged()
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
    forgetQuestion: db.delete(memberQuestion).where(ofMember).prepare(),
    subtractDomain: db
      .update(memberDomain)
      .set({
        answers: sql`${memberDomain.answers} - 1`,
        correct: sql`${memberDomain.correct} - ${p('right')}`,
        privateAnswers: sql`${memberDomain.privateAnswers} - ${p('privateAnswers')}`,
        privateCorrect: sql`${memberDomain.privateCorrect} - ${p('privateRight')}`,
      })
      .where(ofDomain)
      .prepare(),
    dropDomain: db
      .delete(memberDomain)
      .where(and(ofDomain, lte(memberDomain.answers, 0)))
      .prepare(),
    subtractTopic: db
      .update(guildTopic)
      .set({ answers: sql`${guildTopic.answers} - 1`, correct: sql`${guildTopic.correct} - ${p('right')}` })
      .where(ofTopic)
      .prepare(),
    dropTopic: db
      .delete(guildTopic)
      .where(and(ofTopic, lte(guildTopic.answers, 0)))
      .prepare(),
    subtractDay: db
      .update(memberDay)
      .set({ answers: sql`${memberDay.answers} - 1`, correct: sql`${memberDay.correct} - ${p('right')}` })
      .where(ofDay)
      .prepare(),
    dropDay: db
      .delete(memberDay)
      .where(and(ofDay, lte(memberDay.answers, 0)))
      .prepare(),
    addDayPoints: db
      .update(memberDay)
      .set({ points: sql`${memberDay.points} + ${p('points')}` })
      .where(ofDay)
      .prepare(),
    dropPoints: db.$client.prepare<{ guildId: string; userId: string; periods: string; subjects: string }>(
      `delete from points_total
       where guild_id = @guildId and user_id = @userId and points <= 0
         and period in (select value from json_each(@periods))
         and subject in (select value from json_each(@subjects))`,
    ),
  };
});

export function isWithdrawn(db: Db, answerId: number): boolean {
  return statements(db).isWithdrawn.get({ id: answerId }) !== undefined;
}

/**
 * Takes an answer back, as if it had never been given: later answers to its question may earn what it had earned.
 * @returns false when it had been taken back before; nothing is changed then
 * @throws Error when there is no such answer: ids come from our own rows
 */
export function withdrawAnswer(db: Db, answerId: number, now: number): boolean {
  return transaction(db, () => {
    // What is taken out must be in.
    followLog(db);
    const found = statements(db).find.get({ id: answerId });
    if (!found) throw new Error(`no answer ${answerId}`);
    if (statements(db).withdraw.run({ id: answerId, now }).changes === 0) return false;
    changePoints(db, found, -found.points);
    subtract(db, found);
    scoreOthers(db, found);
    replayCard(db, found.userId, found.questionKey);
    return true;
  });
}

function dayOf(db: Db, { answeredAt, guildId }: LoggedAnswer): string {
  return localDate(answeredAt, findTimeZone(db, guildId));
}

function subtract(db: Db, logged: LoggedAnswer): void {
  const { userId, guildId, packId, topicId } = logged;
  const right = logged.correct ? 1 : 0;
  const domain = { userId, guildId, packId, domain: logged.domain ?? '' };
  statements(db).subtractDomain.run({ ...domain, right, ...privateShare(logged) });
  statements(db).dropDomain.run(domain);
  statements(db).subtractTopic.run({ guildId, topicId, right });
  statements(db).dropTopic.run({ guildId, topicId });
  const day = { userId, guildId, day: dayOf(db, logged) };
  statements(db).subtractDay.run({ ...day, right });
  statements(db).dropDay.run(day);
}

/**
 * Goes over the member's other answers to the question in this server again: a question pays once in 30 days, so one that
 * was practice may pay now. What an answer earned before it keeps, where it is still paid: a rebuild may have scored it.
 */
function scoreOthers(db: Db, { userId, guildId, questionKey }: LoggedAnswer): void {
  statements(db).forgetQuestion.run({ userId, guildId, questionKey });
  const { difficulty } = findQuestion(db, questionKey);
  for (const other of statements(db).others.all({ userId, guildId, questionKey })) {
    const score = scoreFor(db, other.whole, other.correct, difficulty);
    const points = score.rule === other.whole.rule ? other.points : score.points;
    if (score.rule !== other.whole.rule) {
      statements(db).setScore.run({ id: other.id, points, rule: score.rule });
      changePoints(db, other, points - other.points);
    }
    addToQuestion(db, other.whole, other.correct, points);
  }
}

/** Adds points to all totals in which an answer's points are; totals that come to nothing are dropped. */
function changePoints(db: Db, logged: LoggedAnswer, points: number): void {
  if (points === 0) return;
  const { userId, guildId } = logged;
  const day = dayOf(db, logged);
  const periods = periodKeys(day);
  addPoints(db, logged, periods, points);
  statements(db).dropPoints.run({
    guildId,
    userId,
    periods: JSON.stringify(periods),
    subjects: JSON.stringify(subjectKeys(logged)),
  });
  statements(db).addDayPoints.run({ userId, guildId, day, points });
}
