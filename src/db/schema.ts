/**
 * The tables. Each comment says what one row is.
 *
 * What `answer` says a member did is an append-only log (a trigger refuses changes). Its score and the tables under "Kept
 * totals" are derived from it: `npm run rebuild` makes them again.
 * Discord's ids are text; instants are UTC milliseconds; local days are ISO dates in the server's time zone. A direct message
 * has the guild id '', so that it can be part of a key: see guild/no-guild.ts.
 */
import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Diagram, Manifest, QuestionContent } from '../content/pack.ts';

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
    /** what people type when this topic is the answer that they need */
    phrases: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
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
  /** the language of what the bot posts there unasked, as Discord writes it; null: not known, so English */
  locale: text(),
});

// --- Members ---------------------------------------------------------------------------------------------------------

/** What one member has chosen for themselves; a member without a row has the defaults. */
export const memberSettings = sqliteTable('member_settings', {
  userId: text().primaryKey(),
  /** what they are asked about where they name nothing: the key of a pack's subject, or `all`; null: not chosen yet */
  subject: text(),
  /** the pack whose exam they sit where they name none; null: not chosen yet */
  examPack: text(),
  /** whether others see in their profile how many answers were right, and the last ones */
  showsAnswers: integer({ mode: 'boolean' }).notNull(),
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
  (t) => [index('quiz_created').on(t.createdAt), index('quiz_member').on(t.userId, t.createdAt)],
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
    /** what was typed and handed back, since it was no answer yet */
    draft: text(),
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
    /** the days of the week on which it is posted, at first all of them: bit 0 is Monday */
    days: integer().notNull().default(0b1111111),
    /** what it asks about, as a subject's key; null: everything */
    subject: text(),
    roleId: text(),
    /** hours from the post to the reveal; null: at the next post's time */
    revealAfterHours: integer(),
    /** whether a first answer is final and told at once, instead of sealed until the reveal */
    locksAnswers: integer({ mode: 'boolean' }).notNull().default(false),
    /** whether a thread is opened below each reveal */
    opensThread: integer({ mode: 'boolean' }).notNull().default(false),
    /** the question that the organiser wants next */
    pinnedQuestionKey: integer(),
    pausedAt: integer(),
    pausedBy: text().$type<'organiser' | 'failures'>(),
    nextDueAt: integer().notNull(),
    /** where and by whom it was set up: whom to tell when posting fails */
    setupChannelId: text(),
    setupUserId: text(),
    /** dates in a row on which nothing could be posted */
    failedDays: integer().notNull().default(0),
    /** when the organiser was told of the present failure; null: there is none, or nobody was told yet */
    toldAt: integer(),
  },
  (t) => [
    index('daily_schedule_due')
      .on(t.nextDueAt)
      .where(sql`${t.pausedAt} is null`),
  ],
);

/** What one organiser filled in for the question of the day of one server, as long as something in it is still to be mended. */
export const dailyDraft = sqliteTable(
  'daily_draft',
  {
    guildId: text().notNull(),
    userId: text().notNull(),
    /** see daily/setup/wishes.ts */
    wishes: text({ mode: 'json' }).$type<Readonly<Record<string, string | boolean | null>>>().notNull(),
    savedAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.guildId, t.userId] }), index('daily_draft_age').on(t.savedAt)],
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
    /** why it has not come, or its answers are not told; see daily/reason.ts */
    lastError: text(),
    messageId: text(),
    sentAt: integer(),
    /** the first try whose outcome is not known: the message may be there already */
    unsureSince: integer(),
    /** until when one process has this delivery in hand, so that another leaves it alone */
    claimedUntil: integer().notNull().default(0),
    locksAnswers: integer({ mode: 'boolean' }).notNull().default(true),
    opensThread: integer({ mode: 'boolean' }).notNull().default(false),
    /** when the answers are to be told; null: never, or not sent yet */
    revealAt: integer(),
    revealedAt: integer(),
    revealAttempts: integer().notNull().default(0),
    /** how many answers the message shows */
    shownAnswers: integer().notNull().default(0),
    /** the earlier question whose answer this one's message begins with */
    recapOf: integer(),
    /** when a message of its own may tell this answer; null: it was told otherwise, or not revealed yet */
    announceAt: integer(),
    /** the first try of that message whose outcome is not known */
    announceUnsureSince: integer(),
  },
  (t) => [
    uniqueIndex('daily_delivery_date').on(t.guildId, t.localDate),
    index('daily_delivery_pending')
      .on(t.retryAt)
      .where(sql`${t.state} = 'pending'`),
    index('daily_delivery_question').on(t.guildId, t.questionKey),
    index('daily_delivery_reveal')
      .on(t.revealAt)
      .where(sql`${t.revealedAt} is null and ${t.revealAt} is not null`),
    index('daily_delivery_announce')
      .on(t.announceAt)
      .where(sql`${t.announceAt} is not null`),
  ],
);

