/**
 * The tables. Each comment says what one row is.
 *
 * What `answer` says a member did is an append-only log (a trigger refuses changes). Its score and the tables under "Kept
 * totals" are derived from it: `npm run rebuild` makes them again.
 * Discord's ids are text; instants are UTC milliseconds; local days are ISO dates in the server's time zone.
 * A direct message has the guild id '' (NO_GUILD), so that it can stand in a key.
 */
import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Diagram, Manifest, QuestionContent } from '../pack/content.ts';

export const NO_GUILD = '';

// --- Content, imported from data/packs -----------------------------------------------------------------------------

/** One study pack. `contentHash` covers all of its files: equal means that nothing has to be imported. */
export const pack = sqliteTable('pack', {
  id: text().primaryKey(),
  manifest: text({ mode: 'json' }).$type<Manifest>().notNull(),
  contentHash: text().notNull(),
  importedAt: integer().notNull(),
});

/** One explanation. A topic that left its pack is retired, not deleted: totals may still name it. */
export const topic = sqliteTable(
  'topic',
  {
    id: integer().primaryKey(),
    packId: text().notNull(),
    slug: text().notNull(),
    title: text().notNull(),
    aliases: text({ mode: 'json' }).$type<string[]>().notNull(),
    domain: text(),
    objectives: text({ mode: 'json' }).$type<string[]>().notNull(),
    related: text({ mode: 'json' }).$type<string[]>().notNull(),
    docs: text().notNull(),
    summary: text().notNull(),
    details: text().notNull(),
    commands: text().notNull(),
    misconceptions: text().notNull(),
    diagram: text({ mode: 'json' }).$type<Diagram>(),
    retiredAt: integer(),
  },
  (t) => [uniqueIndex('topic_slug').on(t.packId, t.slug)],
);

/** One diagram as it was drawn, so that it is drawn once and not at every start; `hash` is over what is drawn. */
export const picture = sqliteTable('picture', {
  hash: text().primaryKey(),
  png: blob({ mode: 'buffer' }).notNull(),
});

/** One question as it stands now; its words are in `question_revision`. */
export const question = sqliteTable(
  'question',
  {
    key: integer().primaryKey(),
    packId: text().notNull(),
    id: text().notNull(),
    revision: text().notNull(),
    topicId: integer()
      .notNull()
      .references(() => topic.id),
    domain: text(),
    objective: text(),
    difficulty: text().$type<QuestionContent['difficulty']>().notNull(),
    kind: text().$type<QuestionContent['kind']>().notNull().default('single'),
    /** whether its options may come one at a time */
    domc: integer({ mode: 'boolean' }).notNull().default(false),
    retiredAt: integer(),
  },
  (t) => [
    uniqueIndex('question_id').on(t.packId, t.id),
    index('question_topic')
      .on(t.topicId)
      .where(sql`${t.retiredAt} is null`),
  ],
);

/** One wording of a question. Old ones stay: answers were given to them. */
export const questionRevision = sqliteTable(
  'question_revision',
  {
    questionKey: integer()
      .notNull()
      .references(() => question.key),
    revision: text().notNull(),
    content: text({ mode: 'json' }).$type<QuestionContent>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.questionKey, t.revision] })],
);

// --- Servers ---------------------------------------------------------------------------------------------------------

/** One server's own settings; a server without a row has the defaults. */
export const guild = sqliteTable('guild', {
  id: text().primaryKey(),
  timeZone: text().notNull(),
});

// --- Quizzes ---------------------------------------------------------------------------------------------------------

/** One quiz of one member. */
export const quiz = sqliteTable(
  'quiz',
  {
    id: text().primaryKey(),
    userId: text().notNull(),
    guildId: text().notNull(),
    createdAt: integer().notNull(),
    finishedAt: integer(),
  },
  (t) => [index('quiz_created').on(t.createdAt)],
);

