import type { ActionRow, Reply } from '../message.ts';
import { COLOURS, MOST_SHOWN, button, buttonRows, clip, customId, squares } from '../components.ts';
import { type Progress, progressButtons, progressFields } from './progress-view.ts';
import type { Locale } from '../language.ts';
import { questionWords } from '../question/words.ts';
import type { Rule } from '../question/points.ts';
import type { Streak } from '../daily/streak.ts';
import { profileWords } from './words.ts';

export interface Profile {
  userId: string;
  isOwn: boolean;
  inServer: boolean;
  /** whether others see it: exams and reviews are left out then */
  isPublic: boolean;
  /** whether this reader may see how many answers were right, and the last ones */
  showsAnswers: boolean;
  /** on the member's own: whether others see that, too, and where it is changed */
  othersSeeAnswers: boolean | undefined;
  points: number;
  /** on which they answered anything */
  days: number;
  streak: Streak;
  domains: readonly { name: string; answers: number; correct: number }[];
  last: readonly { answeredAt: number; topicTitle: string; points: number; rule: Rule }[];
  /** how ready the member is; nothing where it is not for them alone */
  progress: Progress | undefined;
}

export function profileReply(locale: Locale, profile: Profile): Reply {
  const words = profileWords(locale);
  const { userId, isOwn, inServer, isPublic, points, streak, domains, last, progress } = profile;
  const buttons = [...progressButtons(locale, progress), ...shareButton(locale, profile.othersSeeAnswers)];
  const answers = domains.reduce((sum, domain) => sum + domain.answers, 0);
  const correct = domains.reduce((sum, domain) => sum + domain.correct, 0);
  const who = inServer ? words.inServer(`<@${userId}>`) : words.inMessages(`<@${userId}>`);
  if (answers === 0) {
    const description = !isOwn
      ? words.nothingYet(who)
      : progress?.readiness
        ? words.nothingYetHere(who)
        : words.beginWith(who);
    return {
      embeds: [{ title: words.title, description, color: COLOURS.neutral, fields: progressFields(locale, progress) }],
      components: buttons,
    };
  }
  if (!profile.showsAnswers) return othersReply(locale, who, profile);
  return {
    embeds: [
      {
        title: words.title,
        description: [
          who,
          '',
          words.points(points),
          words.right(correct, answers, percent(correct, answers)),
          streakText(locale, streak),
          '',
          words.byDomain,
          ...domains.slice(0, MOST_SHOWN).map((domain) => domainLine(locale, domain)),
        ].join('\n'),
        color: COLOURS.neutral,
        fields: [
          ...progressFields(locale, progress),
          {
            name: words.lastAnswers,
            value: last
              .map(
                (entry) =>
                  `<t:${Math.floor(entry.answeredAt / 1000)}:R> ${earned(locale, entry)} · ${clip(entry.topicTitle, 50)}`,
              )
              .join('\n'),
          },
        ],
        footer: { text: isPublic ? words.worthInPublic : words.worth },
      },
    ],
    components: buttons,
  };
}

/** What others see of somebody who keeps the rest to themselves. */
function othersReply(locale: Locale, who: string, { points, streak, days }: Profile): Reply {
  const words = profileWords(locale);
  const lines = [who, '', words.points(points), streakText(locale, streak), words.days(days)];
  return {
    embeds: [
      {
        title: words.title,
        description: lines.join('\n'),
        color: COLOURS.neutral,
        footer: { text: words.keptPrivate },
      },
    ],
  };
}

function shareButton(locale: Locale, isOn: boolean | undefined): ActionRow[] {
  if (isOn === undefined) return [];
  return buttonRows(
    button(profileWords(locale).othersSee(isOn), customId('profile', 'share', isOn ? 'off' : 'on'), {
      emoji: isOn ? '👁️' : '🔒',
    }),
  );
}

function streakText(locale: Locale, { days, forgiven }: Streak): string {
  const words = profileWords(locale);
  return days === 0 || forgiven === 0 ? words.streak(days) : words.streakWithGaps(days, forgiven);
}

function domainLine(locale: Locale, { name, answers, correct }: Profile['domains'][number]): string {
  const line = profileWords(locale).domain(name, correct, answers, percent(correct, answers));
  return `${squares(correct / answers)} ${line}`;
}

function earned(locale: Locale, { points, rule }: { points: number; rule: Rule }): string {
  const words = profileWords(locale);
  switch (rule) {
    case 'wrong':
      return `❌ ${words.wrong}`;
    case 'practice':
      return `✅ ${words.practised}`;
    case 'right':
      return `✅ ${words.earned(questionWords(locale).points(points))}`;
  }
}

function percent(part: number, whole: number): number {
  return Math.round((100 * part) / whole);
}
