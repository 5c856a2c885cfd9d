/** Which topics and questions of a pack are not what they were. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { question, topic } from '../../db/schema.ts';
import type { PackChange } from '../../pack/notice.ts';

/** What a pack holds, in a form to be compared. */
export interface PackState {
  topics: ReadonlyMap<string, { title: string; state: string }>;
  questions: ReadonlyMap<string, string>;
}

export function packState(db: Db, packId: string): PackState {
  const topics = db
    .select()
    .from(topic)
    .where(and(eq(topic.packId, packId), isNull(topic.retiredAt)))
    .all();
  const questions = db
    .select()
    .from(question)
    .where(and(eq(question.packId, packId), isNull(question.retiredAt)))
    .all();
  return {
    topics: new Map(topics.map((row) => [row.slug, { title: row.title, state: JSON.stringify(row) }])),
    questions: new Map(questions.map((row) => [row.id, JSON.stringify(row)])),
  };
}

/** @param command the pack's own, which looks a topic up */
export function changesBetween(before: PackState, after: PackState, command: string): PackChange[] {
  const topics = [...after.topics].filter(([slug, { state }]) => before.topics.get(slug)?.state !== state);
  const questions = [...after.questions].filter(([id, state]) => before.questions.get(id) !== state);
  return [
    ...topics.map(([, { title }]): PackChange => ({
      kind: 'topic',
      name: title,
      line: `/${command} topic: ${title}`,
    })),
    ...questions.map(([name]): PackChange => ({ kind: 'question', name })),
  ];
}
