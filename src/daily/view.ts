import type { Message, Reply } from '../command.ts';
import { COLOURS, button, buttonRows, customId, linkButton } from '../components.ts';
import type { QuestionContent } from '../pack/content.ts';
import type { QuestionFacts } from '../question/store.ts';
import { answerControls, explanationText, questionText, verdictText, worthText } from '../question/view.ts';
import type { DailyAnswer } from './answer.ts';
import type { Delivery, Schedule } from './store.ts';

/** The question as it is posted for everybody. */
export function dailyQuestionMessage(
  delivery: Delivery,
  facts: QuestionFacts,
  content: QuestionContent,
  domainName: string,
): Message {
  return {
    ...(delivery.roleId && { content: `<@&${delivery.roleId}>`, pingRoleId: delivery.roleId }),
    embeds: [
      {
        title: 'Question of the day',
        description: questionText(content, delivery.optionOrder),
        color: COLOURS.neutral,
        footer: { text: `${domainName} · ${worthText(facts.difficulty)} · your answer stays private` },
      },
    ],
    components: answerControls(content, delivery.optionOrder, (place) =>
      place === 'menu' ? customId('daily', 'choose', delivery.id) : customId('daily', 'answer', delivery.id, place),
    ),
  };
}

/** What a member alone sees after answering. */
export function dailyAnsweredReply(answered: DailyAnswer, packName: string): Reply {
  const { facts, content, order, choice, correct, points, rule, isNew } = answered;
  const again = isNew ? '' : 'You had answered this one already, and your first answer counts.\n\n';
  return {
    private: true,
    embeds: [
      {
        title: verdictText(correct, points, rule),
        description: again + explanationText(content, order, choice),
        color: correct ? COLOURS.right : COLOURS.wrong,
        footer: { text: `Topic: ${facts.topicTitle}` },
      },
    ],
    components: buttonRows(
      button('Read the topic', customId('topic', 'show', facts.packId, facts.topicSlug), { style: 'primary' }),
      linkButton(`${packName} documentation`, content.docs),
    ),
  };
}

export interface DailyStatus {
  schedule: Schedule;
  timeZone: string;
  last: Delivery | undefined;
  missingPermissions: readonly string[];
}

export function dailyStatusReply(
  { schedule, timeZone, last, missingPermissions }: DailyStatus,
  heading?: string,
): Reply {
  const lines = [
    `**Where:** <#${schedule.channelId}>`,
    `**When:** every day at ${schedule.time}, ${timeZone}`,
    `**Pings:** ${schedule.roleId ? `<@&${schedule.roleId}>` : 'nobody'}`,
    schedule.pausedAt === null
      ? `**Next:** ${moment(schedule.nextDueAt)}`
      : '**Next:** paused. `/daily resume` starts it again.',
  ];
  if (last) lines.push(`**Last:** ${lastText(last)}`);
  if (missingPermissions.length > 0) lines.push('', `⚠️ ${lackingText(schedule.channelId, missingPermissions)}`);
  return {
    private: true,
    embeds: [
      {
        title: heading ?? 'Question of the day',
        description: lines.join('\n'),
        color: missingPermissions.length > 0 ? COLOURS.notice : COLOURS.neutral,
      },
    ],
  };
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
    case 'sent':
      return `[posted](${messageLink(last)}) ${moment(last.sentAt ?? last.dueAt)}`;
    case 'pending':
      return last.lastError ? `not posted yet: ${last.lastError}. I keep trying.` : 'being posted now';
    case 'skipped':
      return `left out on ${last.localDate}: ${last.lastError}`;
  }
}

export function messageLink({ guildId, channelId, messageId }: Delivery): string {
  return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
}

/** A moment in the reader's own time zone, with how long until then. */
function moment(instant: number): string {
  const seconds = Math.floor(instant / 1000);
  return `<t:${seconds}:F> (<t:${seconds}:R>)`;
}
