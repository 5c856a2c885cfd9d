/** The kept totals: points by server, period and subject, answers by domain, topic and day. They follow the log. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import {
  answer,
  answerWithdrawn,
  guildTopic,
  memberDay,
  memberDomain,
  pointsTotal,
  question,
  topic,
} from '../db/schema.ts';
import { findTimeZone } from '../guild/settings.ts';
import { localDate } from '../time/local-day.ts';
import { periodKeys } from '../time/period.ts';
import { subjectKeys } from '../topic/subject.ts';
import { type Follower, type LoggedAnswer, loggedAnswer } from './logged-answer.ts';
import { isPrivateMode } from './privacy.ts';

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  addToDomain: db
    .insert(memberDomain)
    .values({
      userId: p('userId'),
      guildId: p('guildId'),
      packId: p('packId'),
      domain: p('domain'),
      answers: 1,
      correct: p('right'),
      privateAnswers: p('privateAnswers'),
      privateCorrect: p('privateRight'),
    })
    .onConflictDoUpdate({
      target: [memberDomain.userId, memberDomain.guildId, memberDomain.packId, memberDomain.domain],
      set: {
        answers: sql`${memberDomain.answers} + 1`,
        correct: sql`${memberDomain.correct} + excluded.correct`,
        privateAnswers: sql`${memberDomain.privateAnswers} + excluded.private_answers`,
        privateCorrect: sql`${memberDomain.privateCorrect} + excluded.private_correct`,
      },
    })
    .prepare(),
  addToTopic: db
    .insert(guildTopic)
    .values({ guildId: p('guildId'), topicId: p('topicId'), answers: 1, correct: p('right') })
    .onConflictDoUpdate({
      target: [guildTopic.guildId, guildTopic.topicId],
      set: { answers: sql`${guildTopic.answers} + 1`, correct: sql`${guildTopic.correct} + excluded.correct` },
    })
    .prepare(),
  addToDay: db
    .insert(memberDay)
    .values({
      userId: p('userId'),
      guildId: p('guildId'),
      day: p('day'),
      answers: 1,
      correct: p('right'),
      points: p('points'),
    })
    .onConflictDoUpdate({
      target: [memberDay.userId, memberDay.guildId, memberDay.day],
      set: {
        answers: sql`${memberDay.answers} + 1`,
        correct: sql`${memberDay.correct} + excluded.correct`,
        points: sql`${memberDay.points} + excluded.points`,
      },
    })
    .prepare(),
  // One statement for all periods and subjects: an answer adds to up to twelve totals.
  addPoints: db.$client.prepare<{ guildId: string; userId: string; points: number; periods: string; subjects: string }>(
    `insert into points_total (guild_id, period, subject, user_id, points)
     select @guildId, period.value, subject.value, @userId, @points
     from json_each(@periods) as period, json_each(@subjects) as subject
     where true
     on conflict do update set points = points + excluded.points`,
  ),
}));

export const totals: Follower = {
  tables: [memberDomain, memberDay, pointsTotal, guildTopic],
  take(db, logged) {
    const { userId, guildId, packId, domain, topicId } = logged;
    const right = logged.correct ? 1 : 0;
    statements(db).addToDomain.run({ userId, guildId, packId, domain: domain ?? '', right, ...privateShare(logged) });
    statements(db).addToTopic.run({ guildId, topicId, right });
    const day = localDate(logged.answeredAt, findTimeZone(db, guildId));
    addToCalendar(db, logged, day, periodKeys(day));
  },
};

/** What an answer adds to what is counted of private ones. */
export function privateShare({ mode, correct }: LoggedAnswer): { privateAnswers: 0 | 1; privateRight: 0 | 1 } {
  const isPrivate = isPrivateMode(mode);
  return { privateAnswers: isPrivate ? 1 : 0, privateRight: isPrivate && correct ? 1 : 0 };
}

/** Adds one answer to the totals that go by the calendar. */
export function addToCalendar(db: Db, logged: LoggedAnswer, day: string, periods: readonly string[]): void {
  const { userId, guildId, points, correct } = logged;
  statements(db).addToDay.run({ userId, guildId, day, right: correct ? 1 : 0, points });
  if (points !== 0) addPoints(db, logged, periods, points);
}

/** Adds points to all totals of these periods in which an answer's points are. */
export function addPoints(db: Db, logged: LoggedAnswer, periods: readonly string[], points: number): void {
  const { userId, guildId } = logged;
  const subjects = JSON.stringify(subjectKeys(logged));
  statements(db).addPoints.run({ userId, guildId, points, periods: JSON.stringify(periods), subjects });
}

/** The answers of one server, oldest first. */
export function answersOf(db: Db, guildId: string): LoggedAnswer[] {
  return db
    .select(loggedAnswer)
    .from(answer)
    .innerJoin(question, eq(question.key, answer.questionKey))
    .innerJoin(topic, eq(topic.id, question.topicId))
    .leftJoin(answerWithdrawn, eq(answerWithdrawn.answerId, answer.id))
    .where(and(eq(answer.guildId, guildId), isNull(answerWithdrawn.answerId)))
    .orderBy(asc(answer.id))
    .all();
}
