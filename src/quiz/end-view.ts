/** The end of a quiz, and what was missed in it. */
import type { APISelectMenuOption } from 'discord-api-types/v10';
import type { ActionRow, Reply } from '../message.ts';
import {
  COLOURS,
  DISCORD_LIMITS,
  SIGNS,
  button,
  buttonRows,
  clip,
  customId,
  linkButton,
  selectRow,
} from '../components.ts';
import type { Locale } from '../language.ts';
import { kindOf } from '../question/kinds/index.ts';
import { plain } from '../question/kinds/options.ts';
import { markText } from '../question/view.ts';
import { questionWords } from '../question/words.ts';
import { type LookedAt, type QuizResult, type QuizSummary, missedIn } from './end.ts';
import { spiritOf } from './spirit.ts';
import { quizWords } from './words.ts';

const TOPICS_TO_READ = 3;

/** Of a title, as many characters as a line or a button of a phone has room for. */
const IN_LINE = 40;
const ON_BUTTON = 30;

/** Where a member stands today, and who is next above them. */
export interface Place {
  points: number;
  rank: number;
  /** the rank without what this quiz has earned; undefined: without it there were no points */
  rankBefore: number | undefined;
  next: { userId: string; points: number } | undefined;
}

/** The end of a quiz: what was right, what it earned, what to read. @param place undefined where points do not count */
export function summaryReply(locale: Locale, summary: QuizSummary, place: Place | undefined): Reply {
  const words = quizWords(locale);
  const { quizId, results } = summary;
  const missed = missedIn(summary);
  const answered = results.filter(({ correct }) => correct !== null).length;
  const right = answered - missed.length;
  const earned = results.reduce((sum, { points }) => sum + points, 0);
  const points = earned > 0 ? `+${questionWords(locale).points(earned)}` : words.noPoints;
  const head = [
    words.spirit(spiritOf(right, answered)),
    ...(answered > 0 && answered < results.length ? [words.stopped(answered, results.length)] : []),
    ...(place ? [placeText(locale, place)] : []),
  ];
  const toRead = new Map(missed.map(({ facts }) => [facts.topicId, facts]));
  return {
    embeds: [
      {
        title: answered === 0 ? words.ended : `${words.result(right, answered)} · ${points}`,
        description: [
          head.join('\n'),
          resultLines(locale, results).join('\n'),
          ...(missed.length > 0 ? [words.missedInReview(missed.length)] : []),
        ].join('\n\n'),
        color: COLOURS.neutral,
      },
    ],
    components: [
      ...buttonRows(
        ...(missed.length > 0
          ? [button(words.againMissed(missed.length), customId('quiz', 'missed', quizId), { style: 'primary' })]
          : []),
        button(words.another, customId('quiz', 'again'), { style: missed.length > 0 ? 'secondary' : 'primary' }),
      ),
      ...missedMenu(locale, summary),
      ...buttonRows(
        ...[...toRead.values()]
          .slice(0, TOPICS_TO_READ)
          .map((facts) =>
            button(
              words.read(clip(facts.topicTitle, ON_BUTTON)),
              customId('topic', 'show', facts.packId, facts.topicSlug),
            ),
          ),
      ),
    ],
  };
}

function placeText(locale: Locale, { points, rank, rankBefore, next }: Place): string {
  const words = quizWords(locale);
  const rose = rankBefore !== undefined && rankBefore > rank ? rankBefore : undefined;
  const behind = next && words.behind(next.points - points, `<@${next.userId}>`);
  return words.today(questionWords(locale).points(points), rank, rose, behind);
}

function resultLines(locale: Locale, results: readonly QuizResult[]): string[] {
  // Of one topic alone, its name on every line would say nothing.
  const isOneTopic = results.length > 1 && new Set(results.map(({ facts }) => facts.topicId)).size === 1;
  return results.map((result, index) => {
    const { facts, prompt } = result;
    const about = isOneTopic ? inOneLine(prompt) : facts.topicTitle;
    return `${index + 1}. ${outcome(locale, result)} · ${clip(about, IN_LINE)}`;
  });
}

function outcome(locale: Locale, { correct, points, rule }: QuizResult): string {
  const words = quizWords(locale);
  if (correct === null) return `${SIGNS.open} ${words.lineOpen}`;
  if (!correct) return `${SIGNS.wrong} ${words.lineWrong}`;
  return `${SIGNS.right} ${rule === 'practice' ? words.linePractice : words.lineRight(points)}`;
}

/** What was missed, to be opened. @param open the one that is, by its position */
function missedMenu(locale: Locale, summary: QuizSummary, open?: number): ActionRow[] {
  const options: APISelectMenuOption[] = missedIn(summary).map(({ position, prompt }) => ({
    label: clip(`${position + 1}. ${inOneLine(prompt)}`, DISCORD_LIMITS.selectOption),
    value: String(position),
    ...(position === open && { default: true }),
  }));
  if (options.length === 0) return [];
  return [selectRow(customId('quiz', 'look', summary.quizId), quizWords(locale).lookAtMissed, options)];
}

/** A question that was missed, once more with its explanation. @param remarks on what was typed */
export function missReply(locale: Locale, looked: LookedAt, packName: string, remarks: readonly string[]): Reply {
  const { summary, position, facts, content, order, choice, typed, correct } = looked;
  const words = quizWords(locale);
  const shared = questionWords(locale);
  return {
    embeds: [
      {
        title: words.answered(markText(locale, correct), position + 1, summary.results.length),
        description: kindOf(content).explanation(locale, content, order, { choice, typed, correct, remarks }),
        color: correct ? COLOURS.right : COLOURS.wrong,
        footer: { text: shared.topic(facts.topicTitle) },
      },
    ],
    components: [
      ...missedMenu(locale, summary, position),
      ...buttonRows(
        button(words.toResult, customId('quiz', 'end', summary.quizId), { style: 'primary' }),
        button(shared.readTopic, customId('topic', 'show', facts.packId, facts.topicSlug)),
        linkButton(shared.documentation(packName), content.docs),
      ),
    ],
  };
}

/** As it stands in a list: no Markdown, no lines. */
function inOneLine(text: string): string {
  return plain(text).replaceAll(/\s+/g, ' ');
}
