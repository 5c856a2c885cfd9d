/** Looking at the tables themselves. */
import type { Db } from '../../src/db/open.ts';

/** The log of answers with its scores, and what is kept from it. */
export const SCORES = [
  'answer',
  'member_question',
  'member_domain',
  'member_day',
  'points_total',
  'guild_topic',
  'review_card',
  'member_ability',
  'question_difficulty',
  'member_objective',
  'log_position',
] as const;

/** What an import writes. */
export const CONTENT = ['pack', 'topic', 'question', 'question_revision', 'topic_text'] as const;

type Row = Record<string, unknown>;

/** Every row of some tables, in an order that does not depend on when it was written. */
export function dump(db: Db, tables: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(
    tables.map((table) => {
      // In how many moves a difficulty came to be what it is depends on the batches.
      const id =
        { topic_text: 'rowid, *', question_difficulty: 'question_key, difficulty, variance, answers' }[table] ?? '*';
      const rows = db.$client.prepare<[], Row>(`select ${id} from ${table}`).all();
      return [table, rows.map((row) => JSON.stringify(row)).sort()];
    }),
  );
}

/** The names of all tables of ours, and of the full-text index's own. */
export function tableNames(db: Db): string[] {
  return db.$client
    .prepare<[], { name: string }>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'topic_%' order by name",
    )
    .all()
    .map((row) => row.name)
    .concat('topic_text');
}

export function countRows(db: Db, table: string): number {
  return db.$client.prepare<[], { count: number }>(`select count(*) as count from ${table}`).get()?.count ?? 0;
}
