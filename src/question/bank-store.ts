/** The bank of questions, as it stands in the database. */
import { type Db, perDatabase } from '../db/open.ts';
import type { Difficulty } from '../content/pack.ts';
import { type Bank, type NewQuestion, createBank } from './bank.ts';

interface Row extends Omit<NewQuestion, 'domc' | 'proved'> {
  label: Difficulty;
  domc: 0 | 1;
  difficulty: number | null;
  variance: number | null;
}

interface Moved {
  key: number;
  mean: number;
  variance: number;
  moved: number;
}

/** How many difficulties are read at a time: less than a millisecond of work. */
const BATCH = 500;

const statements = perDatabase((db) => ({
  all: db.$client.prepare<[], Row>(
    `select q.key, q.revision, q.pack_id as packId, q.topic_id as topicId, q.domain, q.difficulty as label, q.kind, q.domc,
            json_array_length(r.content, '$.options') as options,
            (select count(*) from json_each(r.content, '$.options') o where o.value ->> 'correct') as "right",
            d.difficulty, d.variance
     from question q
     join question_revision r on r.question_key = q.key and r.revision = q.revision
     left join question_difficulty d on d.question_key = q.key
     where q.retired_at is null
     order by q.key`,
  ),
  lastMove: db.$client.prepare<[], number | null>('select max(moved) from question_difficulty').pluck(),
  moved: db.$client.prepare<{ after: number }, Moved>(
    `select question_key as key, difficulty as mean, variance, moved
     from question_difficulty where moved > @after order by moved limit ${BATCH}`,
  ),
}));

/** The last change of a difficulty that each bank has taken in. */
const followedTo = new WeakMap<Bank, number>();

/** Reads every question that may be asked. */
export function loadBank(db: Db): Bank {
  const followed = statements(db).lastMove.get() ?? 0;
  const bank = createBank(eachQuestion(db));
  // Otherwise the first forecast would wait for it: a fifth of a second where 50,000 questions have been answered.
  for (const area of bank.areas()) area.examCurves();
  followedTo.set(bank, followed);
  return bank;
}

function* eachQuestion(db: Db): Generator<NewQuestion> {
  for (const { domc, difficulty, variance, ...row } of statements(db).all.iterate()) {
    const proved = difficulty === null || variance === null ? null : { mean: difficulty, variance };
    yield { ...row, domc: domc === 1, proved };
  }
}

/**
 * Reads how hard questions have proved since the last time, a batch at most: an answer moves one question a little, so nobody
 * is worse off for a bank that is some hundred answers behind. Call it before questions are weighed.
 */
export function followDifficulties(db: Db, bank: Bank): void {
  const followed = followedTo.get(bank) ?? 0;
  const last = statements(db).lastMove.get() ?? 0;
  if (last === followed) return;
  // Fewer than there were: the log was followed anew from its beginning.
  const moved = statements(db).moved.all({ after: last < followed ? 0 : followed });
  for (const { key, mean, variance } of moved) bank.move(key, { mean, variance });
  followedTo.set(bank, moved.at(-1)?.moved ?? last);
}
