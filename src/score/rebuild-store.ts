/** The log of answers, read from its start and scored anew. */
import { eq, getTableColumns, isNull, and, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type Db, perDatabase } from '../db/open.ts';
import {
  answer,
  answerSetAside,
  answerWithdrawn,
  logPosition,
  memberQuestion,
  question,
  zoneChange,
} from '../db/schema.ts';
import type { Rule } from '../question/points.ts';

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  setVerdict: db
    .update(answer)
    .set({ correct: sql`${p('correct')}`, points: sql`${p('points')}`, rule: sql`${p('rule')}` })
    .where(eq(answer.id, p('id')))
    .prepare(),
  page: db
    .select(getTableColumns(answer))
    .from(answer)
    .leftJoin(answerWithdrawn, eq(answerWithdrawn.answerId, answer.id))
    .where(and(sql`${answer.id} > ${p('after')}`, isNull(answerWithdrawn.answerId)))
    .orderBy(answer.id)
    .limit(1000)
    .prepare(),
  current: db
    .select({ revision: question.revision, packId: question.packId })
    .from(question)
    .where(eq(question.key, p('key')))
    .prepare(),
}));

/** Forgets everything that is derived from the log. @param kept what the followers keep */
export function empty(db: Db, kept: readonly SQLiteTable[]): void {
  for (const table of [memberQuestion, logPosition, answerSetAside, zoneChange, ...kept]) db.delete(table).run();
}

/** All answers that count, in the order of the log, read in pages: a statement may not write while another reads. */
export function* eachAnswer(db: Db) {
  for (let after = 0; ;) {
    const rows = statements(db).page.all({ after });
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

export function setVerdict(
  db: Db,
  id: number,
  { correct, points, rule }: { correct: boolean; points: number; rule: Rule },
): void {
  statements(db).setVerdict.run({ id, correct: correct ? 1 : 0, points, rule });
}

/** A question as it stands now. */
export function findCurrent(db: Db, key: number) {
  return statements(db).current.get({ key });
}
