import { inLanguages } from '../language.ts';
import type { Period } from '../time/period.ts';

const PERIODS: Readonly<Record<Period, string>> = {
  today: 'Today',
  week: 'This week',
  month: 'This month',
  all: 'All time',
};

/** On buttons, four of which stand side by side on a phone. */
const SHORT: Readonly<Record<Period, string>> = { today: 'Today', week: 'Week', month: 'Month', all: 'Ever' };

const english = {
  description: 'Who has the most points in this server',
  periodOption: 'Which days count (default: this week)',
  topicOption: 'Points for one topic or domain (default: all)',
  period: (period: Period) => PERIODS[period],
  periodButton: (period: Period) => SHORT[period],
  serverOnly: 'A leaderboard belongs to a server. Ask for it in a channel there.',
  title: (period: Period, subject: string) => ['Leaderboard', PERIODS[period], subject].filter(Boolean).join(' · '),
  nobodyYet: 'Nobody has points here yet. Be the first: `/quiz`',
  noPointsYet: (member: string) => `${member} has no points here yet. \`/quiz\` gets you started.`,
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  sinceStart: 'Since the start',
  dayBegins: (zone: string) => `A day begins at midnight, ${zone}`,
  everything: 'Everything',
  otherSubject: 'Points on something else',
  previous: '◀ Previous',
  next: 'Next ▶',
};

export const leaderboardWords = inLanguages(english);
