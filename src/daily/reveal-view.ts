/** How a question of the day looks once its answers are out. */
import type { Message } from '../message.ts';
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

/** Of fewer answers a picture shows nothing that the lines do not. */
const ENOUGH_TO_DRAW = 3;

export interface Revealed {
  facts: QuestionFacts;
  content: QuestionContent;
  spread: Spread;
  /** those of `spread.right` who are named, with their streaks in days */
  right: readonly { userId: string; streak: number }[];
  packName: string;
}

/** Who was right is mentioned, and nobody is pinged. */
export function revealMessage(locale: Locale, delivery: Delivery, revealed: Revealed): Message {
  const words = dailyWords(locale);
  const shared = questionWords(locale);
  const { facts, content, spread, right, packName } = revealed;
  return {
    embeds: [
      {
        title: words.answerTitle,
        description: [
          bold(content.prompt),
          optionLines(locale, delivery, revealed).join('\n'),
          whyRight(locale, delivery, content),
          rightText(locale, spread, right),
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
  };
}

/** Each option with its bar: "✅ **B**  overlay", "▰▰▰▱▱ 5 of 9". */
function optionLines(locale: Locale, { optionOrder }: Delivery, { content, spread }: Revealed): string[] {
  return kindOf(content)
    .told(locale, content, optionOrder)
    .map(({ index, mark, text }) => {
      const name = mark === null ? `**${text}**` : `**${mark}.** ${text}`;
      const line = `${content.options[index]?.correct ? '✅' : '▫️'} ${name}`;
      if (spread.answers === 0) return line;
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
  const names = named.map(({ userId, streak }) => {
    const member = `<@${userId}>`;
    return streak > 1 ? words.streak(member, streak) : member;
  });
  return words.right(names, right.length - named.length, right.length, answers);
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
