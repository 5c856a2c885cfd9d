import type { Reply } from '../command.ts';
import { COLOURS, button, buttonRows, customId } from '../components.ts';
import { pointsText } from '../question/view.ts';
import type { Period } from '../time/period.ts';
import type { Subject } from '../topic/subject.ts';
import type { Standing } from './store.ts';

export const PAGE_SIZE = 10;

export const PERIOD_NAMES: Readonly<Record<Period, string>> = {
  today: 'Today',
  week: 'This week',
  month: 'This month',
  all: 'All time',
};

const MEDALS = ['🥇', '🥈', '🥉'];

export interface LeaderboardPage {
  period: Period;
  subject: Subject;
  /** counted from 0 */
  page: number;
  members: number;
  standings: readonly Standing[];
  /** who asks, and how they stand */
  userId: string;
  own: Standing | undefined;
  timeZone: string;
}

export function leaderboardReply({
  period,
  subject,
  page,
  members,
  standings,
  userId,
  own,
  timeZone,
}: LeaderboardPage): Reply {
  const pages = Math.max(1, Math.ceil(members / PAGE_SIZE));
  const lines = standings.map(({ userId, points, rank }) => `${place(rank)} <@${userId}> · ${pointsText(points)}`);
  const body = lines.length > 0 ? lines.join('\n') : 'Nobody has points here yet. Be the first: `/quiz`';
  // The message is for everybody, so it says whom it means; whoever stands on the page needs no line.
  const isShown = standings.some((standing) => standing.userId === userId);
  const asker = own
    ? `\n\n${place(own.rank)} <@${userId}> · ${pointsText(own.points)}`
    : `\n\n<@${userId}> has no points here yet. \`/quiz\` gets you started.`;
  const below = lines.length === 0 || isShown ? '' : asker;
  const turn = (label: string, to: number) =>
    button(label, customId('leaderboard', 'page', period, subject.key, to), { disabled: to < 0 || to >= pages });
  return {
    embeds: [
      {
        title: `Leaderboard · ${PERIOD_NAMES[period]}${subject.name ? ` · ${subject.name}` : ''}`,
        description: body + below,
        color: COLOURS.neutral,
        footer: {
          text: `${pages > 1 ? `Page ${page + 1} of ${pages} · ` : ''}${period === 'all' ? 'Since the start' : `A day begins at midnight, ${timeZone}`}`,
        },
      },
    ],
    components: pages > 1 ? buttonRows(turn('◀ Previous', page - 1), turn('Next ▶', page + 1)) : [],
  };
}

/** A medal with its number, or the number: the rank is never told by a picture alone. */
function place(rank: number): string {
  const medal = MEDALS[rank - 1];
  return medal ? `${medal} **${rank}.**` : `**${rank}.**`;
}
