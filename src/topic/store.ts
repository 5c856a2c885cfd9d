import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { pack, question, topic } from '../db/schema.ts';
import type { Manifest } from '../content/pack.ts';

export type Topic = typeof topic.$inferSelect;
export type TopicName = Pick<
  Topic,
  'id' | 'packId' | 'slug' | 'title' | 'aliases' | 'phrases' | 'domain' | 'summary' | 'commands'
>;

/** Columns of the full-text index, with about half of the most that a word found in each of them adds to its weight. */
const TEXT_WEIGHTS = { names: 1.5, summary: 1, commands: 0.4, body: 0.8, phrases: 0.8 } as const;

/**
 * What one column adds to a word's weight. Computed one by one, no column drowns the others, as it would in a sum of counts.
 */
function weightIn(column: keyof typeof TEXT_WEIGHTS): string {
  const columns = Object.keys(TEXT_WEIGHTS).map((other) => (other === column ? 1 : 0));
  return `${TEXT_WEIGHTS[column]} * -bm25(topic_text, ${columns.join(', ')})`;
}

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
      phrases: topic.phrases,
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
    `select rowid as id, ${weightIn('names')} + ${weightIn('summary')} + ${weightIn('commands')} + ${weightIn('body')}
       + ${weightIn('phrases')} as weight
     from topic_text where topic_text match ?`,
  ),
  // FTS5 keeps one row for each topic here; counting them is quicker than counting the table itself.
  indexed: db.$client.prepare<[], number>('select count(*) from topic_text_docsize').pluck(),
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

/**
 * Topics whose text has this word or a form of it (FTS5, Porter stems), with how much each is about it: from 0 to about 8,
 * the same for common and for rare words.
 */
export function topicsWithWord(db: Db, word: string, asPrefix = false): { id: number; weight: number }[] {
  const { matching, indexed } = statements(db);
  const rows = matching.all(`"${word.replaceAll('"', '""')}"${asPrefix ? '*' : ''}`);
  if (rows.length === 0) return rows;
  // bm25 multiplies by the word's rarity, which is next to nothing for a word in half of the topics ("container"), even
  // for the one topic that is called so. The search has a rarity of its own: this one, as FTS5 reckons it, is taken out.
  const others = (indexed.get() ?? 0) - rows.length;
  const rarity = Math.max(1e-6, Math.log((others + 0.5) / (rows.length + 0.5)));
  return rows.map(({ id, weight }) => ({ id, weight: weight / rarity }));
}

/** Makes the full-text rows of one pack anew. Call it in the transaction that changed the topics. */
export function indexTopicText(db: Db, packId: string): void {
  db.$client.prepare('delete from topic_text where rowid in (select id from topic where pack_id = ?)').run(packId);
  db.$client
    .prepare(
      `insert into topic_text (rowid, names, summary, commands, body, phrases)
       select id, slug || ' ' || title || ' ' || replace(aliases, '","', ' '), summary, commands, details || ' ' || misconceptions,
         replace(phrases, '","', ' ')
       from topic where pack_id = ? and retired_at is null`,
    )
    .run(packId);
}