/** One member's answer to one question of the day, sealed: it goes into the log at the reveal, and may change until then. */
export const dailyAnswer = sqliteTable(
  'daily_answer',
  {
    deliveryId: integer()
      .notNull()
      .references(() => dailyDelivery.id, { onDelete: 'cascade' }),
    userId: text().notNull(),
    choice: text({ mode: 'json' }).$type<number[]>().notNull(),
    answeredAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.userId] }), index('daily_answer_member').on(t.userId, t.deliveryId)],
);

// --- Rounds ----------------------------------------------------------------------------------------------------------

/** One round: everybody in a channel answers the same questions at the same time. */
export const round = sqliteTable(
  'round',
  {
    id: text().primaryKey(),
    guildId: text().notNull(),
    channelId: text().notNull(),
    hostId: text().notNull(),
    /** what it asks about, as a subject's key */
    subject: text().notNull(),
    mode: text().$type<'calm' | 'race'>().notNull(),
    /** for each question; null: by its difficulty and length */
    seconds: integer(),
    /** how many teams; 0: everybody for themselves */
    teams: integer().notNull(),
    /** whether a question that divides the group is talked about and voted on again */
    discusses: integer({ mode: 'boolean' }).notNull(),
    /** how many questions it has */
    questions: integer().notNull(),
    createdAt: integer().notNull(),
    /** `asking`, `discussing` and `told` are phases of the question at `position`, which counts from 0 */
    phase: text().$type<'lobby' | 'asking' | 'discussing' | 'told' | 'ending' | 'over'>().notNull(),
    position: integer().notNull(),
    /** when it goes on by itself, or what could not be shown is tried again */
    dueAt: integer().notNull(),
    /** until when the present question can be answered */
    endsAt: integer(),
    /** the message of the present question */
    messageId: text(),
    /** whether that message shows the present phase */
    isShown: integer({ mode: 'boolean' }).notNull(),
    /** the first try whose outcome is not known: the message may be there already */
    unsureSince: integer(),
    /** tries in a row that failed */
    attempts: integer().notNull().default(0),
    /** until when one process has this round in hand */
    claimedUntil: integer().notNull().default(0),
    /** how many have answered the present question, and how many its message speaks of */
    answered: integer().notNull().default(0),
    shownAnswered: integer().notNull().default(0),
    /** questions in a row that nobody answered */
    unanswered: integer().notNull().default(0),
    /** why it ended before its last question; null: it did not */
    endedBecause: text().$type<'stopped' | 'nobody' | 'away' | 'not-sent'>(),
  },
  (t) => [
    uniqueIndex('round_channel')
      .on(t.channelId)
      .where(sql`${t.phase} <> 'over'`),
    index('round_due')
      .on(t.dueAt)
      .where(sql`${t.phase} <> 'over'`),
    index('round_guild').on(t.guildId, t.createdAt),
  ],
);

