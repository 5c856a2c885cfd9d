import type { Reply } from '../message.ts';
import { COLOURS, MOST_SHOWN, clip, squares } from '../components.ts';
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
  points: number;
  streak: Streak;
  domains: readonly { name: string; answers: number; correct: number }[];
  last: readonly { answeredAt: number; topicTitle: string; points: number; rule: Rule }[];
  /** how ready the member is; nothing where it is not for them alone */
  progress: Progress | undefined;
}

export function profileReply(locale: Locale, profile: Profile): Reply {
  const words = profileWords(locale);
  const { userId, isOwn, inServer, isPublic, points, streak, domains, last, progress } = profile;
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
      components: progressButtons(locale, progress),
    };
  }
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
    components: progressButtons(locale, progress),
  };
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
