import type { Reply } from '../message.ts';
import { COLOURS, button, buttonRows, customId } from '../components.ts';
import type { Locale } from '../language.ts';
import { typingOf } from '../question/answering.ts';
import { kindOf } from '../question/kinds/index.ts';
import { markText } from '../question/view.ts';
import { questionWords } from '../question/words.ts';
import { CONFIDENCES, type Confidence } from './schedule.ts';
import type { AnsweredCard, AskedCard, Given } from './session.ts';
import { reviewWords } from './words.ts';

/** One question of a review. @param left how many are due, with this one @param note a line above the question */
export function askedReply(
  locale: Locale,
  { turnId, facts, content, order, chosen }: AskedCard,
  domainName: string,
  left: number,
  note?: string,
): Reply {
  const kind = kindOf(content);
  const text = kind.text(locale, content, order, chosen);
  return {
    embeds: [
      {
        title: reviewWords(locale).toGo(left),
        description: note === undefined ? text : `${note}\n\n${text}`,
        color: COLOURS.neutral,
        footer: { text: `${domainName} · ${questionWords(locale).difficulty(facts.difficulty)}` },
      },
    ],
    components: kind.controls(
      locale,
      content,
      order,
      {
        press: (pressed) => customId('review', 'answer', turnId, pressed),
        menu: () => customId('review', 'choose', turnId),
        form: () => customId('review', 'type', turnId),
      },
      chosen,
    ),
  };
}

/** The form for a typed answer. */
export function typingReply(locale: Locale, { turnId, content, draft }: AskedCard): Reply {
  const form = typingOf(content).form(locale);
  return {
    form: {
      title: reviewWords(locale).review,
      customId: customId('review', 'typed', turnId),
      text: content.prompt,
      ...form,
      value: draft ?? undefined,
    },
  };
}

const EMOJI: Readonly<Record<Confidence, string>> = { guess: '🎲', unsure: '🤔', sure: '💪' };

/** Asks how sure the member was, before they know whether they were right. */
export function confidenceReply(locale: Locale, { turnId, content, order }: AskedCard, given: Given): Reply {
  const words = reviewWords(locale);
  const kind = kindOf(content);
  return {
    embeds: [
      {
        title: words.howSure,
        description: kind.text(locale, content, order, given.choice),
        color: COLOURS.neutral,
        fields: [{ name: words.yourAnswer, value: kind.givenText(locale, content, order, given) }],
        footer: {
          text: words.beHonest,
        },
      },
    ],
    components: buttonRows(
      ...CONFIDENCES.map((confidence) =>
        button(words.confidence(confidence), customId('review', 'sure', turnId, confidence), {
          emoji: EMOJI[confidence],
        }),
      ),
    ),
  };
}

/**
 * What came of an answer, with the explanation, when the question comes again, and the way on.
 * @param remarks on what was typed, where the answer is typed
 */
export function answeredReply(locale: Locale, answered: AnsweredCard, remarks: readonly string[]): Reply {
  const words = reviewWords(locale);
  const shared = questionWords(locale);
  const { turnId, facts, content, order, choice, typed, correct, due, waitDays, isNew } = answered;
  const explanation = kindOf(content).explanation(locale, content, order, { choice, typed, correct, remarks });
  return {
    embeds: [
      {
        title: markText(locale, correct),
        description: isNew ? explanation : `${shared.answeredBefore}\n\n${explanation}`,
        color: correct ? COLOURS.right : COLOURS.wrong,
        fields: [{ name: words.nextTime, value: `${words.comesIn(waitDays)} · <t:${seconds(due)}:D>` }],
        footer: {
          text: shared.topic(facts.topicTitle),
        },
      },
    ],
    components: buttonRows(
      button(words.next, customId('review', 'next'), { style: 'primary' }),
      button(words.undo, customId('review', 'undo', turnId), { emoji: '↩️' }),
      button(shared.readTopic, customId('topic', 'show', facts.packId, facts.topicSlug)),
      button(words.stop, customId('review', 'stop')),
    ),
  };
}

/** Why nothing is asked, and what comes. */
export interface Idle {
  /** how many are due all the same: the member stopped */
  left: number;
  /** New ones that have to wait, since so many have come today */
  newWaiting: number;
  newPerDay: number;
  /** due ones that are in the member's running mock exam */
  inExam: number;
  /** when the next question can be reviewed; undefined: there is none */
  nextAt: number | undefined;
  hasReminder: boolean;
}

/** The end of a review, or a review with nothing in it. */
export function idleReply(locale: Locale, { left, newWaiting, newPerDay, inExam, nextAt, hasReminder }: Idle): Reply {
  const words = reviewWords(locale);
  const lines: string[] = [];
  if (left > 0) lines.push(words.stillDue(left));
  else if (nextAt !== undefined) lines.push(words.nothingDue(relative(nextAt)));
  if (left === 0 && newWaiting > 0)
    lines.push(newPerDay === 0 ? words.noNewOnes(newWaiting) : words.newTomorrow(newWaiting, newPerDay));
  if (left === 0 && inExam > 0) lines.push(words.inExam(inExam));
  const isEmpty = lines.length === 0;
  if (isEmpty) lines.push(words.whatComesHere);
  if (left === 0) lines.push('', words.quizMeanwhile);
  if (!isEmpty && !hasReminder) lines.push('', words.canRemind);
  return {
    embeds: [
      {
        title:
          left > 0 ? words.stopped : isEmpty ? words.nothingYet : newWaiting > 0 ? words.doneForToday : words.caughtUp,
        description: lines.join('\n'),
        color: COLOURS.neutral,
      },
    ],
    components: buttonRows(
      left > 0
        ? button(words.goOn, customId('review', 'next'), { style: 'primary' })
        : button(words.startQuiz, customId('quiz', 'again'), { style: 'primary' }),
    ),
  };
}

function seconds(instant: number): number {
  return Math.floor(instant / 1000);
}

/** "in 4 days", as Discord writes it for the reader and keeps it up to date. */
function relative(instant: number): string {
  return `<t:${seconds(instant)}:R>`;
}
