import { memberAbility, questionDifficulty } from '../db/schema.ts';
import { type Db, perDatabase } from '../db/open.ts';
import type { Difficulty } from '../content/pack.ts';
import type { Ability } from '../db/schema.ts';
import type { Shape } from '../question/kinds/kind.ts';
import { DIFFICULTY_PRIOR, type Gaussian } from '../question/item-response.ts';

export interface KnownAbility {
  packId: string;
  ability: Ability;
  /** first answers that are in it */
  answers: number;
  updatedAt: number;
}

// How many options a wording has, and how many of them are right. `content` is a column of `question_revision`.
const SHAPE = `json_array_length(r.content, '$.options') as options,
  (select count(*) from json_each(r.content, '$.options') o where o.value ->> 'correct') as "right"`;

/** What is emptied before the log is followed from its start. */
export const KEPT = [memberAbility, questionDifficulty];

const statements = perDatabase((db) => ({
  abilities: db.$client.prepare<{ userId: string }, Omit<KnownAbility, 'ability'> & { ability: string }>(
    `select pack_id as packId, ability, answers, updated_at as updatedAt from member_ability where user_id = @userId`,
  ),
  ability: db.$client.prepare<
    { userId: string; packId: string },
    { ability: string; answers: number; updatedAt: number }
  >(
    `select ability, answers, updated_at as updatedAt from member_ability where user_id = @userId and pack_id = @packId`,
  ),
  saveAbility: db.$client.prepare<{
    userId: string;
    packId: string;
    ability: string;
    answers: number;
    updatedAt: number;
  }>(
    `insert into member_ability (user_id, pack_id, ability, answers, updated_at)
     values (@userId, @packId, @ability, @answers, @updatedAt)
     on conflict do update set ability = excluded.ability, answers = excluded.answers, updated_at = excluded.updated_at`,
  ),
  difficulty: db.$client.prepare<{ questionKey: number }, Gaussian>(
    'select difficulty as mean, variance from question_difficulty where question_key = @questionKey',
  ),
  saveDifficulty: db.$client.prepare<{ questionKey: number; mean: number; variance: number; answers: number }>(
    `insert into question_difficulty (question_key, difficulty, variance, answers, moved)
     values (@questionKey, @mean, @variance, @answers, (select coalesce(max(moved), 0) + 1 from question_difficulty))
     on conflict do update set difficulty = excluded.difficulty, variance = excluded.variance,
       answers = answers + excluded.answers, moved = excluded.moved`,
  ),
  wasAnswered: db.$client
    .prepare<{ userId: string; questionKey: number; before: number }, 0 | 1>(
      `select exists (select 1 from answer where user_id = @userId and question_key = @questionKey and id < @before)`,
    )
    .pluck(),
  shape: db.$client.prepare<{ questionKey: number; revision: string }, Omit<Shape, 'kind'>>(
    `select ${SHAPE} from question_revision r where r.question_key = @questionKey and r.revision = @revision`,
  ),
  // Wordings do not change under their revision.
  shapes: new Map<string, Omit<Shape, 'kind'>>(),
}));

/** What is known of a member, in each pack of which they answered something. */
export function listAbilities(db: Db, userId: string): KnownAbility[] {
  return statements(db)
    .abilities.all({ userId })
    .map((row) => ({ ...row, ability: JSON.parse(row.ability) as Ability }));
}

/** What is known of a member in one pack; undefined when they answered nothing of it. */
export function findAbility(db: Db, userId: string, packId: string): Omit<KnownAbility, 'packId'> | undefined {
  const found = statements(db).ability.get({ userId, packId });
  return found && { ...found, ability: JSON.parse(found.ability) as Ability };
}

export function saveAbility(db: Db, userId: string, { ability, ...rest }: KnownAbility): void {
  statements(db).saveAbility.run({ userId, ability: JSON.stringify(ability), ...rest });
}

/** How hard a question has proved; before anybody answered it, what its label says. */
export function getDifficulty(db: Db, questionKey: number, label: Difficulty): Gaussian {
  return statements(db).difficulty.get({ questionKey }) ?? DIFFICULTY_PRIOR[label];
}

/** Keeps how hard a question has proved, by so many answers more. */
export function saveDifficulty(db: Db, questionKey: number, { mean, variance }: Gaussian, answers: number): void {
  statements(db).saveDifficulty.run({ questionKey, mean, variance, answers });
}

/** Whether the log holds an answer of this member to this question before the one with the id `before`. */
export function wasAnswered(db: Db, userId: string, questionKey: number, before: number): boolean {
  return statements(db).wasAnswered.get({ userId, questionKey, before }) === 1;
}

/** How many options a wording of a question has, and how many are right. @throws Error when there is no such wording */
export function getShape(db: Db, questionKey: number, revision: string): Omit<Shape, 'kind'> {
  const { shapes, shape } = statements(db);
  const key = `${questionKey} ${revision}`;
  let found = shapes.get(key);
  if (!found) {
    found = shape.get({ questionKey, revision });
    if (!found) throw new Error(`no wording ${revision} of the question ${questionKey}`);
    shapes.set(key, found);
  }
  return found;
}
