/** How a question of the day looks once its answers are out. */
import type { Attachment, Message } from '../message.ts';
import { COLOURS, bold, button, buttonRows, clip, customId, linkButton, squares } from '../components.ts';
import type { Locale } from '../language.ts';
import type { QuestionContent } from '../content/pack.ts';
import type { Picture } from '../picture/picture.ts';
import type { QuestionFacts } from '../question/store.ts';
import { kindOf } from '../question/kinds/index.ts';
import { type ToldQuestion, spreadPicture, toldOptions, whyRight } from '../question/told-view.ts';
import { questionWords } from '../question/words.ts';
import type { Spread } from '../question/spread.ts';
import type { Delivery } from './store/delivery.ts';
import { dailyWords } from './words.ts';

export interface Revealed {
  facts: QuestionFacts;
  content: QuestionContent;
  spread: Spread;
  /** those of `spread.right` who are named, with their streaks in days */
  right: readonly { userId: string; streak: number }[];
  packName: string;
}

/**
 * Who was right is mentioned, and nobody is pinged.
 * @param files the picture of how the answers fell, which says the figures; without one, the lines do
 */
export function revealMessage(
  locale: Locale,
  delivery: Delivery,
  revealed: Revealed,
  files: readonly Attachment[],
): Message {
  const words = dailyWords(locale);
  const shared = questionWords(locale);
  const { facts, content, spread, right, packName } = revealed;
  return {
    embeds: [
      {
        title: words.answerTitle,
        description: [
          bold(content.prompt),
          optionLines(locale, delivery, revealed, files.length === 0).join('\n'),
          whyRight(locale, asTold(delivery, content)),
          files.length === 0 ? rightText(locale, spread, right) : meaningText(locale, delivery, revealed),
        ].join('\n\n'),
        color: COLOURS.right,
        footer: { text: shared.topic(facts.topicTitle) },
      },
    ],
    components: buttonRows(
      button(words.explainAll, customId('daily', 'explain', delivery.id), { style: 'primary' }),
      button(shared.readTopic, customId('topic', 'show', facts.packId, facts.topicSlug)),
      linkButton(shared.documentation(packName), content.docs),
    ),
    files,
  };
}

function asTold({ optionOrder }: Delivery, content: QuestionContent): ToldQuestion {
  return { content, order: optionOrder };
}

/** Each option: "✅ **B.** overlay", and with its figures "▰▰▰▱▱ 5 of 9". */
function optionLines(
  locale: Locale,
  delivery: Delivery,
  { content, spread }: Revealed,
  withFigures: boolean,
): string[] {
  return toldOptions(locale, asTold(delivery, content)).map(({ index, line }) => {
    if (spread.answers === 0 || !withFigures) return line;
    const votes = spread.counts[index] ?? 0;
    return `${line}\n${squares(votes / spread.answers)} ${dailyWords(locale).share(votes, spread.answers)}`;
  });
}

function rightText(locale: Locale, { answers, right }: Spread, named: Revealed['right']): string {
  const words = dailyWords(locale);
  if (answers === 0) return words.nobodyAnswered;
  if (right.length === 0) return words.nobodyRight(answers);
  return words.right(namesOf(locale, named), right.length - named.length, right.length, answers);
}

function namesOf(locale: Locale, named: Revealed['right']): string[] {
  return named.map(({ userId, streak }) => {
    const member = `<@${userId}>`;
    return streak > 1 ? dailyWords(locale).streak(member, streak) : member;
  });
}

/** What the figures of the picture mean, who was right, and which option misled the others. */
function meaningText(locale: Locale, { optionOrder }: Delivery, { content, spread, right }: Revealed): string {
  const words = dailyWords(locale);
  const misled = misleading(spread, content);
  const mark = kindOf(content)
    .told(locale, content, optionOrder)
    .find(({ index }) => index === misled)?.mark;
  return [
    ...(right.length > 0 ? [words.rightMembers(namesOf(locale, right), spread.right.length - right.length)] : []),
    [words.meaning(spread.right.length / spread.answers), ...(mark ? [words.misled(`**${mark}**`)] : [])].join(' '),
  ].join('\n');
}

/** The wrong option that more than half of those who were wrong chose, and at least two. */
function misleading({ answers, right, counts }: Spread, { options }: QuestionContent): number | undefined {
  const wrong = answers - right.length;
  const found = counts.findIndex((count, index) => !options[index]?.correct && count >= 2 && count > wrong / 2);
  return found < 0 ? undefined : found;
}

/** How the answers fell, where a picture says more than the lines do. */
export function revealPicture(locale: Locale, delivery: Delivery, { content, spread }: Revealed): Picture | undefined {
  const words = dailyWords(locale);
  const title = words.chartTitle(spread.answers);
  return spreadPicture(locale, asTold(delivery, content), spread, {
    title,
    describe: (bars) => words.chart(spread.answers, bars),
  });
}

/** What the thread below an answer is called. */
export function threadName(locale: Locale, { topicTitle }: QuestionFacts): string {
  return clip(dailyWords(locale).thread(topicTitle), 100);
}