/** One question put in a quiz, with its options in the order shown; `answerId` is set once it has been answered. */
export const quizQuestion = sqliteTable(
  'quiz_question',
  {
    quizId: text()
      .notNull()
      .references(() => quiz.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    questionKey: integer().notNull(),
    revision: text().notNull(),
    optionOrder: text({ mode: 'json' }).$type<number[]>().notNull(),
    answerId: integer(),
  },
  (t) => [primaryKey({ columns: [t.quizId, t.position] })],
);

// --- The question of the day -----------------------------------------------------------------------------------------

/** When and where one server gets its question of the day. `nextDueAt` is kept so that a tick finds what is due by index. */
export const dailySchedule = sqliteTable(
  'daily_schedule',
  {
    guildId: text().primaryKey(),
    channelId: text().notNull(),
    /** local time of day, `HH:MM` */
    time: text().notNull(),
    roleId: text(),
    pausedAt: integer(),
    nextDueAt: integer().notNull(),
  },
  (t) => [
    index('daily_schedule_due')
      .on(t.nextDueAt)
      .where(sql`${t.pausedAt} is null`),
  ],
);

/** One question of the day owed to one server on one local date. The unique date is what makes it exactly one. */
export const dailyDelivery = sqliteTable(
  'daily_delivery',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    guildId: text().notNull(),
    localDate: text().notNull(),
    dueAt: integer().notNull(),
    channelId: text().notNull(),
    roleId: text(),
    questionKey: integer().notNull(),
    revision: text().notNull(),
    optionOrder: text({ mode: 'json' }).$type<number[]>().notNull(),
    state: text().$type<'pending' | 'sent' | 'skipped'>().notNull(),
    attempts: integer().notNull().default(0),
    retryAt: integer().notNull(),
    lastError: text(),
    messageId: text(),
    sentAt: integer(),
  },
  (t) => [
    uniqueIndex('daily_delivery_date').on(t.guildId, t.localDate),
    index('daily_delivery_pending')
      .on(t.retryAt)
      .where(sql`${t.state} = 'pending'`),
    index('daily_delivery_question').on(t.guildId, t.questionKey),
  ],
);

// --- The log of answers ----------------------------------------------------------------------------------------------

/**
 * One answer and what it was worth. `source` names what was answered, so that a second press can add no second answer.
 * Only `correct`, `points` and `rule` may change, by a rebuild.
 */
export const answer = sqliteTable(
  'answer',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    guildId: text().notNull(),
    userId: text().notNull(),
    questionKey: integer().notNull(),
    revision: text().notNull(),
    mode: text().$type<'quiz' | 'daily'>().notNull(),
    /** `quiz:<quiz id>:<position>` or `daily:<delivery id>` */
    source: text().notNull(),
    /** the options as they were shown: indices into the question's own list */
    optionOrder: text({ mode: 'json' }).$type<number[]>().notNull(),
    /** the options chosen: indices into the question's own list */
    choice: text({ mode: 'json' }).$type<number[]>().notNull(),
    /** what was typed, for a question that is answered so */
    typed: text(),
    answeredAt: integer().notNull(),
    correct: integer({ mode: 'boolean' }).notNull(),
    points: integer().notNull(),
    rule: text().$type<'right' | 'practice' | 'wrong'>().notNull(),
  },
  (t) => [uniqueIndex('answer_once').on(t.source, t.userId), index('answer_member').on(t.guildId, t.userId, t.id)],
);

/** How far something derived has followed the log: the id of the last answer that is in it. */
export const logPosition = sqliteTable('log_position', {
  name: text().primaryKey(),
  answerId: integer().notNull(),
});

// --- Kept totals (without row ids: see the migration) -----------------------------------------------------------------------------------------------------

/** How one member stands with one question in one server. */
export const memberQuestion = sqliteTable(
  'member_question',
  {
    userId: text().notNull(),
    questionKey: integer().notNull(),
    guildId: text().notNull(),
    answers: integer().notNull(),
    correct: integer().notNull(),
    lastAnsweredAt: integer().notNull(),
    lastCorrect: integer({ mode: 'boolean' }).notNull(),
    /** when it last earned points; null if it never did */
    lastPaidAt: integer(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.questionKey, t.guildId] })],
);

/** One member's answers in one domain of one pack; domain '' holds questions that belong to none. */
export const memberDomain = sqliteTable(
  'member_domain',
  {
    userId: text().notNull(),
    guildId: text().notNull(),
    packId: text().notNull(),
    domain: text().notNull(),
    answers: integer().notNull(),
    correct: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.guildId, t.packId, t.domain] })],
);

/** One local day on which one member answered something: streaks are read from these. */
export const memberDay = sqliteTable(
  'member_day',
  {
    userId: text().notNull(),
    guildId: text().notNull(),
    day: text().notNull(),
    answers: integer().notNull(),
    correct: integer().notNull(),
    points: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.guildId, t.day] })],
);

/**
 * One member's points in one server, period and subject. Periods: `all`, `month:2026-11`, `week:2026-11-23` (its
 * Monday), `day:2026-11-23`. Subjects: `all`, `domain:<pack>/<id>`, `topic:<pack>/<slug>`.
 */
export const pointsTotal = sqliteTable(
  'points_total',
  {
    guildId: text().notNull(),
    period: text().notNull(),
    subject: text().notNull(),
    userId: text().notNull(),
    points: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.guildId, t.period, t.subject, t.userId] }),
    index('points_total_rank').on(t.guildId, t.period, t.subject, sql`${t.points} desc`, t.userId),
  ],
);
