/** The kept totals. Everything here adds to a row, and drops one that has come to nothing. */
import { guildTopic, memberDay, memberDomain, pointsTotal } from '../db/schema.ts';
import { type Db, perDatabase } from '../db/open.ts';

/** A number of answers, and how many of them were right. */
export interface Tally {
  answers: number;
  right: number;
}

export interface DomainSum extends Tally {
  userId: string;
  guildId: string;
  packId: string;
  /** '' where a question belongs to none */
  domain: string;
  /** of `answers` and of `right`: those given in mock exams and reviews */
  privateAnswers: number;
  privateRight: number;
}

export interface TopicSum extends Tally {
  guildId: string;
  topicId: number;
}

export interface DaySum extends Tally {
  userId: string;
  guildId: string;
  /** local date */
  day: string;
  points: number;
}

export interface PointsSum {
  guildId: string;
  period: string;
  subject: string;
  userId: string;
  points: number;
}

// Without drizzle: these run a dozen times for each answer, and building its values would take longer than writing them.
/** What is emptied before the log is followed from its start. */
export const KEPT = [memberDomain, memberDay, pointsTotal, guildTopic];

const statements = perDatabase(({ $client }) => ({
  addToDomain: $client.prepare<DomainSum>(
    `insert into member_domain (user_id, guild_id, pack_id, domain, answers, correct, private_answers, private_correct)
     values (@userId, @guildId, @packId, @domain, @answers, @right, @privateAnswers, @privateRight)
     on conflict do update set answers = answers + excluded.answers, correct = correct + excluded.correct,
       private_answers = private_answers + excluded.private_answers, private_correct = private_correct + excluded.private_correct`,
  ),
  dropDomain: $client.prepare<DomainSum>(
    `delete from member_domain
     where user_id = @userId and guild_id = @guildId and pack_id = @packId and domain = @domain and answers <= 0`,
  ),
  addToTopic: $client.prepare<TopicSum>(
    `insert into guild_topic (guild_id, topic_id, answers, correct) values (@guildId, @topicId, @answers, @right)
     on conflict do update set answers = answers + excluded.answers, correct = correct + excluded.correct`,
  ),
  dropTopic: $client.prepare<TopicSum>(
    'delete from guild_topic where guild_id = @guildId and topic_id = @topicId and answers <= 0',
  ),
  addToDay: $client.prepare<DaySum>(
    `insert into member_day (user_id, guild_id, day, answers, correct, points)
     values (@userId, @guildId, @day, @answers, @right, @points)
     on conflict do update set answers = answers + excluded.answers, correct = correct + excluded.correct,
       points = points + excluded.points`,
  ),
  dropDay: $client.prepare<DaySum>(
    'delete from member_day where user_id = @userId and guild_id = @guildId and day = @day and answers <= 0',
  ),
  addToPoints: $client.prepare<PointsSum>(
    `insert into points_total (guild_id, period, subject, user_id, points)
     values (@guildId, @period, @subject, @userId, @points)
     on conflict do update set points = points + excluded.points`,
  ),
  dropPoints: $client.prepare<PointsSum>(
    `delete from points_total
     where guild_id = @guildId and period = @period and subject = @subject and user_id = @userId and points <= 0`,
  ),
  // Goes from server to server through the primary key, so that nothing but what is deleted is read.
  forgetPeriods: $client.prepare<{ prefix: string; before: string }>(
    `with recursive server (id) as (
       select min(guild_id) from points_total
       union all
       select (select min(guild_id) from points_total where guild_id > server.id) from server where server.id is not null
     )
     delete from points_total
     where guild_id in (select id from server where id is not null) and period >= @prefix and period < @before`,
  ),
}));

export function addToDomain(db: Db, sum: DomainSum): void {
  statements(db).addToDomain.run(sum);
  if (sum.answers < 0) statements(db).dropDomain.run(sum);
}

export function addToTopic(db: Db, sum: TopicSum): void {
  statements(db).addToTopic.run(sum);
  if (sum.answers < 0) statements(db).dropTopic.run(sum);
}

export function addToDay(db: Db, sum: DaySum): void {
  statements(db).addToDay.run(sum);
  if (sum.answers < 0) statements(db).dropDay.run(sum);
}

export function addToPoints(db: Db, sum: PointsSum): void {
  statements(db).addToPoints.run(sum);
  if (sum.points < 0) statements(db).dropPoints.run(sum);
}

/** Forgets the points of the periods from `prefix` to `before`, in every server. @returns how many rows */
export function forgetPeriods(db: Db, range: { prefix: string; before: string }): number {
  return statements(db).forgetPeriods.run(range).changes;
}
