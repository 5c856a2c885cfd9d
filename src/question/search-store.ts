import { type Db, perDatabase } from '../db/open.ts';
import { GROUP_KINDS } from './kinds/index.ts';

const statements = perDatabase((db) => ({
  texts: db.$client.prepare<[], { key: number; text: string }>(
    `select q.key, t.title || ' ' || (r.content ->> '$.prompt') as text
     from question q
     join topic t on t.id = q.topic_id
     join question_revision r on r.question_key = q.key and r.revision = q.revision
     where q.retired_at is null and q.kind in (${GROUP_KINDS.map((name) => `'${name}'`).join()})
     order by t.title, q.key`,
  ),
  found: db.$client.prepare<{ keys: string }, FoundQuestion>(
    `select q.key, t.title as topicTitle, r.content ->> '$.prompt' as prompt
     from json_each(@keys) k
     join question q on q.key = k.value
     join topic t on t.id = q.topic_id
     join question_revision r on r.question_key = q.key and r.revision = q.revision
     order by k.key`,
  ),
}));

/** A question as an organiser looks for it. */
export interface FoundQuestion {
  key: number;
  topicTitle: string;
  prompt: string;
}

/** The topic and the words of every question that a message in a channel can hold, by topic. */
export function eachPostableText(db: Db): Iterable<{ key: number; text: string }> {
  return statements(db).texts.iterate();
}

/** Questions as an organiser reads them, in the order of `keys`. */
export function listFound(db: Db, keys: readonly number[]): FoundQuestion[] {
  return statements(db).found.all({ keys: JSON.stringify(keys) });
}
