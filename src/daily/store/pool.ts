/** What there is to choose a question from. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { type Db, perDatabase } from '../../db/open.ts';
import { guildTopic, question } from '../../db/schema.ts';
import { GROUP_KINDS } from '../../question/kinds/index.ts';
import type { Subject } from '../../topic/subject.ts';
import type { Postable, TopicRecord } from '../choose.ts';

/** Whether a group's message can hold it. */
const inGroup = inArray(question.kind, [...GROUP_KINDS]);

const statements = perDatabase((db) => ({
  records: db
    .select()
    .from(guildTopic)
    .where(eq(guildTopic.guildId, sql.placeholder('guildId')))
    .prepare(),
  postable: db
    .select({ key: question.key, revision: question.revision, topicId: question.topicId })
    .from(question)
    .where(sql`${question.key} = ${sql.placeholder('key')} and ${question.retiredAt} is null and ${inGroup}`)
    .prepare(),
}));

/** The questions that a message in a channel can hold, of one subject. */
export function listPostable(db: Db, { packId, domain, topicId }: Subject): Postable[] {
  return db
    .select({ key: question.key, revision: question.revision, topicId: question.topicId })
    .from(question)
    .where(
      and(
        sql`${question.retiredAt} is null and ${inGroup}`,
        packId === undefined ? undefined : eq(question.packId, packId),
        domain === undefined ? undefined : eq(question.domain, domain),
        topicId === undefined ? undefined : eq(question.topicId, topicId),
      ),
    )
    .all();
}

/** How well a server does on each topic, by topic id. */
export function listTopicRecords(db: Db, guildId: string): Map<number, TopicRecord> {
  const rows = statements(db).records.all({ guildId });
  return new Map(rows.map(({ topicId, answers, correct }) => [topicId, { answers, correct }]));
}

/** A question that a message in a channel can hold, if it is (still) one. */
export function findPostable(db: Db, key: number): Postable | undefined {
  return statements(db).postable.get({ key });
}
