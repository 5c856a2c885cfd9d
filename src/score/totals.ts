/** The kept totals: points by server, period and subject, answers by domain, topic and day. They follow the log. */
import { and, eq, ne, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { guildTopic, memberDay, memberDomain, pointsTotal } from '../db/schema.ts';
import { findTimeZone } from '../guild/settings.ts';
import { localDate } from '../time/local-day.ts';
import { periodKeys } from '../time/period.ts';
import { subjectKeys } from '../topic/subject.ts';
import { type Follower, type LoggedAnswer } from './logged-answer.ts';
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
  ofGuild: db.$client.prepare<{ guildId: string }, CalendarAnswer>(
    `select a.user_id as userId, a.answered_at as answeredAt, a.correct, a.points,
            q.pack_id as packId, q.domain, t.slug as topicSlug
     from answer a
     join question q on q.key = a.question_key
     join topic t on t.id = q.topic_id
     left join answer_withdrawn w on w.answer_id = a.id
     where a.guild_id = @guildId and w.answer_id is null`,
  ),
  daysOf: db
    .select({
      userId: memberDay.userId,
      day: memberDay.day,
      answers: memberDay.answers,
      correct: memberDay.correct,
      points: memberDay.points,
    })
    .from(memberDay)
    .where(eq(memberDay.guildId, p('guildId')))
    .prepare(),
  dropDay: db
    .delete(memberDay)
    .where(and(eq(memberDay.userId, p('userId')), eq(memberDay.guildId, p('guildId')), eq(memberDay.day, p('day'))))
    .prepare(),
  putDay: db.$client.prepare<{
    guildId: string;
    userId: string;
    day: string;
    answers: number;
    right: number;
    points: number;
  }>(
    `insert or replace into member_day (user_id, guild_id, day, answers, correct, points)
     values (@userId, @guildId, @day, @answers, @right, @points)`,
  ),
  putPoints: db.$client.prepare<{ guildId: string; userId: string; period: string; subject: string; points: number }>(
    `insert into points_total (guild_id, period, subject, user_id, points)
     values (@guildId, @period, @subject, @userId, @points)`,
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
function addToCalendar(db: Db, logged: LoggedAnswer, day: string, periods: readonly string[]): void {
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

/** What of an answer the calendar is made from. */
type CalendarAnswer = Pick<
  LoggedAnswer,
  'userId' | 'answeredAt' | 'correct' | 'points' | 'packId' | 'domain' | 'topicSlug'
>;

/**
 * Makes a server's days, and its points of running weeks and months, anew. The sums are made here and each is written once:
 * answer by answer, some hundred thousand would take seconds, during which nobody else is answered.
 * @param dayOf the local date of an instant (UTC ms)
 * @param runningSince answers before it are in no period that still runs, UTC ms
 */
export function sumCalendar(db: Db, guildId: string, dayOf: (instant: number) => string, runningSince: number): void {
  const days = new Map<string, { userId: string; day: string; answers: number; right: number; points: number }>();
  const totals = new Map<string, { userId: string; period: string; subject: string; points: number }>();
  for (const logged of statements(db).ofGuild.iterate({ guildId })) {
    const { userId, answeredAt, points } = logged;
    const day = dayOf(answeredAt);
    const sums = entry(days, `${userId} ${day}`, () => ({ userId, day, answers: 0, right: 0, points: 0 }));
    sums.answers++;
    sums.right += logged.correct ? 1 : 0;
    sums.points += points;
    if (points === 0 || answeredAt < runningSince) continue;
    for (const period of periodKeys(day)) {
      // The points of all time do not hang on the calendar.
      if (period === 'all') continue;
      for (const subject of subjectKeys(logged))
        entry(totals, `${period} ${subject} ${userId}`, () => ({ userId, period, subject, points: 0 })).points +=
          points;
    }
  }
  // Most days are as they were: only answers near midnight fall on another.
  for (const { userId, day, answers, correct, points } of statements(db).daysOf.all({ guildId })) {
    const key = `${userId} ${day}`;
    const sums = days.get(key);
    if (!sums) statements(db).dropDay.run({ guildId, userId, day });
    else if (sums.answers === answers && sums.right === correct && sums.points === points) days.delete(key);
  }
  db.delete(pointsTotal)
    .where(and(eq(pointsTotal.guildId, guildId), ne(pointsTotal.period, 'all')))
    .run();
  for (const sums of days.values()) statements(db).putDay.run({ guildId, ...sums });
  for (const total of totals.values()) statements(db).putPoints.run({ guildId, ...total });
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
}
