import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { pack, question, topic } from '../db/schema.ts';
import type { Manifest } from '../pack/content.ts';

export type Topic = typeof topic.$inferSelect;
export type TopicName = Pick<Topic, 'id' | 'packId' | 'slug' | 'title' | 'aliases' | 'domain' | 'summary' | 'commands'>;

/** Columns of the full-text index, with the weight that a word found in each of them has. */
const TEXT_WEIGHTS = { names: 10, summary: 4, commands: 3, body: 1 } as const;

const statements = perDatabase((db) => ({
  packs: db.select({ manifest: pack.manifest }).from(pack).orderBy(asc(pack.id)).prepare(),
  bySlug: db
    .select()
    .from(topic)
    .where(
      and(
        eq(topic.packId, sql.placeholder('packId')),
        eq(topic.slug, sql.placeholder('slug')),
        isNull(topic.retiredAt),
      ),
    )
    .prepare(),
  names: db
    .select({
      id: topic.id,
      packId: topic.packId,
      slug: topic.slug,
      title: topic.title,
      aliases: topic.aliases,
      domain: topic.domain,
      summary: topic.summary,
      commands: topic.commands,
    })
    .from(topic)
    .where(isNull(topic.retiredAt))
    .orderBy(asc(topic.id))
    .prepare(),
  hasQuestions: db
    .select({ one: sql`1` })
    .from(question)
    .where(and(eq(question.topicId, sql.placeholder('topicId')), isNull(question.retiredAt)))
    .limit(1)
    .prepare(),
  // Asked once for each word of a query: the ranks add up over the words, as bm25 does, and the number of rows says
  // how common the word is.
  matching: db.$client.prepare<[string], { id: number; weight: number }>(
    `select rowid as id, -bm25(topic_text, ${Object.values(TEXT_WEIGHTS).join(', ')}) as weight
     from topic_text where topic_text match ?`,
  ),
}));

export function listManifests(db: Db): Manifest[] {
  return statements(db)
    .packs.all()
    .map((row) => row.manifest);
}

export function findTopic(db: Db, packId: string, slug: string): Topic | undefined {
  return statements(db).bySlug.get({ packId, slug });
}

/** What the search index is built from: every topic that is not retired. */
export function listTopicNames(db: Db): TopicName[] {
  return statements(db).names.all();
}

export function topicHasQuestions(db: Db, topicId: number): boolean {
  return statements(db).hasQuestions.get({ topicId }) !== undefined;
}

/** Topics whose text has this word or a form of it (FTS5, Porter stems), with how much it weighs in each. */
export function topicsWithWord(db: Db, word: string, asPrefix = false): { id: number; weight: number }[] {
  return statements(db).matching.all(`"${word.replaceAll('"', '""')}"${asPrefix ? '*' : ''}`);
}

/** Makes the full-text rows of one pack anew. Call it in the transaction that changed the topics. */
export function indexTopicText(db: Db, packId: string): void {
  db.$client.prepare('delete from topic_text where rowid in (select id from topic where pack_id = ?)').run(packId);
  db.$client
    .prepare(
      `insert into topic_text (rowid, names, summary, commands, body)
       select id, slug || ' ' || title || ' ' || replace(aliases, '","', ' '), summary, commands, details || ' ' || misconceptions
       from topic where pack_id = ? and retired_at is null`,
    )
    .run(packId);
}
