import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../db/open.ts';
import { question, questionRevision, topic } from '../db/schema.ts';
import type { Difficulty, QuestionContent, QuestionKind } from '../pack/content.ts';

/** A question's place in its pack, without its words. */
export interface QuestionFacts {
  key: number;
  packId: string;
  topicId: number;
  topicSlug: string;
  topicTitle: string;
  domain: string | null;
  difficulty: Difficulty;
}

/** The columns of QuestionFacts, from `question` joined with `topic`. */
export const questionFacts = {
  key: question.key,
  packId: question.packId,
  topicId: question.topicId,
  topicSlug: topic.slug,
  topicTitle: topic.title,
  domain: question.domain,
  difficulty: question.difficulty,
};

const p = sql.placeholder;

const statements = perDatabase((db) => ({
  facts: db
    .select(questionFacts)
    .from(question)
    .innerJoin(topic, eq(topic.id, question.topicId))
    .where(eq(question.key, p('key')))
    .prepare(),
  content: db
    .select({ content: questionRevision.content })
    .from(questionRevision)
    .where(and(eq(questionRevision.questionKey, p('key')), eq(questionRevision.revision, p('revision'))))
    .prepare(),
  // Every question that may be asked, with how this member stands with it over all servers: what somebody knows does
  // not depend on where they learned it.
  candidates: db.$client.prepare<
    {
      packId: string | null;
      domain: string | null;
      topicId: number | null;
      difficulty: string | null;
      typed: 0 | 1;
      userId: string;
    },
    Candidate
  >(
    `select q.key, q.revision, q.topic_id as topicId, m.last_answered_at as lastAnsweredAt,
            case when m.last_answered_at is null then null else m.last_correct end as lastCorrect,
            q.pack_id as packId, q.domain, q.kind, q.difficulty as label, d.difficulty as proved
     from question q
     left join question_difficulty d on d.question_key = q.key
     left join (
       select question_key, max(last_answered_at) as last_answered_at, last_correct
       from member_question where user_id = @userId group by question_key
     ) m on m.question_key = q.key
     where q.retired_at is null and (@typed or q.kind <> 'command')
       and (@packId is null or q.pack_id = @packId)
       and (@domain is null or q.domain = @domain)
       and (@topicId is null or q.topic_id = @topicId)
       and (@difficulty is null or q.difficulty = @difficulty)`,
  ),
}));

/** One question that may be asked of a member; `lastAnsweredAt` is null when they have not met it. */
export interface Candidate {
  key: number;
  revision: string;
  topicId: number;
  lastAnsweredAt: number | null;
  lastCorrect: 0 | 1 | null;
  packId: string;
  domain: string | null;
  kind: QuestionKind;
  /** how hard by its author's word, and how hard it has proved, in logits; null before anybody answered it */
  label: Difficulty;
  proved: number | null;
}

export interface QuestionFilter {
  packId?: string | undefined;
  domain?: string | undefined;
  topicId?: number | undefined;
  difficulty?: Difficulty | undefined;
  /** whether questions may come whose answer is typed; left out: they do not */
  typed?: boolean;
}

/** @throws Error when there is no such question: keys come from our own rows */
export function findQuestion(db: Db, key: number): QuestionFacts {
  const found = statements(db).facts.get({ key });
  if (!found) throw new Error(`no question with the key ${key}`);
  return found;
}

/** A question as it is asked now, by the id that its author gave it. */
export function findQuestionById(db: Db, packId: string, id: string): { key: number; revision: string } | undefined {
  return db
    .select({ key: question.key, revision: question.revision })
    .from(question)
    .where(and(eq(question.packId, packId), eq(question.id, id), isNull(question.retiredAt)))
    .get();
}

/** The words of a question in the revision in which it was asked. */
export function getQuestionContent(db: Db, key: number, revision: string): QuestionContent {
  const found = statements(db).content.get({ key, revision });
  if (!found) throw new Error(`question ${key} has no revision ${revision}`);
  return found.content;
}

export function listCandidates(db: Db, userId: string, filter: QuestionFilter): Candidate[] {
  const { packId = null, domain = null, topicId = null, difficulty = null, typed = false } = filter;
  return statements(db).candidates.all({ userId, packId, domain, topicId, difficulty, typed: typed ? 1 : 0 });
}
