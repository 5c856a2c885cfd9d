import type { Reply } from '../message.ts';
import { COLOURS, DISCORD_LIMITS, button, buttonRows, clip, customId, selectRow, rankMark } from '../components.ts';
import type { Locale } from '../language.ts';
import { questionWords } from '../question/words.ts';
import { PERIODS, type Period } from '../time/period.ts';
import type { Subject } from '../topic/subject.ts';
import type { Standing } from './store.ts';
import { leaderboardWords } from './words.ts';

export const PAGE_SIZE = 10;

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
  /** what else it can be turned to, and what it shows */
  subjects: readonly Subject[];
}

export function leaderboardReply(
  locale: Locale,
  { period, subject, page, members, standings, userId, own, timeZone, subjects }: LeaderboardPage,
): Reply {
  const words = leaderboardWords(locale);
  const { points: pointsOf } = questionWords(locale);
  const pages = Math.max(1, Math.ceil(members / PAGE_SIZE));
  const lines = standings.map(({ userId, points, rank }) => `${rankMark(rank)} <@${userId}> · ${pointsOf(points)}`);
  const body = lines.length > 0 ? lines.join('\n') : words.nobodyYet;
  // The message is for everybody, so it says whom it means; whoever stands on the page needs no line.
  const isShown = standings.some((standing) => standing.userId === userId);
  const asker = own
    ? `\n\n${rankMark(own.rank)} <@${userId}> · ${pointsOf(own.points)}`
    : `\n\n${words.noPointsYet(`<@${userId}>`)}`;
  const below = lines.length === 0 || isShown ? '' : asker;
  const turn = (label: string, to: number) =>
    button(label, customId('leaderboard', 'page', period, subject.key, to), { disabled: to < 0 || to >= pages });
  return {
    embeds: [
      {
        title: words.title(period, subject.name),
        description: body + below,
        color: COLOURS.neutral,
        footer: {
          text: [
            ...(pages > 1 ? [words.page(page + 1, pages)] : []),
            period === 'all' ? words.sinceStart : words.dayBegins(timeZone),
          ].join(' · '),
        },
      },
    ],
    components: [
      ...buttonRows(
        ...PERIODS.map((other) =>
          button(words.periodButton(other), customId('leaderboard', 'period', other, subject.key), {
            style: other === period ? 'primary' : 'secondary',
            disabled: other === period,
          }),
        ),
      ),
      ...(subjects.length > 1
        ? [
            selectRow(
              customId('leaderboard', 'subject', period),
              words.otherSubject,
              subjects.map(({ key, name }) => ({
                label: clip(name || words.everything, DISCORD_LIMITS.selectOption),
                value: key,
                default: key === subject.key,
              })),
            ),
          ]
        : []),
      ...(pages > 1 ? buttonRows(turn(words.previous, page - 1), turn(words.next, page + 1)) : []),
    ],
  };
}
