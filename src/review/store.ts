/** The cards, which follow the log of answers, and what of the log they are made from. */
import { and, asc, eq, gt, gte, isNull, min, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { answer, answerWithdrawn, question, reviewCard } from '../db/schema.ts';
import { findPosition, isFollowed, lastAnswerId } from '../score/follow-store.ts';
import { localDay } from '../time/local-day.ts';
import type { CardAnswer } from './card.ts';
import { EARLY_MS, type QueuedCard } from './queue.ts';
import type { Card } from './schedule.ts';
import { findSettings, zoneOf } from './settings-store.ts';

const p = sql.placeholder;

/** A card that is due, with what has to be known about its question. */
export interface DueCard extends QueuedCard {
  packId: string;
  revision: string;
  kind: string;
}

/** What is emptied before the log is followed from its start. */
export const KEPT = [reviewCard];

const statements = perDatabase((db) => ({
  // These two run for each answer that is followed: without drizzle, which takes as long as SQLite for them.
  find: db.$client.prepare<{ userId: string; questionKey: number }, Card>(
    `select state, due, stability, difficulty, scheduled_days as scheduledDays, learning_steps as learningSteps, reps, lapses,
            last_review as lastReview, created_at as createdAt, first_review_at as firstReviewAt
     from review_card where user_id = @userId and question_key = @questionKey`,
  ),
  save: db.$client.prepare<Card & { userId: string; questionKey: number }>(
    `insert into review_card (user_id, question_key, state, due, stability, difficulty, scheduled_days, learning_steps, reps,
                              lapses, last_review, created_at, first_review_at)
     values (@userId, @questionKey, @state, @due, @stability, @difficulty, @scheduledDays, @learningSteps, @reps,
             @lapses, @lastReview, @createdAt, @firstReviewAt)
     on conflict do update set state = excluded.state, due = excluded.due, stability = excluded.stability,
       difficulty = excluded.difficulty, scheduled_days = excluded.scheduled_days, learning_steps = excluded.learning_steps,
       reps = excluded.reps, lapses = excluded.lapses, last_review = excluded.last_review, created_at = excluded.created_at,
       first_review_at = excluded.first_review_at`,
  ),
  remove: db
    .delete(reviewCard)
    .where(and(eq(reviewCard.userId, p('userId')), eq(reviewCard.questionKey, p('questionKey'))))
    .prepare(),
  answers: db
    .select({
      id: answer.id,
      mode: answer.mode,
      correct: answer.correct,
      confidence: answer.confidence,
      answeredAt: answer.answeredAt,
    })
    .from(answer)
    .leftJoin(answerWithdrawn, eq(answerWithdrawn.answerId, answer.id))
    .where(
      and(eq(answer.userId, p('userId')), eq(answer.questionKey, p('questionKey')), isNull(answerWithdrawn.answerId)),
    )
    .orderBy(asc(answer.id))
    .prepare(),
  answeredSince: db.$client
    .prepare<{ userId: string; after: number }, number>(
      'select distinct question_key from answer where user_id = @userId and id > @after',
    )
    .pluck(),
  setAside: db.$client
    .prepare<{ userId: string }, number>(
      `select distinct a.question_key from answer_set_aside s cross join answer a on a.id = s.answer_id
       where a.user_id = @userId`,
    )
    .pluck(),
  // Not by drizzle, whose mapping of rows costs as much as reading them: a member may have hundreds.
  due: db.$client.prepare<{ userId: string; until: number }, DueCard>(
    `select c.question_key as questionKey, c.state, c.stability, c.last_review as lastReview, c.created_at as createdAt,
            q.pack_id as packId, q.revision, q.kind
     from review_card c join question q on q.key = c.question_key
     where c.user_id = @userId and c.due <= @until and q.retired_at is null`,
  ),
  nextDue: db
    .select({ due: min(reviewCard.due) })
    .from(reviewCard)
    .innerJoin(question, eq(question.key, reviewCard.questionKey))
    .where(and(eq(reviewCard.userId, p('userId')), gt(reviewCard.due, p('until')), isNull(question.retiredAt)))
    .prepare(),
  firstReviews: db
    .select({ count: sql<number>`count(*)` })
    .from(reviewCard)
    .where(and(eq(reviewCard.userId, p('userId')), gte(reviewCard.firstReviewAt, p('since'))))
    .prepare(),
}));

export function findCard(db: Db, userId: string, questionKey: number): Card | undefined {
  return statements(db).find.get({ userId, questionKey });
}

export function saveCard(db: Db, userId: string, questionKey: number, saved: Card): void {
  statements(db).save.run({ userId, questionKey, ...saved });
}

export function removeCard(db: Db, userId: string, questionKey: number): void {
  statements(db).remove.run({ userId, questionKey });
}

/** A member's answers to one question that count, in the order of the log. */
export function answersTo(db: Db, userId: string, questionKey: number): CardAnswer[] {
  return statements(db).answers.all({ userId, questionKey });
}

/** Those of them that have been followed. */
export function followedAnswersTo(db: Db, userId: string, questionKey: number): CardAnswer[] {
  return statements(db)
    .answers.all({ userId, questionKey })
    .filter(({ id }) => isFollowed(db, id));
}

/** Questions to which the member has given an answer that has not been followed yet. */
export function listNotFollowed(db: Db, userId: string): Set<number> {
  const after = findPosition(db);
  return new Set(after < lastAnswerId(db) ? statements(db).answeredSince.all({ userId, after }) : []);
}

/** Questions to which the member has given an answer that was set aside. */
export function listSetAside(db: Db, userId: string): Set<number> {
  return new Set(statements(db).setAside.all({ userId }));
}

/** A member's cards that are due by then, as far as the log has been followed, of questions that are in their pack. */
export function listDueCards(db: Db, userId: string, until: number): DueCard[] {
  return statements(db).due.all({ userId, until });
}

/** When the next card that is not due yet can first be reviewed. */
export function nextReadyAt(db: Db, userId: string, now: number): number | undefined {
  const due = statements(db).nextDue.get({ userId, until: now + EARLY_MS })?.due;
  return due == null ? undefined : due - EARLY_MS;
}

/** How many New cards a member may still meet on the local day of `now`. */
export function countNewLeft(db: Db, userId: string, guildId: string, now: number): number {
  const settings = findSettings(db, userId);
  const zone = zoneOf(db, settings, guildId);
  const since = localDay(now, zone).from;
  const met = statements(db).firstReviews.get({ userId, since })?.count ?? 0;
  return Math.max(0, settings.newPerDay - met);
}
