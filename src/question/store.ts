import { and, eq, isNull } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { question, topic } from '../db/schema.ts';
import type { Difficulty, QuestionContent } from '../content/pack.ts';

/** A question's place in its pack, without its words. */
export interface QuestionFacts {
  key: number;
  packId: string;
  topicId: number;
  topicSlug: string;
  topicTitle: string;
  domain: string | null;
  difficulty: Difficulty;
}

/** The columns of QuestionFacts, from `question` joined with `topic`. */
export const questionFacts = {
  key: question.key,
  packId: question.packId,
  topicId: question.topicId,
  topicSlug: topic.slug,
  topicTitle: topic.title,
  domain: question.domain,
  difficulty: question.difficulty,
};

const statements = perDatabase((db) => ({
  facts: db.$client.prepare<{ key: number }, QuestionFacts>(
    `select q.key, q.pack_id as packId, q.topic_id as topicId, t.slug as topicSlug, t.title as topicTitle, q.domain, q.difficulty
     from question q join topic t on t.id = q.topic_id where q.key = @key`,
  ),
  content: db.$client
    .prepare<{ key: number; revision: string }, string>(
      'select content from question_revision where question_key = @key and revision = @revision',
    )
    .pluck(),
  // What somebody knows does not depend on the server in which they learned it: the last answer decides, wherever it was.
  known: db.$client
    .prepare<{ userId: string }, string>(
      `select json_group_array(question_key) from (
         select question_key, max(last_answered_at), last_correct
         from member_question where user_id = @userId group by question_key
       ) where last_correct`,
    )
    .pluck(),
  lastAnswers: db.$client
    .prepare<{ userId: string }, [number, number]>(
      `select question_key, max(last_answered_at) from member_question where user_id = @userId group by question_key`,
    )
    .raw(),
}));

/** @throws Error when there is no such question: keys come from our own rows */
export function findQuestion(db: Db, key: number): QuestionFacts {
  const found = statements(db).facts.get({ key });
  if (!found) throw new Error(`no question with the key ${key}`);
  return found;
}

/** A question as it is asked now, by the id that its author gave it. */
export function findQuestionById(db: Db, packId: string, id: string): { key: number } | undefined {
  return db
    .select({ key: question.key })
    .from(question)
    .where(and(eq(question.packId, packId), eq(question.id, id), isNull(question.retiredAt)))
    .get();
}

/** The words of a question in the revision in which it was asked. */
export function getQuestionContent(db: Db, key: number, revision: string): QuestionContent {
  const found = statements(db).content.get({ key, revision });
  if (found === undefined) throw new Error(`question ${key} has no revision ${revision}`);
  return JSON.parse(found) as QuestionContent;
}

/** The keys of the questions to which a member's last answer was right. Read as one value: that is a fifth of the cost. */
export function listKnown(db: Db, userId: string): number[] {
  return JSON.parse(statements(db).known.get({ userId }) ?? '[]') as number[];
}

/** When a member answered each question last, in whatever server (UTC ms), by its key. */
export function listLastAnswers(db: Db, userId: string): Map<number, number> {
  return new Map(statements(db).lastAnswers.all({ userId }));
}
