/** How far the log of answers has been followed, what comes next, and what was set aside. */
import { eq, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { answer, answerSetAside, logPosition, question, topic } from '../db/schema.ts';
import type { LoggedAnswer } from './logged-answer.ts';

/** The columns of LoggedAnswer, from `answer` joined with `question` and `topic`. */
export const loggedAnswer = {
  id: answer.id,
  guildId: answer.guildId,
  userId: answer.userId,
  questionKey: answer.questionKey,
  revision: answer.revision,
  format: answer.format,
  mode: answer.mode,
  confidence: answer.confidence,
  answeredAt: answer.answeredAt,
  correct: answer.correct,
  points: answer.points,
  packId: question.packId,
  domain: question.domain,
  difficulty: question.difficulty,
  kind: question.kind,
  topicId: question.topicId,
  topicSlug: topic.slug,
};

const POSITION = 'totals';

const p = sql.placeholder;

const statements = perDatabase((db) => {
  return {
    position: db.$client.prepare<[], number>(`select answer_id from log_position where name = '${POSITION}'`).pluck(),
    moveTo: db
      .insert(logPosition)
      .values({ name: POSITION, answerId: p('answerId') })
      .onConflictDoUpdate({ target: logPosition.name, set: { answerId: sql`excluded.answer_id` } })
      .prepare(),
    last: db.$client.prepare<[], number | null>('select max(id) from answer').pluck(),
    // Without drizzle, which would take longer to make a row of it than SQLite to find it.
    next: db.$client.prepare<{ after: number; limit: number }, Omit<LoggedAnswer, 'correct'> & { correct: 0 | 1 }>(
      `select a.id, a.guild_id as guildId, a.user_id as userId, a.question_key as questionKey, a.revision, a.format, a.mode,
              a.confidence, a.answered_at as answeredAt, a.correct, a.points, q.pack_id as packId, q.domain, q.difficulty,
              q.kind, q.topic_id as topicId, t.slug as topicSlug
       from answer a
       join question q on q.key = a.question_key
       join topic t on t.id = q.topic_id
       left join answer_withdrawn w on w.answer_id = a.id
       where a.id > @after and w.answer_id is null
       order by a.id
       limit @limit`,
    ),
    find: db
      .select(loggedAnswer)
      .from(answer)
      .innerJoin(question, eq(question.key, answer.questionKey))
      .innerJoin(topic, eq(topic.id, question.topicId))
      .where(eq(answer.id, p('id')))
      .prepare(),
    setAside: db
      .insert(answerSetAside)
      .values({ answerId: p('answerId'), follower: p('follower'), error: p('error'), failedAt: p('failedAt') })
      .onConflictDoUpdate({
        target: answerSetAside.answerId,
        set: { follower: sql`excluded.follower`, error: sql`excluded.error`, failedAt: sql`excluded.failed_at` },
      })
      .prepare(),
    isSetAside: db
      .select({ answerId: answerSetAside.answerId })
      .from(answerSetAside)
      .where(eq(answerSetAside.answerId, p('answerId')))
      .prepare(),
    nextSetAside: db.$client
      .prepare<{ after: number; until: number }, number>(
        'select answer_id from answer_set_aside where answer_id > @after and answer_id <= @until order by answer_id limit 1',
      )
      .pluck(),
    endSetAside: db
      .delete(answerSetAside)
      .where(eq(answerSetAside.answerId, p('answerId')))
      .prepare(),
    countSetAside: db
      .select({ count: sql<number>`count(*)` })
      .from(answerSetAside)
      .prepare(),
  };
});

/** The id of the last answer up to which the log has been followed; 0: none has. */
export function findPosition(db: Db): number {
  return statements(db).position.get() ?? 0;
}

export function moveTo(db: Db, answerId: number): void {
  statements(db).moveTo.run({ answerId });
}

/** The id of the last answer in the log; 0: it is empty. */
export function lastAnswerId(db: Db): number {
  return statements(db).last.get() ?? 0;
}

/** Whether an answer is in what is derived. */
export function isFollowed(db: Db, answerId: number): boolean {
  return answerId <= findPosition(db) && !statements(db).isSetAside.get({ answerId });
}

/** The answers after the one with the id `after` that count, in the order of the log. */
export function nextAnswers(db: Db, after: number, limit: number): LoggedAnswer[] {
  return statements(db)
    .next.all({ after, limit })
    .map((row) => ({ ...row, correct: row.correct === 1 }));
}

/** An answer with what belongs to its question. */
export function findLogged(db: Db, id: number): LoggedAnswer | undefined {
  return statements(db).find.get({ id });
}

/** Notes that an answer could not be taken; a second time, why it could not again. */
export function setAside(db: Db, row: { answerId: number; follower: string; error: string; failedAt: number }): void {
  statements(db).setAside.run(row);
}

/** The first answer set aside with an id after `after`, and not after `until`. */
export function nextSetAside(db: Db, after: number, until: number): number | undefined {
  return statements(db).nextSetAside.get({ after, until });
}

/** An answer is set aside no longer. */
export function endSetAside(db: Db, answerId: number): void {
  statements(db).endSetAside.run({ answerId });
}

/** How many answers are set aside. */
export function countSetAside(db: Db): number {
  return statements(db).countSetAside.get()?.count ?? 0;
}
