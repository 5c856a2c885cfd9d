/**
 * The kept totals follow the log of answers, in batches: an answer is confirmed without waiting for them, and each batch
 * moves the position in the log in the same transaction, so that a crash in between loses nothing and counts nothing twice.
 * Whoever reads totals calls `updateTotals` first.
 */
import { asc, eq, gt, sql } from 'drizzle-orm';
import { type Db, perDatabase, transaction } from '../db/open.ts';
import { answer, logPosition, memberDay, memberDomain, question, topic } from '../db/schema.ts';
import { findTimeZone } from '../guild/settings.ts';
import { localDate } from '../time/local-day.ts';
import { periodKeys } from '../time/period.ts';
import { subjectKeys } from '../topic/subject.ts';

/** Answers taken in one transaction: some milliseconds of work, during which nobody else is answered. */
const BATCH = 100;
/** How long answers are gathered. */
const DELAY_MS = 250;
const FOLLOWER = 'totals';

const p = sql.placeholder;

/** The columns of CountedAnswer, from `answer` joined with `question` and `topic`. */
const countedAnswer = {
  id: answer.id,
  guildId: answer.guildId,
  userId: answer.userId,
  answeredAt: answer.answeredAt,
  correct: answer.correct,
  points: answer.points,
  packId: question.packId,
  domain: question.domain,
  topicSlug: topic.slug,
};

const statements = perDatabase((db) => ({
  position: db
    .select({ answerId: logPosition.answerId })
    .from(logPosition)
    .where(eq(logPosition.name, FOLLOWER))
    .prepare(),
  moveTo: db
    .insert(logPosition)
    .values({ name: FOLLOWER, answerId: p('answerId') })
    .onConflictDoUpdate({ target: logPosition.name, set: { answerId: sql`excluded.answer_id` } })
    .prepare(),
  next: db
    .select(countedAnswer)
    .from(answer)
    .innerJoin(question, eq(question.key, answer.questionKey))
    .innerJoin(topic, eq(topic.id, question.topicId))
    .where(gt(answer.id, p('after')))
    .orderBy(asc(answer.id))
    .limit(BATCH)
    .prepare(),
  addToDomain: db
    .insert(memberDomain)
    .values({
      userId: p('userId'),
      guildId: p('guildId'),
      packId: p('packId'),
      domain: p('domain'),
      answers: 1,
      correct: p('right'),
    })
    .onConflictDoUpdate({
      target: [memberDomain.userId, memberDomain.guildId, memberDomain.packId, memberDomain.domain],
      set: { answers: sql`${memberDomain.answers} + 1`, correct: sql`${memberDomain.correct} + excluded.correct` },
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

/** An answer as far as totals need it. */
export type CountedAnswer = ReturnType<typeof nextAnswers>[number];

function nextAnswers(db: Db, after: number) {
  return statements(db).next.all({ after });
}

/** Takes everything that was answered so far into the totals. */
export function updateTotals(db: Db): void {
  while (takeBatch(db)) continue;
}

function takeBatch(db: Db): boolean {
  const after = statements(db).position.get()?.answerId ?? 0;
  const answers = nextAnswers(db, after);
  const last = answers.at(-1);
  if (!last) return false;
  transaction(db, () => {
    // Another process may have been quicker.
    if ((statements(db).position.get()?.answerId ?? 0) !== after) return;
    for (const counted of answers) {
      const { userId, guildId, packId, domain, correct } = counted;
      statements(db).addToDomain.run({ userId, guildId, packId, domain: domain ?? '', right: correct ? 1 : 0 });
      const day = localDate(counted.answeredAt, findTimeZone(db, guildId));
      addToCalendar(db, counted, day, periodKeys(day));
    }
    statements(db).moveTo.run({ answerId: last.id });
  });
  return answers.length === BATCH;
}

/** Adds one answer to the totals that go by the calendar. */
export function addToCalendar(db: Db, counted: CountedAnswer, day: string, periods: readonly string[]): void {
  const { userId, guildId, points, correct } = counted;
  statements(db).addToDay.run({ userId, guildId, day, right: correct ? 1 : 0, points });
  if (points === 0) return;
  const subjects = JSON.stringify(subjectKeys(counted));
  statements(db).addPoints.run({ userId, guildId, points, periods: JSON.stringify(periods), subjects });
}

/** The answers of one server, oldest first. */
export function answersOf(db: Db, guildId: string): CountedAnswer[] {
  return db
    .select(countedAnswer)
    .from(answer)
    .innerJoin(question, eq(question.key, answer.questionKey))
    .innerJoin(topic, eq(topic.id, question.topicId))
    .where(eq(answer.guildId, guildId))
    .orderBy(asc(answer.id))
    .all();
}

const timers = new WeakMap<Db, NodeJS.Timeout>();

/** Has the totals updated soon, a batch at a time. */
export function scheduleTotals(db: Db): void {
  if (timers.has(db)) return;
  const timer = setTimeout(() => {
    timers.delete(db);
    // Closed meanwhile: the next start takes up where the position stands.
    if (db.$client.open && takeBatch(db)) scheduleTotals(db);
  }, DELAY_MS);
  timer.unref();
  timers.set(db, timer);
}
