/** How a question of the day looks once its answers are out. */
import type { Message } from '../command.ts';
import { COLOURS, bold, button, buttonRows, clip, customId, linkButton, squares } from '../components.ts';
import type { QuestionContent } from '../pack/content.ts';
import type { Picture } from '../picture/picture.ts';
import type { QuestionFacts } from '../question/store.ts';
import { kindOf } from '../question/kinds/index.ts';
import { plain } from '../question/kinds/options.ts';
import type { Spread } from './spread.ts';
import type { Delivery } from './store/delivery.ts';

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
export function revealMessage(delivery: Delivery, revealed: Revealed): Message {
  const { facts, content, spread, right, packName } = revealed;
  return {
    embeds: [
      {
        title: 'Question of the day: the answer',
        description: [
          bold(content.prompt),
          optionLines(delivery, revealed).join('\n'),
          whyRight(delivery, content),
          rightText(spread, right),
        ].join('\n\n'),
        color: COLOURS.right,
        footer: { text: `Topic: ${facts.topicTitle}` },
      },
    ],
    components: buttonRows(
      button('Explain every option', customId('daily', 'explain', delivery.id), { style: 'primary' }),
      button('Read the topic', customId('topic', 'show', facts.packId, facts.topicSlug)),
      linkButton(`${packName} documentation`, content.docs),
    ),
  };
}

/** Each option with its bar: "✅ **B**  overlay", "▰▰▰▱▱ 5 of 9". */
function optionLines({ optionOrder }: Delivery, { content, spread }: Revealed): string[] {
  return kindOf(content)
    .told(content, optionOrder)
    .map(({ index, mark }) => {
      const option = content.options[index];
      const name = mark === null ? `**${option?.text}**` : `**${mark}.** ${option?.text}`;
      const line = `${option?.correct ? '✅' : '▫️'} ${name}`;
      if (spread.answers === 0) return line;
      return `${line}\n${squares((spread.counts[index] ?? 0) / spread.answers)} ${spread.counts[index]} of ${spread.answers}`;
    });
}

/** Why the right options are right; where there are several, each under its mark. */
function whyRight({ optionOrder }: Delivery, content: QuestionContent): string {
  const reasons = kindOf(content)
    .told(content, optionOrder)
    .flatMap(({ index, mark }) => {
      const { correct, why = '' } = content.options[index] ?? {};
      return correct ? [{ mark, why }] : [];
    });
  return reasons.map(({ mark, why }) => (reasons.length === 1 ? why : `**${mark}.** ${why}`)).join('\n');
}

function rightText({ answers, right }: Spread, named: Revealed['right']): string {
  if (answers === 0) return 'Nobody answered this one.';
  if (right.length === 0) return `Nobody got it: a hard one. ${answeredBy(answers)}`;
  const names = named.map(({ userId, streak }) => `<@${userId}>${streak > 1 ? ` 🔥 ${streak} days` : ''}`).join(', ');
  const more = right.length > named.length ? ` and ${right.length - named.length} more` : '';
  return `**Right:** ${names}${more}\n${right.length} of ${answers} answers right`;
}

function answeredBy(answers: number): string {
  return answers === 1 ? 'One member tried.' : `${answers} members tried.`;
}

/** How the answers fell, where a picture says more than the lines do. */
export function revealPicture({ optionOrder }: Delivery, { content, spread }: Revealed): Picture | undefined {
  if (spread.answers < ENOUGH_TO_DRAW) return undefined;
  const bars = kindOf(content)
    .told(content, optionOrder)
    .map(({ index, mark }) => {
      const { text = '', correct = false } = content.options[index] ?? {};
      const label = mark === null ? text : `${mark}. ${plain(text)}`;
      return { label, value: spread.counts[index] ?? 0, max: spread.answers, marked: correct };
    });
  const words = bars.map(({ label, value, marked }) => `${label}: ${value}${marked ? ' (right)' : ''}`).join('; ');
  return {
    name: 'answers.png',
    description: clip(`How ${spread.answers} members answered. ${words}`, 1000),
    drawing: { kind: 'bars', chart: { title: `${spread.answers} answers`, bars, unit: '' } },
  };
}

/** What the thread below an answer is called. */
export function threadName({ topicTitle }: QuestionFacts): string {
  return clip(`Question of the day: ${topicTitle}`, 100);
}
