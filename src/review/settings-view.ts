import type { Message, Reply } from '../message.ts';
import { COLOURS, button, buttonRows, customId } from '../components.ts';
import type { ReviewSettings } from './settings-store.ts';
import { questionsAre } from './view.ts';

/** What a member has chosen. @param zone in which their day begins */
export function settingsReply({ newPerDay, remindTime, nextRemindAt }: ReviewSettings, zone: string): Reply {
  const next = nextRemindAt === null ? '' : ` Next: <t:${Math.floor(nextRemindAt / 1000)}:F>.`;
  return {
    private: true,
    embeds: [
      {
        title: 'Your reviews',
        description: [
          `**New questions a day:** ${newPerDay === 0 ? 'none' : `at most ${newPerDay}`}. Change it with \`/review settings new-per-day: 5\`.`,
          `**Your day:** begins at midnight, ${zone}`,
          nextRemindAt === null
            ? '**Reminder:** none. `/review remind time: 18:30` sets one, by direct message.'
            : `**Reminder:** at ${remindTime}, ${zone}, by direct message, when something is due.${next}`,
        ].join('\n'),
        color: COLOURS.neutral,
      },
    ],
  };
}

/** The reminder that a member asked for. */
export function reminderMessage(due: number): Message {
  return {
    embeds: [
      {
        title: 'Time to review',
        description: `${questionsAre(due)} due. A few minutes now save you from learning ${due === 1 ? 'it' : 'them'} again.`,
        color: COLOURS.neutral,
        footer: { text: 'You asked for this with /review remind.' },
      },
    ],
    components: buttonRows(
      button('Start', customId('review', 'start'), { style: 'primary' }),
      button('No more reminders', customId('review', 'quiet')),
    ),
  };
}

/** In place of a reminder that the member wants no more of. */
export function quietReply(): Reply {
  return {
    update: true,
    embeds: [
      {
        title: 'No more reminders',
        description: '`/review remind time: 18:30` brings them back. `/review start` asks what is due at any time.',
        color: COLOURS.neutral,
      },
    ],
  };
}

/** Why the reminder stopped by itself, and what brings it back. */
export function stoppedText(reason: string, remindTime: string | null): string {
  const why =
    reason === 'refused'
      ? 'Discord did not let me write to you. Allow direct messages from members of a server that we share (its Privacy Settings)'
      : 'Discord could not find you any more';
  return `⚠️ Your reminder has stopped: ${why}. \`/review remind time: ${remindTime ?? '18:30'}\` sets it again.`;
}