/** One question of a round. */
export const roundQuestion = sqliteTable(
  'round_question',
  {
    roundId: text()
      .notNull()
      .references(() => round.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    questionKey: integer().notNull(),
    revision: text().notNull(),
    optionOrder: text({ mode: 'json' }).$type<number[]>().notNull(),
    /** of the vote that counts, once it is told */
    answers: integer(),
    right: integer(),
    /** the teams that were right, from 0 */
    teamsRight: text({ mode: 'json' }).$type<number[]>(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.position] })],
);

/** One member in a round. */
export const roundPlayer = sqliteTable(
  'round_player',
  {
    roundId: text()
      .notNull()
      .references(() => round.id, { onDelete: 'cascade' }),
    userId: text().notNull(),
    /** from 0; null: there are no teams, or they are not drawn yet */
    team: integer(),
    points: integer().notNull().default(0),
    right: integer().notNull().default(0),
    /** the last question answered; -1: none so far */
    lastPosition: integer().notNull().default(-1),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.userId] })],
);

/** One member's answer in one vote on one question, sealed until it is told: then the last vote goes into the log. */
export const roundAnswer = sqliteTable(
  'round_answer',
  {
    roundId: text()
      .notNull()
      .references(() => round.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    /** 2: after a discussion */
    vote: integer().notNull(),
    userId: text().notNull(),
    choice: text({ mode: 'json' }).$type<number[]>().notNull(),
    sure: integer({ mode: 'boolean' }).notNull(),
    /** by Discord: when the press happened */
    answeredAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.position, t.vote, t.userId] })],
);

// --- Mock exams ------------------------------------------------------------------------------------------------------

/** One mock exam of one member. A member has one running at most. */
export const exam = sqliteTable(
  'exam',
  {
    id: text().primaryKey(),
    userId: text().notNull(),
    guildId: text().notNull(),
    packId: text().notNull(),
    /** the blueprint's id, such as `full` */
    blueprint: text().notNull(),
    /** the one domain it is about; null: all, by their weights */
    domain: text(),
    startedAt: integer().notNull(),
    endsAt: integer().notNull(),
    finishedAt: integer(),
    /** questions answered right, once it is finished */
    correct: integer(),
    questions: integer().notNull(),
  },
  (t) => [
    uniqueIndex('exam_running')
      .on(t.userId)
      .where(sql`${t.finishedAt} is null`),
    index('exam_ends')
      .on(t.endsAt)
      .where(sql`${t.finishedAt} is null`),
    index('exam_member').on(t.userId, t.startedAt),
  ],
);

/** One question of a mock exam; it goes into the log of answers when the exam is finished. */
export const examQuestion = sqliteTable(
  'exam_question',
  {
    examId: text()
      .notNull()
      .references(() => exam.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    questionKey: integer().notNull(),
    revision: text().notNull(),
    /** `choice`: all options at once; `domc`: one at a time (discrete option multiple choice) */
    format: text().$type<'choice' | 'domc'>().notNull(),
    optionOrder: text({ mode: 'json' }).$type<number[]>().notNull(),
    /** `choice`: the options chosen; null until then */
    choice: text({ mode: 'json' }).$type<number[]>(),
    /** `domc`: Yes or No to each option shown so far, in their order */
    judged: text({ mode: 'json' }).$type<boolean[]>(),
    /** when it was decided; null while it is open */
    answeredAt: integer(),
    correct: integer({ mode: 'boolean' }),
    /** when the member put it, left open, into their reviews and had no card for it: the card begins then */
    reviewAt: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.examId, t.position] }),
    index('exam_question_review')
      .on(t.questionKey)
      .where(sql`${t.reviewAt} is not null`),
  ],
);

// --- Spaced review ---------------------------------------------------------------------------------------------------

