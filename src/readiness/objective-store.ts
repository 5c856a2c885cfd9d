import { memberObjective } from '../db/schema.ts';
import { type Db, perDatabase } from '../db/open.ts';

/** A member's first answers to questions on one objective. */
export interface ObjectiveTotal {
  objective: string;
  answers: number;
  correct: number;
}

/** What is emptied before the log is followed from its start. */
export const KEPT = [memberObjective];

const statements = perDatabase((db) => ({
  add: db.$client.prepare<{ userId: string; questionKey: number; right: 0 | 1 }>(
    `insert into member_objective (user_id, pack_id, objective, answers, correct)
     select @userId, pack_id, objective, 1, @right from question where key = @questionKey and objective is not null
     on conflict do update set answers = answers + 1, correct = correct + excluded.correct`,
  ),
  // As one value: reading some fifty rows one by one takes three times as long.
  ofMember: db.$client
    .prepare<{ userId: string; packId: string }, string>(
      `select json_group_array(json_array(objective, answers, correct))
       from member_objective where user_id = @userId and pack_id = @packId`,
    )
    .pluck(),
}));

/** Counts one first answer, unless its question belongs to no objective. */
export function addToObjective(db: Db, userId: string, questionKey: number, correct: boolean): void {
  statements(db).add.run({ userId, questionKey, right: correct ? 1 : 0 });
}

/** A member's first answers by objective, over all servers, in no order. */
export function listObjectiveTotals(db: Db, userId: string, packId: string): ObjectiveTotal[] {
  const rows = JSON.parse(statements(db).ofMember.get({ userId, packId }) ?? '[]') as [string, number, number][];
  return rows.map(([objective, answers, correct]) => ({ objective, answers, correct }));
}
