/** A database of an earlier version, with rows in it. */
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { findCard } from '../../src/review/store.ts';
import { MIGRATIONS_FOLDER } from '../../src/paths.ts';
import { temporaryFolder } from '../helpers/packs.ts';
import { followLog } from '../helpers/follow.ts';

interface Journal {
  entries: { tag: string; when: number }[];
}

/** Writes a database as the version with so many migrations left it. */
function databaseOf(path: string, migrations: number, rows: string): void {
  const client = new Database(path);
  const journal = JSON.parse(readFileSync(join(MIGRATIONS_FOLDER, 'meta/_journal.json'), 'utf8')) as Journal;
  client.exec('create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)');
  for (const { tag, when } of journal.entries.slice(0, migrations)) {
    const source = readFileSync(join(MIGRATIONS_FOLDER, `${tag}.sql`), 'utf8');
    client.exec(source.replaceAll('--> statement-breakpoint', ''));
    const hash = createHash('sha256').update(source).digest('hex');
    client.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(hash, when);
  }
  client.exec(rows);
  client.close();
}

it('keeps answers, scores and schedules, and derives from the old answers what is new', () => {
  const path = join(temporaryFolder(), 'old.db');
  databaseOf(
    path,
    5,
    `insert into topic (id, pack_id, slug, title, aliases, objectives, related, docs, summary, details, commands, misconceptions)
       values (1, 'git', 'branch', 'Branch', '[]', '[]', '[]', 'd', 's', 'd', '', '');
     insert into question (key, pack_id, id, revision, topic_id, domain, difficulty) values (1, 'git', 'q', 'r', 1, 'history', 'recall');
     insert into question_revision values (1, 'r', '{"kind":"single","difficulty":"recall","prompt":"?","options":[],"docs":"d"}');
     insert into answer (guild_id, user_id, question_key, revision, mode, source, option_order, choice, answered_at, correct, points, rule)
       values ('g', 'ada', 1, 'r', 'quiz', 'quiz:a:0', '[0,1]', '[0]', 1000, 1, 1, 'right'),
              ('g', 'ben', 1, 'r', 'daily', 'daily:1', '[0,1]', '[1]', 2000, 0, 0, 'wrong');
     insert into member_domain values ('ada', 'g', 'git', 'history', 1, 1);
     insert into points_total values ('g', 'all', 'all', 'ada', 1);
     insert into log_position values ('totals', 1);
     insert into guild values ('g', 'Europe/Berlin');
     insert into daily_schedule (guild_id, channel_id, time, next_due_at) values ('g', 'c', '09:00', 5000);
     insert into daily_delivery (guild_id, local_date, due_at, channel_id, question_key, revision, option_order, state, retry_at, message_id, sent_at)
       values ('g', '2026-11-23', 1000, 'c', 1, 'r', '[0,1]', 'sent', 1000, 'm', 1000);`,
  );
  const db = openDatabase(path);
  followLog(db);
  const all = (sql: string) => db.$client.prepare(sql).raw().all();
  expect(all('select user_id, points, rule from answer order by id')).toEqual([
    ['ada', 1, 'right'],
    ['ben', 0, 'wrong'],
  ]);
  expect(all("select user_id, points from points_total where period = 'all' and subject = 'all'")).toEqual([
    ['ada', 1],
  ]);
  expect(all('select user_id, answers, correct from member_domain order by user_id')).toEqual([
    ['ada', 1, 1],
    ['ben', 1, 0],
  ]);
  expect(findCard(db, 'ben', 1)).toMatchObject({ state: 0, due: 2000 });
  expect(findCard(db, 'ada', 1)).toBeUndefined();
  expect(all('select user_id from member_ability order by user_id')).toEqual([['ada'], ['ben']]);
  // A question posted before answers were sealed goes on as it began: final, and never revealed.
  expect(all('select locks_answers, reveal_at from daily_delivery')).toEqual([[1, null]]);
  expect(all('select days, locks_answers, reveal_after_hours, paused_by from daily_schedule')).toEqual([
    [127, 0, null, null],
  ]);
  db.$client.close();
});

