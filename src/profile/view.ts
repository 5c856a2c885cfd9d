import type { Reply } from '../message.ts';
import { COLOURS, clip, squares } from '../components.ts';
import { type Progress, progressButtons, progressFields } from './progress-view.ts';
import { ENGLISH } from '../language.ts';
import { questionWords } from '../question/words.ts';
import type { Rule } from '../question/points.ts';
import type { Streak } from '../daily/streak.ts';

/** More lines than this nobody reads on a phone. */
const MAX_DOMAINS = 25;

const WORTH = 'Easy questions earn 1 point, medium 2, hard 3. A question earns points once in 30 days.';
const PUBLIC = 'Exams and reviews are private: all that shows of them is points.';

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

export function profileReply(profile: Profile): Reply {
  const { userId, isOwn, inServer, isPublic, points, streak, domains, last, progress } = profile;
  const answers = domains.reduce((sum, domain) => sum + domain.answers, 0);
  const correct = domains.reduce((sum, domain) => sum + domain.correct, 0);
  const who = `<@${userId}> ${inServer ? 'in this server' : 'in direct messages with me'}`;
  if (answers === 0) {
    const description = !isOwn
      ? `${who}: no answers yet.`
      : progress?.readiness
        ? `${who}: no answers yet. What follows is from everywhere.`
        : `${who}: no answers yet. \`/quiz\` asks you the first questions.`;
    return {
      embeds: [{ title: 'Profile', description, color: COLOURS.neutral, fields: progressFields(progress) }],
      components: progressButtons(progress),
    };
  }
  return {
    embeds: [
      {
        title: 'Profile',
        description: [
          who,
          '',
          `**Points:** ${points}`,
          `**Right:** ${correct} of ${answers} answers (${percent(correct, answers)})`,
          `**Streak:** ${streakText(streak)}`,
          '',
          '**Right by domain**',
          ...domains.slice(0, MAX_DOMAINS).map(domainLine),
        ].join('\n'),
        color: COLOURS.neutral,
        fields: [
          ...progressFields(progress),
          {
            name: 'Last answers',
            value: last
              .map(
                (entry) =>
                  `<t:${Math.floor(entry.answeredAt / 1000)}:R> ${earned(entry)} · ${clip(entry.topicTitle, 50)}`,
              )
              .join('\n'),
          },
        ],
        footer: { text: isPublic ? `${PUBLIC} ${WORTH}` : WORTH },
      },
    ],
    components: progressButtons(progress),
  };
}

function streakText({ days, forgiven }: Streak): string {
  if (days === 0) return 'none at the moment';
  const length = days === 1 ? '1 day' : `${days} days in a row`;
  if (forgiven === 0) return length;
  return `${length} (${forgiven === 1 ? 'a day' : `${forgiven} days`} without a question did not count against it)`;
}

function domainLine({ name, answers, correct }: Profile['domains'][number]): string {
  return `${squares(correct / answers)} ${percent(correct, answers)} ${name} (${correct} of ${answers})`;
}

function earned({ points, rule }: { points: number; rule: Rule }): string {
  switch (rule) {
    case 'wrong':
      return '❌ wrong';
    case 'practice':
      return '✅ right, practice';
    case 'right':
      return `✅ right, +${questionWords(ENGLISH).points(points)}`;
  }
}

function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)}%`;
}
