/** One line of the log of answers, and what may be derived from it. */
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db } from '../db/open.ts';
import { answer, question, topic } from '../db/schema.ts';
import type { Difficulty, QuestionKind } from '../pack/content.ts';

/** The columns of LoggedAnswer, from `answer` joined with `question` and `topic`. */
export const loggedAnswer = {
  id: answer.id,
  guildId: answer.guildId,
  userId: answer.userId,
  questionKey: answer.questionKey,
  mode: answer.mode,
  confidence: answer.confidence,
  answeredAt: answer.answeredAt,
  correct: answer.correct,
  points: answer.points,
  packId: question.packId,
  domain: question.domain,
  difficulty: question.difficulty,
  kind: question.kind,
  topicId: question.topicId,
  topicSlug: topic.slug,
};

/** An answer with what followers need to know of its question. */
export interface LoggedAnswer {
  id: number;
  guildId: string;
  userId: string;
  questionKey: number;
  mode: (typeof answer.$inferSelect)['mode'];
  confidence: (typeof answer.$inferSelect)['confidence'];
  answeredAt: number;
  correct: boolean;
  points: number;
  packId: string;
  domain: string | null;
  difficulty: Difficulty;
  kind: QuestionKind;
  topicId: number;
  topicSlug: string;
}

/** Something derived from the log of answers. */
export interface Follower {
  /** what it keeps: emptied before a rebuild */
  readonly tables: readonly SQLiteTable[];
  /** Makes what there is before the first answer; called in a rebuild, once the tables are empty. */
  begin?(db: Db): void;
  /** Takes one more answer; called once for each that was not withdrawn, in the order of the log. */
  take(db: Db, logged: LoggedAnswer): void;
}
