/** Databases as they look after a long time: many questions, and a log of answers with everything that is kept from it. */
import type { Db } from '../src/db/open.ts';

/** Multiplies the questions of the pack that is there to the number wanted: copies of them, each with words of its own. */
export function addQuestions({ $client: client }: Db, wanted: number): void {
  const originals = client.prepare<[], number>('select count(*) from question').pluck().get() ?? 0;
  const first = client.prepare<[], number>('select max(key) from question').pluck().get() ?? 0;
  client.exec(`
    create temp table original as select *, row_number() over (order by key) - 1 as place from question;
    create unique index temp.by_place on original (place);
    create temp table copied as
    with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < ${wanted - originals})
    select ${first} + 1 + n.i as key, q.key as original, q.id || '-' || n.i as id
    from n join original q on q.place = n.i % ${originals}
    where ${wanted > originals};
    insert into question (key, pack_id, id, revision, topic_id, domain, objective, difficulty, kind, domc)
    select c.key, q.pack_id, c.id, q.revision, q.topic_id, q.domain, q.objective, q.difficulty, q.kind, q.domc
    from copied c join question q on q.key = c.original;
    insert into question_revision (question_key, revision, content)
    select c.key, r.revision, json_set(r.content, '$.prompt', r.content ->> '$.prompt' || ' (' || c.key || ')')
    from copied c join question q on q.key = c.original
    join question_revision r on r.question_key = q.key and r.revision = q.revision;
    drop table copied;
    drop table original;
  `);
}

export interface FilledLog {
  answers: number;
  guildId: string;
  members: readonly string[];
  /** when the last answer was given, UTC ms */
  until: number;
}

/**
 * A log of a number of answers in one server over the last ninety days, the members taking turns, six out of ten right, and
 * the totals, cards, abilities and difficulties that belong to it. By SQL, since only what reads it is measured: the
 * abilities and difficulties are not those that these answers would make, but as many, and as uncertain.
 */
export function addAnswers({ $client: client }: Db, { answers, guildId, members, until }: FilledLog): void {
  if (answers === 0) return;
  const each = Math.ceil(answers / members.length);
  const questions = client.prepare<[], number>('select count(*) from question').pluck().get() ?? 0;
  const step = Math.max(1, Math.floor(questions / each));
  const apart = Math.floor((90 * 24 * 60 * 60 * 1000) / answers);
  const abilities = `(select '{"domains":["",' || group_concat('"' || id || '"') || '],"mean":[0.1,' || group_concat(0.1)
    || '],"covariance":[[0.2,' || group_concat(0.15) || '],' || group_concat('[0.15,' || row || ']') || ']}' from (
      select d.value ->> 'id' as id, (select group_concat(iif(e.key = d.key, 0.25, 0.15))
        from json_each(p.manifest, '$.domains') e) as row
      from pack p, json_each(p.manifest, '$.domains') d))`;
  client.exec(`
    pragma synchronous = off;
    pragma cache_size = -400000;
    begin;
    create temp table member as select key as n, value as id from json_each('${JSON.stringify(members)}');
    create unique index temp.by_n on member (n);
    create temp table place as select row_number() over (order by key) - 1 as place, * from question;
    create unique index temp.place_of on place (place);
    insert into answer (guild_id, user_id, question_key, revision, mode, source, option_order, choice, answered_at, correct, points, rule)
    with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < ${answers})
    select '${guildId}', m.id, q.key, q.revision,
      iif(i % 7 = 0, 'exam', 'quiz'), 'quiz:filled:' || i, '[0,1,2,3]', '[0]', ${until} - ${apart} * (${answers} - i),
      i * 7919 % 10 < 6, iif(i * 7919 % 10 < 6, 2, 0), iif(i * 7919 % 10 < 6, 'right', 'wrong')
    from n join member m on m.n = i % ${members.length}
    join place q on q.place = (i % ${members.length} * 131 + i / ${members.length} * ${step}) % ${questions};
    insert into member_question (user_id, question_key, guild_id, answers, correct, last_answered_at, last_correct, last_paid_at)
    select user_id, question_key, guild_id, count(*), sum(correct), max(answered_at), correct, iif(correct, answered_at, null)
    from answer group by user_id, question_key, guild_id;
    insert into member_domain (user_id, guild_id, pack_id, domain, answers, correct)
    select a.user_id, a.guild_id, q.pack_id, coalesce(q.domain, ''), count(*), sum(a.correct)
    from answer a join question q on q.key = a.question_key group by 1, 2, 3, 4;
    insert into member_day (user_id, guild_id, day, answers, correct, points)
    select user_id, guild_id, date(answered_at / 1000, 'unixepoch'), count(*), sum(correct), sum(points)
    from answer group by 1, 2, 3;
    insert into points_total (guild_id, period, subject, user_id, points)
    select guild_id, 'all', 'all', user_id, sum(points) from answer group by guild_id, user_id;
    insert into guild_topic (guild_id, topic_id, answers, correct)
    select a.guild_id, q.topic_id, count(*), sum(a.correct)
    from answer a join question q on q.key = a.question_key group by 1, 2;
    insert into review_card (user_id, question_key, state, due, stability, difficulty, scheduled_days, learning_steps, reps, lapses, last_review, created_at, first_review_at)
    select user_id, question_key, 2, answered_at + 86400000 * (3 + id * 7 % 101), 3 + id * 7 % 101, 5, 3 + id * 7 % 101, 0, 3, 1, answered_at,
      answered_at, answered_at
    from answer where not correct;
    insert into member_ability (user_id, pack_id, ability, answers, updated_at)
    select user_id, (select id from pack limit 1), ${abilities}, count(*), max(answered_at) from answer group by user_id;
    insert into question_difficulty (question_key, difficulty, variance, answers, moved)
    select question_key, (question_key * 7919 % 1000) / 400.0 - 1.25, 0.1 + (question_key % 97) / 300.0, count(*), question_key
    from answer group by question_key;
    insert into member_objective (user_id, pack_id, objective, answers, correct)
    select a.user_id, q.pack_id, q.objective, count(*), sum(a.correct)
    from answer a join question q on q.key = a.question_key where q.objective is not null group by 1, 2, 3;
    insert into log_position (name, answer_id) select 'totals', max(id) from answer;
    drop table place;
    drop table member;
    commit;
    analyze;
    pragma synchronous = normal;
    pragma cache_size = -8000;
  `);
}
