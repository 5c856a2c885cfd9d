import { basename } from 'node:path';
import { and, eq, isNull, notInArray, sql } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { perDatabase, transaction } from '../db/open.ts';
import { pack as packTable, picture, question, questionRevision, topic } from '../db/schema.ts';
import { indexTopicText } from '../topic/store.ts';
import { domainFinder } from '../content/domain.ts';
import type { Problem } from './problem.ts';
import { listPacks, readPackFiles } from './read.ts';
import { retirePacksExcept } from './retire.ts';
import type { Pack } from '../content/pack.ts';

export type ImportResult =
  | { packId: string; outcome: 'unchanged' }
  | { packId: string; outcome: 'imported'; topics: number; questions: number }
  | { packId: string; outcome: 'refused'; problems: Problem[] }
  | { packId: string; outcome: 'retired' };

/**
 * Takes over every pack below `packsFolder` whose files changed, and retires those that are not there any more. A pack with
 * mistakes keeps its old content.
 * @param now UTC milliseconds
 */
export async function importPacks(db: Db, packsFolder: string, now: number): Promise<ImportResult[]> {
  const folders = listPacks(packsFolder);
  const gone = retirePacksExcept(
    db,
    folders.map((folder) => basename(folder)),
    now,
  );
  const results: ImportResult[] = gone.map((packId) => ({ packId, outcome: 'retired' }));
  for (const folder of folders) results.push(await importPack(db, folder, now));
  return results;
}

/** Takes over one pack, if its files changed since the last time. */
export async function importPack(db: Db, folder: string, now: number): Promise<ImportResult> {
  const files = readPackFiles(folder);
  const known = db
    .select({ contentHash: packTable.contentHash })
    .from(packTable)
    .where(eq(packTable.id, files.id))
    .get();
  if (known?.contentHash === files.contentHash) return { packId: files.id, outcome: 'unchanged' };
  // Loaded only when there is something to read: a start with unchanged packs does without the parsers' memory.
  const { parsePack } = await import('./parse.ts');
  const { pack, problems } = parsePack(files);
  if (!pack) return { packId: files.id, outcome: 'refused', problems };
  storePack(db, pack, now);
  return { packId: files.id, outcome: 'imported', topics: pack.topics.length, questions: pack.questions.length };
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