/** One question put in a review, from the showing to the grade. */
export const reviewTurn = sqliteTable(
  'review_turn',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    userId: text().notNull(),
    guildId: text().notNull(),
    questionKey: integer().notNull(),
    revision: text().notNull(),
    optionOrder: text({ mode: 'json' }).$type<number[]>().notNull(),
    askedAt: integer().notNull(),
    /** what was answered, while the confidence is not stated yet; without `choice`, `typed` was handed back as no answer yet */
    choice: text({ mode: 'json' }).$type<number[]>(),
    typed: text(),
    answerId: integer(),
  },
  (t) => [index('review_turn_member').on(t.userId, t.id), index('review_turn_asked').on(t.askedAt)],
);

/** One question that a member wanted to review and had no card for: the card begins at `at` (UTC ms). */
export const cardWanted = sqliteTable(
  'card_wanted',
  {
    userId: text().notNull(),
    questionKey: integer().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.questionKey] })],
);

/** What one member has chosen for reviews; a member without a row has the defaults. */
export const reviewSettings = sqliteTable(
  'review_settings',
  {
    userId: text().primaryKey(),
    newPerDay: integer().notNull(),
    timeZone: text().notNull(),
    /** local time of day of the reminder, `HH:MM`; null: no reminder */
    remindTime: text(),
    nextRemindAt: integer(),
    /** why the reminder stopped by itself; null: it did not */
    stoppedReason: text(),
    /** in which language the member reads a reminder, as Discord writes it; null: not known, so English */
    locale: text(),
  },
  (t) => [
    index('review_settings_due')
      .on(t.nextRemindAt)
      .where(sql`${t.nextRemindAt} is not null`),
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
    mode: text().$type<'quiz' | 'daily' | 'exam' | 'review' | 'round'>().notNull(),
    /** `quiz:<quiz id>:<position>`, `daily:<delivery id>`, `round:<round id>:<position>`, `exam:<exam id>:<position>`, `review:<turn id>` */
    source: text().notNull(),
    /** the options as they were shown: indices into the question's own list. `domc`: those that were shown */
    optionOrder: text({ mode: 'json' }).$type<number[]>().notNull(),
    /** the options chosen: indices into the question's own list. `domc`: those judged Yes */
    choice: text({ mode: 'json' }).$type<number[]>().notNull(),
    /** what was typed, for a question that is answered by typing */
    typed: text(),
    /** `domc`: the options came one at a time until the question was decided; null: all at once */
    format: text().$type<'domc'>(),
    /** how sure the member said they were, where that was asked */
    confidence: text().$type<'guess' | 'unsure' | 'sure'>(),
    answeredAt: integer().notNull(),
    correct: integer({ mode: 'boolean' }).notNull(),
    points: integer().notNull(),
    rule: text().$type<'right' | 'practice' | 'wrong'>().notNull(),
  },
  (t) => [
    uniqueIndex('answer_once').on(t.source, t.userId),
    index('answer_member').on(t.guildId, t.userId, t.id),
    index('answer_member_question').on(t.userId, t.questionKey, t.id),
  ],
);

/** One answer that was taken back. It stays in the log and counts nowhere. */
export const answerWithdrawn = sqliteTable('answer_withdrawn', {
  answerId: integer()
    .primaryKey()
    .references(() => answer.id),
  withdrawnAt: integer().notNull(),
});

/** How far something derived has followed the log: the id of the last answer that is in it. */
export const logPosition = sqliteTable('log_position', {
  name: text().primaryKey(),
  answerId: integer().notNull(),
});

/**
 * One answer that could not be taken into what is derived. It counts nowhere; the log goes on after it, and it is tried again
 * at the next start and by a rebuild.
 */
export const answerSetAside = sqliteTable('answer_set_aside', {
  answerId: integer()
    .primaryKey()
    .references(() => answer.id),
  /** what could not take it */
  follower: text().notNull(),
  error: text().notNull(),
  /** the last try, UTC ms */
  failedAt: integer().notNull(),
});

/**
 * One change of a server's time zone, until all answers have been moved to the days that they are on in the new one. They are
 * moved in the order of member and answer; `userId` and `answerId` say which was the last.
 */
