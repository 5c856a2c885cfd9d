/** What an organiser sees of the question of the day: its settings, what comes, what came, and what is wrong. */
import type { Reply } from '../message.ts';
import { COLOURS } from '../components.ts';
import type { Trouble } from '../health/troubles.ts';
import { troubleText } from '../health/view.ts';
import type { Locale } from '../language.ts';
import type { Missing, Permission, Pinging } from '../messenger.ts';
import { messageLink } from './message-link.ts';
import { localTime, relative } from './moments.ts';
import type { Due } from './next-due.ts';
import { readReason } from './reason.ts';
import { setupButtons } from './setup/form.ts';
import { statusWords } from './status-words.ts';
import type { Delivery } from './store/delivery.ts';
import type { Schedule } from './store/schedule.ts';
import { daysText } from './weekdays.ts';

export interface DailyStatus {
  schedule: Schedule;
  timeZone: string;
  /** the next few dates; empty while it is paused */
  next: readonly Due[];
  last: Delivery | undefined;
  /** how many answered it, and rightly; that of an open one is nobody's business */
  lastScore: { answers: number; right: number };
  /** what it asks about, as members read it; empty for everything */
  subjectName: string;
  /** the topic of the question that was pinned */
  pinnedTopic: string | undefined;
  /** the permissions that the bot lacks in the channel */
  missingPermissions: Missing;
  /** whether a ping of the role reaches its members */
  pinging: Pinging;
  /** what has been wrong with the bot as a whole for some time */
  troubles: readonly Trouble[];
}

/** What was just done, in the place of the usual heading, and a line for each thing that it changed. */
export interface Done {
  heading: string;
  changes?: readonly string[];
}

export function dailyStatusReply(locale: Locale, status: DailyStatus, done?: Done): Reply {
  const { schedule, timeZone, last, subjectName, pinnedTopic } = status;
  const words = statusWords(locale);
  const troubles = status.troubles.map(({ wrong }) => troubleText(locale, wrong));
  const problems = [problemText(locale, status) ?? [], troubles].flat();
  const changes = done?.changes ?? [];
  const lines = [
    ...(changes.length > 0 ? [...changes, ''] : []),
    words.where(`<#${schedule.channelId}>`),
    words.when(daysText(locale, schedule.days), schedule.time, timeZone),
    words.about(subjectName),
    words.answers({
      afterHours: schedule.revealAfterHours ?? undefined,
      isFinal: schedule.locksAnswers,
      opensThread: schedule.opensThread,
    }),
    words.pings(schedule.roleId === null ? undefined : `<@&${schedule.roleId}>`),
    ...(pinnedTopic === undefined ? [] : [words.pinned(pinnedTopic)]),
    '',
    ...nextLines(locale, status),
    ...(last ? [lastText(locale, last, status.lastScore)] : []),
    ...problems.flatMap((problem) => ['', `⚠️ ${problem}`]),
  ];
  return {
    private: true,
    embeds: [
      {
        title: done?.heading ?? words.title,
        description: lines.join('\n'),
        color: problems.length > 0 ? COLOURS.notice : COLOURS.neutral,
      },
    ],
    components: setupButtons(locale),
  };
}

function nextLines(locale: Locale, { schedule, next, timeZone }: DailyStatus): string[] {
  const words = statusWords(locale);
  if (schedule.pausedBy === 'failures') return [words.nextFailed];
  if (schedule.pausedAt !== null) return [words.nextPaused];
  return [
    words.next,
    ...next.map(({ date, at }) => words.nextAt(words.date(date), localTime(at, timeZone), relative(at))),
  ];
}

/** What keeps the question from its channel, and how to mend it. */
function problemText(locale: Locale, { schedule, missingPermissions, pinging }: DailyStatus): string | undefined {
  const words = statusWords(locale);
  if (missingPermissions === 'not-in-server') return words.notInServer;
  if (missingPermissions === 'gone') return words.channelGone;
  if (missingPermissions === 'elsewhere') return words.channelElsewhere;
  if (missingPermissions.length > 0) return lackingText(locale, schedule.channelId, missingPermissions);
  return pinging === 'works' ? undefined : silentText(locale, pinging, schedule.roleId ?? '');
}

/** Why nobody would be pinged, and what an organiser can do about it. */
export function silentText(locale: Locale, pinging: Exclude<Pinging, 'works'>, roleId: string): string {
  const words = statusWords(locale);
  return pinging === 'gone' ? words.roleGone : words.roleSilent(`<@&${roleId}>`);
}

/** What an organiser can do about missing permissions. */
export function lackingText(locale: Locale, channelId: string, missing: readonly Permission[]): string {
  return statusWords(locale).lacking(`<#${channelId}>`, missing);
}

function lastText(locale: Locale, last: Delivery, { answers, right }: DailyStatus['lastScore']): string {
  const words = statusWords(locale);
  const reason = last.lastError === null ? undefined : words.reason(readReason(last.lastError));
  switch (last.state) {
    case 'sent': {
      const link = messageLink(last);
      const when = relative(last.sentAt ?? last.dueAt);
      if (last.revealedAt === null)
        return reason === undefined ? words.lastOpen(link, when, answers) : words.lastTellingAgain(link, when, reason);
      return reason === undefined ? words.lastTold(link, when, answers, right) : words.lastUntold(link, when, reason);
    }
    case 'pending':
      return reason === undefined ? words.lastBeingPosted : words.lastTryingAgain(reason);
    case 'skipped':
      return words.lastSkipped(words.date(last.localDate), reason ?? '');
  }
}
