import type { Reply } from '../command.ts';
import { COLOURS, clip } from '../components.ts';
import { pointsText } from '../question/view.ts';
import type { Rule } from '../score/rules.ts';

/** More lines than this nobody reads on a phone. */
const MAX_DOMAINS = 25;

export interface Profile {
  userId: string;
  isOwn: boolean;
  inServer: boolean;
  points: number;
  streakDays: number;
  domains: readonly { name: string; answers: number; correct: number }[];
  last: readonly { answeredAt: number; topicTitle: string; points: number; rule: Rule }[];
}

export function profileReply({ userId, isOwn, inServer, points, streakDays, domains, last }: Profile): Reply {
  const answers = domains.reduce((sum, domain) => sum + domain.answers, 0);
  const correct = domains.reduce((sum, domain) => sum + domain.correct, 0);
  const who = `<@${userId}> ${inServer ? 'in this server' : 'in direct messages with me'}`;
  if (answers === 0) {
    const description = isOwn
      ? `${who}: no answers yet. \`/quiz\` asks you the first questions.`
      : `${who}: no answers yet.`;
    return { embeds: [{ title: 'Profile', description, color: COLOURS.neutral }] };
  }
  const streak = streakDays === 0 ? 'none at the moment' : streakDays === 1 ? '1 day' : `${streakDays} days in a row`;
  return {
    embeds: [
      {
        title: 'Profile',
        description: [
          who,
          '',
          `**Points:** ${points}`,
          `**Right:** ${correct} of ${answers} answers (${percent(correct, answers)})`,
          `**Streak:** ${streak}`,
          '',
          '**Right by domain**',
          ...domains.slice(0, MAX_DOMAINS).map(domainLine),
        ].join('\n'),
        color: COLOURS.neutral,
        fields: [
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
        footer: { text: 'Easy questions earn 1 point, medium 2, hard 3. The same one pays once in 30 days.' },
      },
    ],
  };
}

function domainLine({ name, answers, correct }: Profile['domains'][number]): string {
  return `${bar(correct / answers)} ${percent(correct, answers)} ${name} (${correct} of ${answers})`;
}

function earned({ points, rule }: { points: number; rule: Rule }): string {
  switch (rule) {
    case 'wrong':
      return '❌ wrong';
    case 'practice':
      return '✅ right, practice';
    case 'right':
      return `✅ right, +${pointsText(points)}`;
  }
}

/** Five squares, so that lines compare at a glance; the number beside them says the same. */
function bar(share: number): string {
  const filled = Math.round(share * 5);
  return '▰'.repeat(filled) + '▱'.repeat(5 - filled);
}

function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)}%`;
}
