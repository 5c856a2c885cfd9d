import type { Reply } from '../message.ts';
import { COLOURS, button, buttonRows, customId } from '../components.ts';
import { ENGLISH } from '../language.ts';
import { typingOf } from '../question/answering.ts';
import { kindOf } from '../question/kinds/index.ts';
import { questionWords } from '../question/words.ts';
import type { Confidence } from './schedule.ts';
import type { Answered, Asked, Given } from './session.ts';

/** One question of a review. @param left how many are due, with this one */
export function askedReply({ turnId, facts, content, order, chosen }: Asked, domainName: string, left: number): Reply {
  const kind = kindOf(content);
  return {
    embeds: [
      {
        title: `Review · ${left} to go`,
        description: kind.text(ENGLISH, content, order, chosen),
        color: COLOURS.neutral,
        footer: { text: `${domainName} · ${questionWords(ENGLISH).difficulty(facts.difficulty)}` },
      },
    ],
    components: kind.controls(
      ENGLISH,
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
export function typingReply({ turnId, content }: Asked): Reply {
  const form = typingOf(content).form(ENGLISH);
  return {
    form: {
      title: 'Review',
      customId: customId('review', 'typed', turnId),
      text: content.prompt,
      ...form,
    },
  };
}

const CONFIDENCE_BUTTONS: readonly { confidence: Confidence; label: string; emoji: string }[] = [
  { confidence: 'guess', label: 'Guessing', emoji: '🎲' },
  { confidence: 'unsure', label: 'Unsure', emoji: '🤔' },
  { confidence: 'sure', label: 'Sure', emoji: '💪' },
];

/** Asks how sure the member was, before they know whether they were right. */
export function confidenceReply({ turnId, content, order }: Asked, given: Given): Reply {
  const kind = kindOf(content);
  return {
    embeds: [
      {
        title: 'How sure were you?',
        description: kind.text(ENGLISH, content, order, given.choice),
        color: COLOURS.neutral,
        fields: [{ name: 'Your answer', value: kind.givenText(ENGLISH, content, order, given) }],
        footer: {
          text: "Be honest: this decides when the question comes back. Then you'll see whether you were right.",
        },
      },
    ],
    components: buttonRows(
      ...CONFIDENCE_BUTTONS.map(({ confidence, label, emoji }) =>
        button(label, customId('review', 'sure', turnId, confidence), { emoji }),
      ),
    ),
  };
}

/**
 * What came of an answer, with the explanation, when the question comes again, and the way on.
 * @param remarks on what was typed, where the answer is typed
 */
export function answeredReply(answered: Answered, remarks: readonly string[]): Reply {
  const { turnId, facts, content, order, choice, typed, correct, due, waitDays, isNew } = answered;
  const again = isNew ? '' : 'You had answered this one already, and your first answer counts.\n\n';
  const explanation = kindOf(content).explanation(ENGLISH, content, order, { choice, typed, correct, remarks });
  return {
    embeds: [
      {
        title: correct ? '✅ Right!' : '❌ Not right',
        description: again + explanation,
        color: correct ? COLOURS.right : COLOURS.wrong,
        fields: [{ name: 'Next time', value: `${waitText(waitDays)} · <t:${seconds(due)}:D>` }],
        footer: {
          text: `Topic: ${facts.topicTitle}`,
        },
      },
    ],
    components: buttonRows(
      button('Next', customId('review', 'next'), { style: 'primary' }),
      button('Undo', customId('review', 'undo', turnId), { emoji: '↩️' }),
      button('Read the topic', customId('topic', 'show', facts.packId, facts.topicSlug)),
      button('Stop', customId('review', 'stop')),
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
export function idleReply({ left, newWaiting, newPerDay, inExam, nextAt, hasReminder }: Idle): Reply {
  const lines: string[] = [];
  if (left > 0) lines.push(`${questionsAre(left)} still due. They wait for you.`);
  else if (nextAt !== undefined) lines.push(`Nothing is due now. The next question comes ${relative(nextAt)}.`);
  if (left === 0 && newWaiting > 0) {
    lines.push(
      newPerDay === 0
        ? `${questionsAre(newWaiting)} new and waiting: you let none in a day. \`/review settings\` changes that.`
        : `${questionsAre(newWaiting)} new and waiting for tomorrow: today you met your ${newPerDay}. ` +
            '`/review settings` changes how many.',
    );
  }
  if (left === 0 && inExam > 0)
    lines.push(`${questionsAre(inExam)} in your mock exam, which is running: the review waits until that is over.`);
  const isEmpty = lines.length === 0;
  if (isEmpty)
    lines.push(
      'What you get wrong, in a quiz or anywhere else, comes here, and comes again at growing intervals until it sticks. ' +
        'Nothing is here yet.',
    );
  if (left === 0) lines.push('', '`/quiz` asks you new questions meanwhile.');
  if (!isEmpty && !hasReminder) lines.push('', '`/review remind` writes to you when something is due.');
  return {
    embeds: [
      {
        title:
          left > 0
            ? 'Stopped for now'
            : isEmpty
              ? 'Nothing to review yet'
              : newWaiting > 0
                ? 'Done for today'
                : 'All caught up',
        description: lines.join('\n'),
        color: COLOURS.neutral,
      },
    ],
    components: buttonRows(
      left > 0
        ? button('Go on', customId('review', 'next'), { style: 'primary' })
        : button('Start a quiz', customId('quiz', 'again'), { style: 'primary' }),
    ),
  };
}

/** "1 question is", "5 questions are" */
export function questionsAre(count: number): string {
  return count === 1 ? '**1 question** is' : `**${count} questions** are`;
}

function waitText(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'in 1 day' : `in ${days} days`;
}

function seconds(instant: number): number {
  return Math.floor(instant / 1000);
}

/** "in 4 days", as Discord writes it for the reader and keeps it up to date. */
function relative(instant: number): string {
  return `<t:${seconds(instant)}:R>`;
}
