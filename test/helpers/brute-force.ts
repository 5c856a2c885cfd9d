/** The totals reckoned the slow way: by going over all answers once, without the program's own sums. */
import type { Db } from '../../src/db/open.ts';

export interface LoggedAnswer {
  userId: string;
  guildId: string;
  question: string;
  right: boolean;
  at: number;
  mode: 'quiz' | 'daily' | 'exam' | 'review';
}

type Sums = Record<string, number>;

export interface Totals {
  points: Sums;
  days: Sums;
  domains: Sums;
  questions: Sums;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The fixture's questions: their topic, domain and points. */
const QUESTIONS: Record<string, [topic: string, domain: string, points: number]> = {
  'commit-what': ['commit', 'history', 1],
  'commit-named-by-hash': ['commit', 'history', 1],
  'branch-is': ['branch', 'history', 2],
  'branch-facts': ['branch', 'history', 3],
  'push-refused': ['push', 'remotes', 3],
};

export function expectedTotals(answers: readonly LoggedAnswer[], zoneOf: (guildId: string) => string): Totals {
  const totals: Totals = { points: {}, days: {}, domains: {}, questions: {} };
  const add = (sums: Sums, key: string, amount: number) => (sums[key] = (sums[key] ?? 0) + amount);
  const paid = new Map<string, number>();
  for (const { userId, guildId, question, right, at, mode } of answers) {
    const [topic = '', domain = '', worth = 0] = QUESTIONS[question] ?? [];
    const own = `${guildId}/${userId}/${question}`;
    const isPaid = right && mode !== 'review' && !(at - (paid.get(own) ?? -Infinity) < 30 * DAY_MS);
    if (isPaid) paid.set(own, at);
    const day = dayOf(at, zoneOf(guildId));
    for (const [what, amount] of [
      ['answers', 1],
      ['correct', right ? 1 : 0],
    ] as const) {
      add(totals.days, `${guildId}/${userId}/${day}/${what}`, amount);
      add(totals.domains, `${guildId}/${userId}/git/${domain}/${what}`, amount);
      const isPrivate = mode === 'exam' || mode === 'review';
      add(totals.domains, `${guildId}/${userId}/git/${domain}/private ${what}`, isPrivate ? amount : 0);
      add(totals.questions, `${own}/${what}`, amount);
    }
    add(totals.days, `${guildId}/${userId}/${day}/points`, isPaid ? worth : 0);
    totals.questions[`${own}/last`] = at;
    if (!isPaid) continue;
    totals.questions[`${own}/paid`] = at;
    const monday = new Date(`${day}T00:00Z`);
    while (monday.getUTCDay() !== 1) monday.setTime(monday.getTime() - DAY_MS);
    const periods = ['all', `day:${day}`, `month:${day.slice(0, 7)}`, `week:${monday.toISOString().slice(0, 10)}`];
    for (const period of periods) {
      for (const subject of ['all', 'pack/git', `topic/git/${topic}`, `domain/git/${domain}`]) {
        add(totals.points, `${guildId}/${period}/${subject}/${userId}`, worth);
      }
    }
  }
  return totals;
}

/** Without the points of days, weeks and months that were over 40 days before `today`, which are not kept. */
export function asKept(totals: Totals, today: string): Totals {
  const limit = new Date(Date.parse(today) - 40 * DAY_MS).toISOString().slice(0, 10);
  const isKept = (key: string) => {
    const [kind = '', date = ''] = (key.split('/')[1] ?? '').split(':');
    return kind === 'all' || date >= (kind === 'month' ? limit.slice(0, 7) : limit);
  };
  return { ...totals, points: Object.fromEntries(Object.entries(totals.points).filter(([key]) => isKept(key))) };
}

/** What the tables hold, in the same form. */
export function keptTotals(db: Db): Totals {
  const read = (sql: string): Sums =>
    Object.fromEntries(
      db.$client
        .prepare<[], { key: string; value: number }>(sql)
        .all()
        .map(({ key, value }) => [key, value]),
    );
  const columns = (table: string, key: string, names: Record<string, string>) =>
    Object.assign(
      {},
      ...Object.entries(names).map(([name, column]) =>
        read(`select ${key} || '/${name}' as key, ${column} as value from ${table} where ${column} is not null`),
      ),
    ) as Sums;
  const counts = { answers: 'answers', correct: 'correct' };
  return {
    points: read(
      "select guild_id || '/' || period || '/' || subject || '/' || user_id as key, points as value from points_total",
    ),
    days: columns('member_day', "guild_id || '/' || user_id || '/' || day", { ...counts, points: 'points' }),
    domains: columns('member_domain', "guild_id || '/' || user_id || '/' || pack_id || '/' || domain", {
      ...counts,
      'private answers': 'private_answers',
      'private correct': 'private_correct',
    }),
    questions: columns(
      '(select m.*, q.id from member_question m join question q on q.key = m.question_key)',
      "guild_id || '/' || user_id || '/' || id",
      { ...counts, last: 'last_answered_at', paid: 'last_paid_at' },
    ),
  };
}

function dayOf(instant: number, timeZone: string): string {
  // Sweden writes its dates as ISO does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}