it('counts apart what was answered in exams and reviews, as far as the totals have followed', () => {
  const path = join(temporaryFolder(), 'old.db');
  const answers = [
    // user, question, mode, right
    ['ada', 1, 'quiz', 1],
    ['ada', 1, 'exam', 1],
    ['ada', 1, 'review', 0],
    ['ada', 2, 'exam', 0],
    ['ben', 1, 'review', 1],
    // taken back
    ['ada', 1, 'review', 1],
    // not followed yet
    ['ada', 1, 'exam', 1],
  ].map(
    ([user, key, mode, right], index) =>
      `insert into answer (guild_id, user_id, question_key, revision, mode, source, option_order, choice, answered_at, correct, points, rule)
       values ('g', '${user}', ${key}, 'r', '${mode}', 's:${index}', '[0]', '[0]', 1, ${right}, 0, 'wrong');`,
  );
  databaseOf(
    path,
    6,
    `insert into topic (id, pack_id, slug, title, aliases, objectives, related, docs, summary, details, commands, misconceptions)
       values (1, 'git', 'branch', 'Branch', '[]', '[]', '[]', 'd', 's', 'd', '', '');
     insert into question (key, pack_id, id, revision, topic_id, domain, difficulty)
       values (1, 'git', 'q', 'r', 1, 'history', 'recall'), (2, 'git', 'q2', 'r', 1, null, 'recall');
     ${answers.join('\n')}
     insert into answer_withdrawn values (6, 2);
     insert into member_domain values
       ('ada', 'g', 'git', 'history', 3, 2), ('ada', 'g', 'git', '', 1, 0), ('ben', 'g', 'git', 'history', 1, 0), ('eve', 'g', 'git', '', 2, 2);
     insert into log_position values ('totals', 6);`,
  );
  const db = openDatabase(path);
  const rows = db.$client.prepare('select * from member_domain order by user_id, domain').raw().all();
  expect(rows).toEqual([
    ['ada', 'g', 'git', '', 1, 0, 1, 0],
    ['ada', 'g', 'git', 'history', 3, 2, 2, 1],
    // Its question had another domain when it was counted: no more are private than there are.
    ['ben', 'g', 'git', 'history', 1, 0, 0, 0],
    ['eve', 'g', 'git', '', 2, 2, 0, 0],
  ]);
  db.$client.close();
});

it('counts first answers by objective, as far as the totals have followed', () => {
  const path = join(temporaryFolder(), 'old.db');
  const answers = [
    // user, question, mode, right
    ['ada', 1, 'quiz', 1],
    ['ada', 1, 'quiz', 0],
    ['ada', 2, 'exam', 0],
    // a first answer in a review tells nothing, nor does what comes after it
    ['ben', 1, 'review', 1],
    ['ben', 1, 'quiz', 1],
    // of no objective
    ['ben', 3, 'quiz', 1],
    // not followed yet
    ['ben', 2, 'quiz', 1],
  ].map(
    ([user, key, mode, right], index) =>
      `insert into answer (guild_id, user_id, question_key, revision, mode, source, option_order, choice, answered_at, correct, points, rule)
       values ('g', '${user}', ${key}, 'r', '${mode}', 's:${index}', '[0]', '[0]', 1, ${right}, 0, 'wrong');`,
  );
  databaseOf(
    path,
    9,
    `insert into topic (id, pack_id, slug, title, aliases, objectives, related, docs, summary, details, commands, misconceptions)
       values (1, 'git', 'branch', 'Branch', '[]', '[]', '[]', 'd', 's', 'd', '', '');
     insert into question (key, pack_id, id, revision, topic_id, domain, difficulty, objective)
       values (1, 'git', 'q', 'r', 1, 'history', 'recall', '1.01'), (2, 'git', 'q2', 'r', 1, null, 'recall', '1.01'),
              (3, 'git', 'q3', 'r', 1, null, 'recall', null);
     insert into question_revision select key, 'r', '{"kind":"single","difficulty":"recall","prompt":"?","options":[],"docs":"d"}' from question;
     ${answers.join('\n')}
     insert into log_position values ('totals', 6);`,
  );
  const db = openDatabase(path);
  const rows = () => db.$client.prepare('select * from member_objective order by user_id').raw().all();
  expect(rows()).toEqual([['ada', 'git', '1.01', 2, 1]]);
  followLog(db);
  expect(rows()).toEqual([
    ['ada', 'git', '1.01', 2, 1],
    ['ben', 'git', '1.01', 1, 1],
  ]);
  db.$client.close();
});

it('counts points by pack, as the topics of each have them', () => {
  const path = join(temporaryFolder(), 'old.db');
  databaseOf(
    path,
    17,
    `insert into points_total (guild_id, period, subject, user_id, points) values
       ('g', 'all', 'all', 'ada', 9), ('g', 'all', 'topic/git/branch', 'ada', 3), ('g', 'all', 'topic/git/merge', 'ada', 2),
       ('g', 'all', 'domain/git/history', 'ada', 5), ('g', 'all', 'topic/svn/topic/x', 'ada', 4),
       ('g', 'week:2026-11-23', 'topic/git/merge', 'ada', 2), ('h', 'all', 'topic/git/merge', 'ben', 1);`,
  );
  const db = openDatabase(path);
  const rows = db.$client
    .prepare("select * from points_total where subject like 'pack/%' order by 1, 2, 3")
    .raw()
    .all();
  expect(rows).toEqual([
    ['g', 'all', 'pack/git', 'ada', 5],
    ['g', 'all', 'pack/svn', 'ada', 4],
    ['g', 'week:2026-11-23', 'pack/git', 'ada', 2],
    ['h', 'all', 'pack/git', 'ben', 1],
  ]);
  db.$client.close();
});
