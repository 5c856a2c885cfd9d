/** How a question of the day looks once its answers are out. */
import type { Attachment, Message } from '../message.ts';
import { COLOURS, bold, button, buttonRows, clip, customId, linkButton, squares } from '../components.ts';
import type { Locale } from '../language.ts';
import type { QuestionContent } from '../content/pack.ts';
import type { Picture } from '../picture/picture.ts';
import type { QuestionFacts } from '../question/store.ts';
import { kindOf } from '../question/kinds/index.ts';
import { plain } from '../question/kinds/options.ts';
import { questionWords } from '../question/words.ts';
import type { Spread } from './spread.ts';
import type { Delivery } from './store/delivery.ts';
import { dailyWords } from './words.ts';

/** With fewer answers than this, a picture shows nothing that the lines do not. */
const ENOUGH_TO_DRAW = 3;

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
          whyRight(locale, delivery, content),
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

/** Each option: "✅ **B.** overlay", and with its figures "▰▰▰▱▱ 5 of 9". */
function optionLines(
  locale: Locale,
  { optionOrder }: Delivery,
  { content, spread }: Revealed,
  withFigures: boolean,
): string[] {
  return kindOf(content)
    .told(locale, content, optionOrder)
    .map(({ index, mark, text }) => {
      const name = mark === null ? `**${text}**` : `**${mark}.** ${text}`;
      const line = `${content.options[index]?.correct ? '✅' : '▫️'} ${name}`;
      if (spread.answers === 0 || !withFigures) return line;
      const votes = spread.counts[index] ?? 0;
      return `${line}\n${squares(votes / spread.answers)} ${dailyWords(locale).share(votes, spread.answers)}`;
    });
}

/** Why the right options are right; where there are several, each under its mark. */
function whyRight(locale: Locale, { optionOrder }: Delivery, content: QuestionContent): string {
  const reasons = kindOf(content)
    .told(locale, content, optionOrder)
    .flatMap(({ index, mark }) => {
      const { correct, why = '' } = content.options[index] ?? {};
      return correct ? [{ mark, why }] : [];
    });
  return reasons.map(({ mark, why }) => (reasons.length === 1 ? why : `**${mark}.** ${why}`)).join('\n');
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
export function revealPicture(
  locale: Locale,
  { optionOrder }: Delivery,
  { content, spread }: Revealed,
): Picture | undefined {
  if (spread.answers < ENOUGH_TO_DRAW) return undefined;
  const bars = kindOf(content)
    .told(locale, content, optionOrder)
    .map(({ index, mark, text }) => {
      const { correct = false } = content.options[index] ?? {};
      const label = mark === null ? text : `${mark}. ${plain(text)}`;
      return { label, value: spread.counts[index] ?? 0, max: spread.answers, marked: correct };
    });
  const words = dailyWords(locale);
  const said = bars.map(({ label, value, marked }) => ({ label, votes: value, right: marked }));
  return {
    name: 'answers.png',
    description: clip(words.chart(spread.answers, said), 1000),
    drawing: { kind: 'bars', chart: { title: words.chartTitle(spread.answers), bars, unit: '' } },
  };
}

/** What the thread below an answer is called. */
export function threadName(locale: Locale, { topicTitle }: QuestionFacts): string {
  return clip(dailyWords(locale).thread(topicTitle), 100);
}
