/** The turns: each is one question asked in a review. */
import { and, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { answer, question, reviewTurn, topic } from '../db/schema.ts';
import { questionFacts } from '../question/store.ts';

const p = sql.placeholder;

const turn = {
  id: reviewTurn.id,
  userId: reviewTurn.userId,
  guildId: reviewTurn.guildId,
  revision: reviewTurn.revision,
  order: reviewTurn.optionOrder,
  askedAt: reviewTurn.askedAt,
  choice: reviewTurn.choice,
  typed: reviewTurn.typed,
  answerId: reviewTurn.answerId,
  currentRevision: question.revision,
  retiredAt: question.retiredAt,
  facts: questionFacts,
};

const statements = perDatabase((db) => {
  const turns = () =>
    db
      .select(turn)
      .from(reviewTurn)
      .innerJoin(question, eq(question.key, reviewTurn.questionKey))
      .innerJoin(topic, eq(topic.id, question.topicId))
      .$dynamic();
  return {
    find: turns()
      .where(eq(reviewTurn.id, p('id')))
      .prepare(),
    latest: turns()
      .where(eq(reviewTurn.userId, p('userId')))
      .orderBy(desc(reviewTurn.id))
      .limit(1)
      .prepare(),
    latestAnswered: turns()
      .where(and(eq(reviewTurn.userId, p('userId')), isNotNull(reviewTurn.answerId)))
      .orderBy(desc(reviewTurn.id))
      .limit(1)
      .prepare(),
    insert: db
      .insert(reviewTurn)
      .values({
        userId: p('userId'),
        guildId: p('guildId'),
        questionKey: p('questionKey'),
        revision: p('revision'),
        optionOrder: p('optionOrder'),
        askedAt: p('askedAt'),
      })
      .returning({ id: reviewTurn.id })
      .prepare(),
    setChoice: db
      .update(reviewTurn)
      .set({ choice: sql`${p('choice')}`, typed: sql`${p('typed')}` })
      .where(eq(reviewTurn.id, p('id')))
      .prepare(),
    setDraft: db
      .update(reviewTurn)
      .set({ typed: sql`${p('typed')}` })
      .where(eq(reviewTurn.id, p('id')))
      .prepare(),
    setAnswer: db
      .update(reviewTurn)
      .set({ answerId: sql`${p('answerId')}` })
      .where(eq(reviewTurn.id, p('id')))
      .prepare(),
    answeredAt: db
      .select({ answeredAt: answer.answeredAt })
      .from(answer)
      .where(eq(answer.id, p('id')))
      .prepare(),
  };
});

export type Turn = NonNullable<ReturnType<typeof findTurn>>;

export function findTurn(db: Db, id: number) {
  return statements(db).find.get({ id });
}

/** The question put to a member last, answered or not. */
export function findLatestTurn(db: Db, userId: string): Turn | undefined {
  return statements(db).latest.get({ userId });
}

/** The latest turn of a member whose answer is in the log, also when it was taken back. */
export function findLatestAnswered(db: Db, userId: string): Turn | undefined {
  return statements(db).latestAnswered.get({ userId });
}

export type NewTurn = Omit<typeof reviewTurn.$inferInsert, 'id' | 'choice' | 'typed' | 'answerId'>;

/** @returns the turn's id */
export function insertTurn(db: Db, row: NewTurn): number {
  const [inserted] = statements(db).insert.all(row);
  if (!inserted) throw new Error('the turn was not written');
  return inserted.id;
}

export function setChoice(db: Db, id: number, choice: readonly number[], typed: string | null): void {
  statements(db).setChoice.run({ id, choice: JSON.stringify(choice), typed });
}

/** Keeps what was typed and was no answer yet. */
export function setDraft(db: Db, id: number, typed: string): void {
  statements(db).setDraft.run({ id, typed });
}

export function setAnswer(db: Db, id: number, answerId: number): void {
  statements(db).setAnswer.run({ id, answerId });
}

/** When an answer was given (UTC ms). @throws Error when there is no such answer: ids come from our own rows */
export function answeredAt(db: Db, answerId: number): number {
  const found = statements(db).answeredAt.get({ id: answerId });
  if (!found) throw new Error(`no answer ${answerId}`);
  return found.answeredAt;
}

/** Forgets turns asked before `before`; their answers stay in the log. */
export function deleteOldTurns(db: Db, before: number): number {
  return db.delete(reviewTurn).where(lt(reviewTurn.askedAt, before)).run().changes;
}
