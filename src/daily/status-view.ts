/** What an organiser sees of the question of the day: its settings, what comes, what came, and what is wrong. */
import type { Reply } from '../command.ts';
import { COLOURS } from '../components.ts';
import type { Missing, Pinging } from '../messenger.ts';
import type { Due } from './next-due.ts';
import type { Delivery } from './store/delivery.ts';
import type { Schedule } from './store/schedule.ts';
import { relative } from './view.ts';
import { daysText } from './weekdays.ts';

export interface DailyStatus {
  schedule: Schedule;
  timeZone: string;
  /** the next few dates; empty while it is paused */
  next: readonly Due[];
  last: Delivery | undefined;
  /** what it asks about, as members read it; empty for everything */
  subjectName: string;
  /** the topic of the question that was pinned */
  pinnedTopic: string | undefined;
  /** what the bot lacks in the channel */
  missingPermissions: Missing;
  /** whether the role is told */
  pinging: Pinging;
  /** what has been wrong with the bot as a whole for some time, in whole sentences */
  troubles: readonly string[];
}

export function dailyStatusReply(status: DailyStatus, heading?: string): Reply {
  const { schedule, timeZone, last, subjectName, pinnedTopic } = status;
  const problems = [problemText(status) ?? [], status.troubles].flat();
  const lines = [
    `**Where:** <#${schedule.channelId}>`,
    `**When:** ${daysText(schedule.days)} at ${schedule.time}, ${timeZone}`,
    `**About:** ${subjectName || 'everything'}`,
    `**Answers:** ${answersText(schedule)}`,
    `**Pings:** ${schedule.roleId ? `<@&${schedule.roleId}>` : 'nobody'}`,
    ...(pinnedTopic === undefined ? [] : [`**Pinned:** next comes the question you chose, on ${pinnedTopic}`]),
    '',
    `**Next:**${nextText(status)}`,
    ...(last ? [`**Last:** ${lastText(last)}`] : []),
    ...problems.flatMap((problem) => ['', `⚠️ ${problem}`]),
  ];
  return {
    private: true,
    embeds: [
      {
        title: heading ?? 'Question of the day',
        description: lines.join('\n'),
        color: problems.length > 0 ? COLOURS.notice : COLOURS.neutral,
      },
    ],
  };
}

function answersText({ locksAnswers, revealAfterHours, opensThread }: Schedule): string {
  const when =
    revealAfterHours === null
      ? 'told with the next question'
      : `told ${revealAfterHours === 1 ? 'an hour' : `${revealAfterHours} hours`} after the post`;
  const kind = locksAnswers ? 'the first one counts' : 'they can be changed until then';
  return `${when}; ${kind}${opensThread ? '; a thread opens below' : ''}`;
}

function nextText({ schedule, next, timeZone }: DailyStatus): string {
  if (schedule.pausedBy === 'failures')
    return ' I paused it after a week of failures. `/daily resume` starts it again.';
  if (schedule.pausedAt !== null) return ' paused. `/daily resume` starts it again.';
  return next.map(({ date, at }) => `\n- ${dateText(date)} at ${localTime(at, timeZone)}, ${relative(at)}`).join('');
}

/** What keeps the question from its channel, and how to mend it. */
function problemText({ schedule, missingPermissions, pinging }: DailyStatus): string | undefined {
  if (missingPermissions === 'gone') return 'The channel is gone. Choose another with `/daily setup`.';
  if (missingPermissions === 'elsewhere')
    return 'The channel belongs to another server. Choose one of this server with `/daily setup`.';
  if (missingPermissions.length > 0) return lackingText(schedule.channelId, missingPermissions);
  return pinging === 'works' ? undefined : silentText(pinging, schedule.roleId ?? '');
}

/** Why nobody would be pinged, and what an organiser can do about it. */
export function silentText(pinging: Exclude<Pinging, 'works'>, roleId: string): string {
  if (pinging === 'gone') return 'The role that I am to ping is gone. Choose another with `/daily setup`.';
  return (
    `A ping of <@&${roleId}> would reach nobody. Switch on “Allow anyone to @mention this role” in the role's settings, ` +
    'or give me the permission Mention Everyone in the channel.'
  );
}

/** What an organiser can do about missing permissions. */
export function lackingText(channelId: string, missing: readonly string[]): string {
  return (
    `I may not post in <#${channelId}> yet. I need: ${missing.join(', ')}. ` +
    'Somebody who manages the server can allow it under Edit Channel, Permissions.'
  );
}

function lastText(last: Delivery): string {
  switch (last.state) {
    case 'sent': {
      const answers = answerText(last);
      return `[posted](${messageLink(last)}) ${relative(last.sentAt ?? last.dueAt)}${answers}`;
    }
    case 'pending':
      return last.lastError ? `not posted yet: ${last.lastError}. I keep trying.` : 'being posted now';
    case 'skipped':
      return `left out on ${dateText(last.localDate)}: ${last.lastError}`;
  }
}

/** Whether the answer to a question that was posted is out. */
function answerText({ revealedAt, lastError }: Delivery): string {
  if (revealedAt === null) return lastError ? `; the answer could not be told yet: ${lastError}. I keep trying.` : '';
  return lastError ? `; the answer could not be told: ${lastError}` : ', the answer is out';
}

export function messageLink({ guildId, channelId, messageId }: Delivery): string {
  return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
}

/** "Tue 24 Nov" */
function dateText(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(Date.parse(date))
    .replace(',', '');
}

/** The time on the wall, which is not the one asked for where the clocks jump over that. */
function localTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}
