import type { Reply } from '../message.ts';
import { COLOURS, button, buttonRows, clip, customId, linkButton } from '../components.ts';
import { ENGLISH } from '../language.ts';
import { typingOf } from '../question/answering.ts';
import { kindOf } from '../question/kinds/index.ts';
import { verdictText, worthText } from '../question/view.ts';
import { questionWords } from '../question/words.ts';
import type { Answered, Asked, QuizSummary } from './session.ts';

const TOPICS_TO_READ = 4;

/** One question of a quiz. @param chosen so far: indices into the question's options */
export function askedReply(
  { quizId, position, total, facts, content, order }: Asked,
  domainName: string,
  chosen: readonly number[] = [],
): Reply {
  const kind = kindOf(content);
  return {
    embeds: [
      {
        title: `Question ${position + 1} of ${total}`,
        description: kind.text(ENGLISH, content, order, chosen),
        color: COLOURS.neutral,
        footer: { text: `${domainName} · ${worthText(ENGLISH, facts.difficulty)}` },
      },
    ],
    components: kind.controls(
      ENGLISH,
      content,
      order,
      {
        press: (pressed) => customId('quiz', 'answer', quizId, position, pressed),
        menu: () => customId('quiz', 'choose', quizId, position),
        form: () => customId('quiz', 'type', quizId, position),
      },
      chosen,
    ),
  };
}

/** The form for a typed answer. */
export function typingReply({ quizId, position, total, content }: Asked): Reply {
  const form = typingOf(content).form(ENGLISH);
  return {
    form: {
      title: `Question ${position + 1} of ${total}`,
      customId: customId('quiz', 'typed', quizId, position),
      text: content.prompt,
      ...form,
    },
  };
}

/**
 * What came of an answer, with the explanation and the way on.
 * @param remarks on what was typed, where the answer is typed
 */
export function answeredReply(answered: Answered, packName: string, remarks: readonly string[] = []): Reply {
  const { quizId, position, total, facts, content, order, choice, typed, correct, points, rule, isLast, isNew } =
    answered;
  const verdict = verdictText(ENGLISH, correct, points, rule);
  const again = isNew ? '' : 'You had answered this one already, and your first answer counts.\n\n';
  return {
    embeds: [
      {
        title: `${verdict} · ${position + 1} of ${total}`,
        description: again + kindOf(content).explanation(ENGLISH, content, order, { choice, typed, correct, remarks }),
        color: correct ? COLOURS.right : COLOURS.wrong,
        footer: {
          text:
            rule === 'practice'
              ? `Topic: ${facts.topicTitle} · you earned this one within 30 days`
              : `Topic: ${facts.topicTitle}`,
        },
      },
    ],
    components: buttonRows(
      isLast
        ? button('See how it went', customId('quiz', 'end', quizId), { style: 'primary' })
        : button('Next question', customId('quiz', 'next', quizId), { style: 'primary' }),
      button('Read the topic', customId('topic', 'show', facts.packId, facts.topicSlug)),
      linkButton(`${packName} documentation`, content.docs),
      ...(isLast ? [] : [button('Stop here', customId('quiz', 'end', quizId))]),
    ),
  };
}

/** The end of a quiz: what was right, what it earned, what to read. */
export function summaryReply({ results }: QuizSummary): Reply {
  const answered = results.filter((result) => result.correct !== null);
  const right = answered.filter((result) => result.correct);
  const earned = results.reduce((sum, result) => sum + result.points, 0);
  // Of one topic alone, its name on every line would say nothing.
  const isOneTopic = results.length > 1 && new Set(results.map(({ facts }) => facts.topicId)).size === 1;
  const lines = results.map(({ facts, prompt, correct, points, rule }, index) => {
    const what =
      correct === null
        ? '⬜ not answered'
        : correct
          ? `✅ right, ${rule === 'practice' ? 'practice' : `+${points}`}`
          : '❌ wrong';
    const about = isOneTopic ? prompt.replaceAll(/[`*]/g, '').replaceAll(/\s+/g, ' ') : facts.topicTitle;
    return `${index + 1}. ${what} · ${clip(about, 60)}`;
  });
  const toRead = new Map(
    results.filter((result) => result.correct === false).map(({ facts }) => [facts.topicId, facts]),
  );
  const advice =
    toRead.size > 0
      ? '\n\n**Read up on what you missed:**'
      : answered.length > 0
        ? '\n\nNothing missed. Well done!'
        : '';
  return {
    embeds: [
      {
        title:
          answered.length === 0
            ? 'Quiz ended'
            : `${right.length} of ${answered.length} right · ${earned > 0 ? `+${questionWords(ENGLISH).points(earned)}` : 'no points'}`,
        description: `${lines.join('\n')}${advice}`,
        color: COLOURS.neutral,
      },
    ],
    components: [
      ...buttonRows(
        ...[...toRead.values()]
          .slice(0, TOPICS_TO_READ)
          .map((facts) =>
            button(`Read: ${facts.topicTitle}`, customId('topic', 'show', facts.packId, facts.topicSlug)),
          ),
      ),
      ...buttonRows(button('Another quiz', customId('quiz', 'again'), { style: 'primary' })),
    ],
  };
}
