/** A leaderboard page with few and with many logged answers: it must cost the same. */
import { openDatabase } from '../src/db/open.ts';
import { countMembers, findStanding, listStandings } from '../src/leaderboard/store.ts';
import { timeSync } from './measure.ts';

const MEMBERS = 1000;
const PAGE = 10;

export function benchLeaderboard(): void {
  console.log(`\nLeaderboard page (ten rows, own rank, number of members), one server of ${MEMBERS} members`);
  for (const answers of [10_000, 1_000_000]) {
    const db = openDatabase(':memory:');
    fill(db.$client, answers);
    const scope = { guildId: 'g', period: 'all', subject: 'all' };
    const { p50, p99 } = timeSync(2000, (index) => {
      listStandings(db, scope, PAGE, PAGE * (index % 10));
      findStanding(db, scope, `member-${index % MEMBERS}`);
      countMembers(db, scope);
    });
    const logged = db.$client.prepare('select count(*) from answer').pluck().get();
    console.log(`  ${String(logged).padStart(9)} answers logged: p50 ${p50.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms`);
    db.$client.close();
  }
}

/** A log of a number of answers, and the totals that belong to it, written by SQL since only reading is timed. */
function fill(client: ReturnType<typeof openDatabase>['$client'], answers: number): void {
  client.exec(`
    insert into answer (guild_id, user_id, question_key, revision, mode, source, option_order, choice, answered_at, correct, points, rule)
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${answers})
    select 'g', 'member-' || (i * 7919 % ${MEMBERS}), i % 500, 'r', 'quiz', 'quiz:' || i, '[0,1]', '[0]', i, 1, 1 + i % 3, 'right' from n;
    insert into points_total (guild_id, period, subject, user_id, points)
    select 'g', 'all', 'all', user_id, sum(points) from answer group by user_id;
  `);
}
