/** The tables that hold the packs. */
import { and, eq, isNull, notInArray, sql } from 'drizzle-orm';
import { domainFinder } from '../content/domain.ts';
import type { Pack } from '../content/pack.ts';
import { type Db, perDatabase, transaction } from '../db/open.ts';
import { pack as packTable, picture, question, questionRevision, topic } from '../db/schema.ts';
import { indexTopicText } from '../topic/store.ts';

/** The hash of the files that a pack was read from; undefined: there is no such pack. */
export function findContentHash(db: Db, packId: string): string | undefined {
  return db.select({ contentHash: packTable.contentHash }).from(packTable).where(eq(packTable.id, packId)).get()
    ?.contentHash;
}

export function listPackIds(db: Db): string[] {
  return db
    .select({ id: packTable.id })
    .from(packTable)
    .all()
    .map(({ id }) => id);
}

const questionColumns = ['revision', 'topicId', 'domain', 'objective', 'difficulty', 'kind', 'domc'] as const;
type QuestionColumn = (typeof questionColumns)[number];

function eachColumn<T>(make: (column: QuestionColumn) => T): Record<QuestionColumn, T> {
  return Object.fromEntries(questionColumns.map((column) => [column, make(column)])) as Record<QuestionColumn, T>;
}

/** Prepared, since the first start waits until some thousand questions are in. */
const statements = perDatabase((db) => {
  const p = sql.placeholder;
  const given = eachColumn((column) => sql`${sql.param(p(column), question[column])}`);
  return {
    putQuestion: db
      .insert(question)
      .values({ packId: p('packId'), id: p('id'), ...eachColumn(p) })
      .onConflictDoUpdate({ target: [question.packId, question.id], set: { ...given, retiredAt: null } })
      .returning({ key: question.key })
      .prepare(),
    addRevision: db
      .insert(questionRevision)
      .values({
        questionKey: p('questionKey'),
        revision: p('revision'),
        content: p('content'),
      })
      .onConflictDoNothing()
      .prepare(),
  };
});

/** Writes a checked pack in one transaction. What is no longer in it is retired and keeps its history. */
export function storePack(db: Db, pack: Pack, now: number): void {
  const packId = pack.manifest.id;
  transaction(db, () => {
    db.insert(packTable)
      .values({ id: packId, manifest: pack.manifest, contentHash: pack.contentHash, importedAt: now })
      .onConflictDoUpdate({
        target: packTable.id,
        set: { manifest: pack.manifest, contentHash: pack.contentHash, importedAt: now },
      })
      .run();

    const topicIds = new Map<string, number>();
    for (const entry of pack.topics) {
      const row = { ...entry, domain: entry.domain ?? null, diagram: entry.diagram ?? null, retiredAt: null };
      const { id } = db
        .insert(topic)
        .values({ packId, ...row })
        .onConflictDoUpdate({ target: [topic.packId, topic.slug], set: row })
        .returning({ id: topic.id })
        .get();
      topicIds.set(entry.slug, id);
    }
    db.update(topic)
      .set({ retiredAt: now })
      .where(and(eq(topic.packId, packId), isNull(topic.retiredAt), notInArray(topic.id, [...topicIds.values()])))
      .run();

    const domainOf = domainFinder(pack);
    const keys: number[] = [];
    for (const authored of pack.questions) {
      const { id, topicSlug, objective, domc, revision, content } = authored;
      const topicId = topicIds.get(topicSlug);
      if (topicId === undefined) throw new Error(`question ${id} names the unknown topic ${topicSlug}`);
      const { key } = statements(db).putQuestion.get({
        packId,
        id,
        revision,
        topicId,
        domain: domainOf(authored),
        objective,
        difficulty: content.difficulty,
        kind: content.kind,
        domc,
      });
      keys.push(key);
      statements(db).addRevision.run({ questionKey: key, revision, content });
    }
    // The keys go in as one JSON value: a big pack has more questions than a statement may have parameters.
    db.update(question)
      .set({ retiredAt: now })
      .where(
        and(
          eq(question.packId, packId),
          isNull(question.retiredAt),
          sql`${question.key} not in (select value from json_each(${JSON.stringify(keys)}))`,
        ),
      )
      .run();
    // They are drawn again when somebody asks: which of them have changed is not worth keeping account of.
    db.delete(picture).run();
    indexTopicText(db, packId);
  });
}

/** Takes a pack's topics and questions out of use; call it in a transaction. */
export function retirePack(db: Db, packId: string, now: number): void {
  db.delete(packTable).where(eq(packTable.id, packId)).run();
  for (const table of [topic, question]) {
    db.update(table)
      .set({ retiredAt: now })
      .where(and(eq(table.packId, packId), isNull(table.retiredAt)))
      .run();
  }
  indexTopicText(db, packId);
}

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