export const zoneChange = sqliteTable(
  'zone_change',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    guildId: text().notNull(),
    fromZone: text().notNull(),
    toZone: text().notNull(),
    /** the last answer that had been counted before the change: later ones are counted by the new zone at once */
    lastAnswerId: integer().notNull(),
    userId: text().notNull().default(''),
    answerId: integer().notNull().default(0),
    /** how many times some of them have been moved */
    pieces: integer().notNull().default(0),
  },
  (t) => [index('zone_change_guild').on(t.guildId)],
);

// --- Kept totals (without row ids: see the migration) -----------------------------------------------------------------------------------------------------

/** How one member has done on one question in one server. */
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

/**
 * One member's answers in one domain of one pack; domain '' holds questions that belong to none. Those given in mock exams
 * and reviews are counted apart, too, since nobody else sees them.
 */
export const memberDomain = sqliteTable(
  'member_domain',
  {
    userId: text().notNull(),
    guildId: text().notNull(),
    packId: text().notNull(),
    domain: text().notNull(),
    answers: integer().notNull(),
    correct: integer().notNull(),
    /** of `answers` and of `correct`: those given in mock exams and reviews */
    privateAnswers: integer().notNull().default(0),
    privateCorrect: integer().notNull().default(0),
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
 * Monday), `day:2026-11-23`. Subjects: `all`, `pack/<pack>`, `domain/<pack>/<id>`, `topic/<pack>/<slug>`.
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

/** How well the members of one server do on one topic: the question of the day comes more often where they are weak. */
export const guildTopic = sqliteTable(
  'guild_topic',
  {
    guildId: text().notNull(),
    topicId: integer().notNull(),
    answers: integer().notNull(),
    correct: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.guildId, t.topicId] })],
);

/**
 * One member's memory of one question, over all servers; it follows from the log, and from which questions that an exam left
 * open were put into the reviews (FSRS: `state` 0 New, 1 Learning, 2 Review, 3 Relearning; `stability` in days).
 */
export const reviewCard = sqliteTable(
  'review_card',
  {
    userId: text().notNull(),
    questionKey: integer().notNull(),
    state: integer().notNull(),
    due: integer().notNull(),
    stability: real().notNull(),
    difficulty: real().notNull(),
    scheduledDays: integer().notNull(),
    learningSteps: integer().notNull(),
    reps: integer().notNull(),
    lapses: integer().notNull(),
    lastReview: integer(),
    createdAt: integer().notNull(),
    /** when it was first reviewed: only so many new ones are asked in a day */
    firstReviewAt: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.questionKey] }),
    index('review_card_due').on(t.userId, t.due),
    index('review_card_first').on(t.userId, t.firstReviewAt),
  ],
);

/** A joint Gaussian over the common part and domains, in logits; `domains` names the rows of `mean` and `covariance`. */
export interface Ability {
  domains: string[];
  mean: number[];
  covariance: number[][];
}

/** One member's ability in each domain of one pack, with its uncertainty: a Gaussian, in logits. */
export const memberAbility = sqliteTable(
  'member_ability',
  {
    userId: text().notNull(),
    packId: text().notNull(),
    ability: text({ mode: 'json' }).$type<Ability>().notNull(),
    answers: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.packId] })],
);

/** How hard one question has proved, from everybody's first answers: a Gaussian, in logits. */
export const questionDifficulty = sqliteTable(
  'question_difficulty',
  {
    questionKey: integer().primaryKey(),
    difficulty: real().notNull(),
    variance: real().notNull(),
    answers: integer().notNull(),
    /**
     * the number of this change among all there have been, by which the bank of questions finds what has
     * changed since it looked
     */
    moved: integer().notNull().default(0),
  },
  (t) => [index('question_difficulty_moved').on(t.moved)],
);

/** One member's first answers to questions on one objective of one pack, over all servers. */
export const memberObjective = sqliteTable(
  'member_objective',
  {
    userId: text().notNull(),
    packId: text().notNull(),
    objective: text().notNull(),
    answers: integer().notNull(),
    correct: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.packId, t.objective] })],
);
