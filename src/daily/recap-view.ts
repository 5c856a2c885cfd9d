/** How the answer to an earlier question is told in one line. */
import type { Message } from '../message.ts';
import { button, buttonRows, clip, customId, linkButton } from '../components.ts';
import type { Locale } from '../language.ts';
import { kindOf } from '../question/kinds/index.ts';
import { plain } from '../question/kinds/options.ts';
import { messageLink } from './message-link.ts';
import type { Recap } from './recap.ts';
import type { Delivery } from './store/delivery.ts';
import { dailyWords } from './words.ts';

/** Characters of what was right, and of the question; more is cut: the whole is a press away. */
const LONGEST_ANSWER = 80;
const LONGEST_PROMPT = 120;

/** "Yesterday: C, a user-defined network. 2 of 3 right: Ben, Chidi". Members are mentioned, and nobody is pinged. */
export function recapText(locale: Locale, recap: Recap): string {
  const words = dailyWords(locale);
  const said = { answer: answerText(locale, recap), score: scoreText(locale, recap) };
  // Where nobody answered, there is nothing to see.
  const link = recap.isGone || recap.answers === 0 ? undefined : messageLink(recap.delivery);
  return recap.isYesterdays ? words.yesterday({ ...said, link }) : words.lastTime({ ...said, link });
}

/** The beginning of the custom IDs on an answer's own message, by which the message is known again. */
export function announcementPrefix({ id }: Pick<Delivery, 'id'>): string {
  return customId('daily', 'explain', id, 'told');
}

/** The answer in a message of its own, where no next question tells it. */
export function announcementMessage(locale: Locale, recap: Recap): Message {
  const words = dailyWords(locale);
  const answer = answerText(locale, recap);
  return {
    content: words.announced({
      prompt: shortened(recap.content.prompt, LONGEST_PROMPT),
      answer,
      score: scoreText(locale, recap),
    }),
    components: buttonRows(
      button(words.explainAll, announcementPrefix(recap.delivery), { style: 'primary' }),
      ...(recap.isGone ? [] : [linkButton(words.wholeAnswer, messageLink(recap.delivery))]),
    ),
  };
}

/** "**C**, a user-defined network"; of steps, their order. */
function answerText(locale: Locale, { delivery: { optionOrder }, content }: Recap): string {
  const told = kindOf(content).told(locale, content, optionOrder);
  const right = told.filter(({ index }) => content.options[index]?.correct);
  if (right.length > 1 && right.length === told.length) {
    const choice = right.map(({ index }) => index);
    return kindOf(content).givenText(locale, content, optionOrder, { choice });
  }
  const words = dailyWords(locale);
  const most = Math.floor(LONGEST_ANSWER / Math.max(1, right.length));
  const answers = right.map(({ mark, text }) =>
    mark === null ? `**${text}**` : words.markedAnswer(mark, shortened(text, most)),
  );
  return words.allAnswers(answers);
}

function scoreText(locale: Locale, { answers, right, named }: Recap): string {
  const words = dailyWords(locale);
  if (answers === 0) return words.noneAnswered;
  if (right === 0) return words.noneRight(answers);
  const members = named.map((userId) => `<@${userId}>`);
  return words.scored(members, right - named.length, right, answers);
}

/** In one line. Where Markdown would be cut in two, or go over several lines, its signs are left out. */
function shortened(text: string, most: number): string {
  if (text.length <= most && !text.includes('\n')) return text;
  const line = plain(text.replaceAll(/```\w*/g, ''))
    .replaceAll(/\s+/g, ' ')
    .trim();
  return clip(line, most).replaceAll(/[_~|<>[\]()#\\]/g, String.raw`\$&`);
}
