/** One line of the log of answers, and what may be derived from it. */
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db } from '../db/open.ts';
import type { answer } from '../db/schema.ts';
import type { Difficulty } from '../content/pack.ts';

/** An answer with what followers need to know of its question. */
export interface LoggedAnswer {
  id: number;
  guildId: string;
  userId: string;
  questionKey: number;
  revision: string;
  format: 'domc' | null;
  mode: (typeof answer.$inferSelect)['mode'];
  confidence: (typeof answer.$inferSelect)['confidence'];
  answeredAt: number;
  correct: boolean;
  points: number;
  packId: string;
  domain: string | null;
  difficulty: Difficulty;
  kind: string;
  topicId: number;
  topicSlug: string;
}

/** What of an answer its days and periods are made from. */
export type CalendarAnswer = Pick<
  LoggedAnswer,
  'id' | 'userId' | 'guildId' | 'answeredAt' | 'correct' | 'points' | 'packId' | 'domain' | 'topicSlug'
>;

/**
 * Something derived from the log of answers. The log knows of its followers only this; which ones there are is listed in
 * `followers.ts`. Whatever one of them throws on, all of them leave out together.
 */
export interface Follower {
  readonly name: string;
  /** what it keeps: emptied before a rebuild */
  readonly tables: readonly SQLiteTable[];
  /** Makes what there is before the first answer; called in a rebuild, once the tables are empty and all answers scored. */
  begin?(db: Db): void;
  /**
   * Begins to take answers, inside of the transaction in which they are written.
   * @param now UTC milliseconds
   */
  batch(db: Db, now: number): Batch;
  /**
   * Takes an answer that was set aside when its turn came: later ones are in already. Left out: it is taken like any other.
   */
  takeLate?(db: Db, logged: LoggedAnswer, now: number): void;
  /** Forgets an answer that it has taken; the answer is marked as withdrawn already. */
  forget?(db: Db, logged: LoggedAnswer, now: number): void;
  /** Updates what it keeps: an answer that it has taken is now worth `more` points more, or fewer if that is negative. */
  reprice?(db: Db, logged: LoggedAnswer, more: number, now: number): void;
}

/** Answers that are taken together: what several of them change is read and written once. */
export interface Batch {
  /** Called for each answer that was not withdrawn, in the order of the log. */
  take(logged: LoggedAnswer): void;
  /** Writes what the answers changed. Until then nothing has been written. */
  write(): void;
}
