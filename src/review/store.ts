/** The cards. They follow the log of answers: call `followLog` before reading them. */
import { and, asc, eq, gt, gte, isNull, lte, min, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { NO_GUILD, answer, answerWithdrawn, question, reviewCard } from '../db/schema.ts';
import { listRunningQuestions } from '../exam/store.ts';
import { instantOf, localDate } from '../time/local-day.ts';
import type { CardAnswer } from './card.ts';
import { EARLY_MS, countQueue } from './queue.ts';
import type { Card } from './schedule.ts';
import { findSettings, zoneOf } from './settings-store.ts';

const p = sql.placeholder;

const card = {
  state: reviewCard.state,
  due: reviewCard.due,
  stability: reviewCard.stability,
  difficulty: reviewCard.difficulty,
  scheduledDays: reviewCard.scheduledDays,
  learningSteps: reviewCard.learningSteps,
  reps: reviewCard.reps,
  lapses: reviewCard.lapses,
  lastReview: reviewCard.lastReview,
  createdAt: reviewCard.createdAt,
  firstReviewAt: reviewCard.firstReviewAt,
};

const statements = perDatabase((db) => ({
  find: db
    .select(card)
    .from(reviewCard)
    .where(and(eq(reviewCard.userId, p('userId')), eq(reviewCard.questionKey, p('questionKey'))))
    .prepare(),
  save: db
    .insert(reviewCard)
    .values({
      userId: p('userId'),
      questionKey: p('questionKey'),
      state: p('state'),
      due: p('due'),
      stability: p('stability'),
      difficulty: p('difficulty'),
      scheduledDays: p('scheduledDays'),
      learningSteps: p('learningSteps'),
      reps: p('reps'),
      lapses: p('lapses'),
      lastReview: p('lastReview'),
      createdAt: p('createdAt'),
      firstReviewAt: p('firstReviewAt'),
    })
    .onConflictDoUpdate({
      target: [reviewCard.userId, reviewCard.questionKey],
      set: {
        state: sql`excluded.state`,
        due: sql`excluded.due`,
        stability: sql`excluded.stability`,
        difficulty: sql`excluded.difficulty`,
        scheduledDays: sql`excluded.scheduled_days`,
        learningSteps: sql`excluded.learning_steps`,
        reps: sql`excluded.reps`,
        lapses: sql`excluded.lapses`,
        lastReview: sql`excluded.last_review`,
        createdAt: sql`excluded.created_at`,
        firstReviewAt: sql`excluded.first_review_at`,
      },
    })
    .prepare(),
  remove: db
    .delete(reviewCard)
    .where(and(eq(reviewCard.userId, p('userId')), eq(reviewCard.questionKey, p('questionKey'))))
    .prepare(),
  answers: db
    .select({
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
  due: db
    .select({
      questionKey: reviewCard.questionKey,
      state: reviewCard.state,
      stability: reviewCard.stability,
      lastReview: reviewCard.lastReview,
      createdAt: reviewCard.createdAt,
      packId: question.packId,
      revision: question.revision,
      kind: question.kind,
    })
    .from(reviewCard)
    .innerJoin(question, eq(question.key, reviewCard.questionKey))
    .where(and(eq(reviewCard.userId, p('userId')), lte(reviewCard.due, p('until')), isNull(question.retiredAt)))
    .prepare(),
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

/**
 * A member's cards that are due, New ones with them. Questions that left their pack are left out, and those of a running mock
 * exam, since a review tells what is right.
 */
export function listDue(db: Db, userId: string, now: number) {
  const inExam = listRunningQuestions(db, userId);
  return statements(db)
    .due.all({ userId, until: now + EARLY_MS })
    .filter(({ questionKey }) => !inExam.has(questionKey));
}

/** How many cards are due, but wait for the end of the member's running mock exam. */
export function countInExam(db: Db, userId: string, now: number): number {
  return statements(db).due.all({ userId, until: now + EARLY_MS }).length - listDue(db, userId, now).length;
}

export type DueCard = ReturnType<typeof listDue>[number];

/** From when on the next card that is not due yet can be reviewed. */
export function nextReadyAt(db: Db, userId: string, now: number): number | undefined {
  const due = statements(db).nextDue.get({ userId, until: now + EARLY_MS })?.due;
  return due == null ? undefined : due - EARLY_MS;
}

/** How many New cards a member may still meet on the local day of `now`. */
export function countNewLeft(db: Db, userId: string, guildId: string, now: number): number {
  const settings = findSettings(db, userId);
  const zone = zoneOf(db, settings, guildId);
  const since = instantOf(localDate(now, zone), '00:00', zone);
  const met = statements(db).firstReviews.get({ userId, since })?.count ?? 0;
  return Math.max(0, settings.newPerDay - met);
}

/**
 * How many questions `/review start` would ask a member now.
 * @param guildId where they ask: its zone says when the day begins, unless the member has chosen one
 */
export function countDue(db: Db, userId: string, now: number, guildId = NO_GUILD): number {
  return countQueue(listDue(db, userId, now), countNewLeft(db, userId, guildId, now));
}
