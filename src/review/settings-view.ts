import type { Message, Reply } from '../message.ts';
import { COLOURS, button, buttonRows, customId } from '../components.ts';
import type { Locale } from '../language.ts';
import type { ReviewSettings } from './settings-store.ts';
import { reviewWords } from './words.ts';

const EXAMPLE_TIME = '18:30';

/** What a member has chosen. @param zone in which their day begins */
export function settingsReply(
  locale: Locale,
  { newPerDay, remindTime, nextRemindAt }: ReviewSettings,
  zone: string,
): Reply {
  const words = reviewWords(locale);
  const reminder =
    remindTime === null || nextRemindAt === null
      ? words.noReminder
      : words.reminder(remindTime, zone, `<t:${Math.floor(nextRemindAt / 1000)}:F>`);
  return {
    private: true,
    embeds: [
      {
        title: words.settingsTitle,
        description: [words.newPerDay(newPerDay), words.dayBegins(zone), reminder].join('\n'),
        color: COLOURS.neutral,
      },
    ],
  };
}

/** The reminder that a member asked for. */
export function reminderMessage(locale: Locale, due: number): Message {
  const words = reviewWords(locale);
  return {
    embeds: [
      {
        title: words.timeToReview,
        description: words.due(due),
        color: COLOURS.neutral,
        footer: { text: words.askedFor },
      },
    ],
    components: buttonRows(
      button(words.startNow, customId('review', 'start'), { style: 'primary' }),
      button(words.noMore, customId('review', 'quiet')),
    ),
  };
}

/** Replaces a reminder when the member wants no more of them. */
export function quietReply(locale: Locale): Reply {
  const words = reviewWords(locale);
  return {
    update: true,
    embeds: [{ title: words.noMore, description: words.howBack, color: COLOURS.neutral }],
  };
}

/** Why the reminder stopped by itself, and what brings it back. */
export function stoppedText(locale: Locale, reason: string, remindTime: string | null): string {
  const words = reviewWords(locale);
  const time = remindTime ?? EXAMPLE_TIME;
  return `⚠️ ${reason === 'refused' ? words.directMessagesRefused(time) : words.notFound(time)}`;
}
