import type { Reply } from '../message.ts';
import { COLOURS, button, buttonRows, clip, customId, linkButton } from '../components.ts';
import type { Locale } from '../language.ts';
import { typingOf } from '../question/answering.ts';
import { kindOf } from '../question/kinds/index.ts';
import { plain } from '../question/kinds/options.ts';
import { verdictText, worthText } from '../question/view.ts';
import { questionWords } from '../question/words.ts';
import type { Answered, Asked, QuizSummary } from './session.ts';
import { quizWords } from './words.ts';

const TOPICS_TO_READ = 4;

/** What there is to say above a question, and what is chosen so far: indices into its options. */
export interface Beside {
  note?: string | undefined;
  chosen?: readonly number[];
}

/** One question of a quiz. */
export function askedReply(
  locale: Locale,
  { quizId, position, total, facts, content, order }: Asked,
  domainName: string,
  { note, chosen = [] }: Beside = {},
): Reply {
  const kind = kindOf(content);
  const text = kind.text(locale, content, order, chosen);
  return {
    embeds: [
      {
        title: quizWords(locale).question(position + 1, total),
        description: note === undefined ? text : `${note}\n\n${text}`,
        color: COLOURS.neutral,
        footer: { text: `${domainName} · ${worthText(locale, facts.difficulty)}` },
      },
    ],
    components: kind.controls(
      locale,
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
export function typingReply(locale: Locale, { quizId, position, total, content, draft }: Asked): Reply {
  return {
    form: {
      title: quizWords(locale).question(position + 1, total),
      customId: customId('quiz', 'typed', quizId, position),
      text: content.prompt,
      ...typingOf(content).form(locale),
      value: draft ?? undefined,
    },
  };
}

/**
 * What came of an answer, with the explanation and the way on.
 * @param remarks on what was typed, where the answer is typed
 */
export function answeredReply(
  locale: Locale,
  answered: Answered,
  packName: string,
  remarks: readonly string[] = [],
): Reply {
  const { quizId, position, total, facts, content, order, choice, typed, correct, points, rule, isLast, isNew } =
    answered;
  const words = quizWords(locale);
  const shared = questionWords(locale);
  const explanation = kindOf(content).explanation(locale, content, order, { choice, typed, correct, remarks });
  const topic = shared.topic(facts.topicTitle);
  return {
    embeds: [
      {
        title: words.answered(verdictText(locale, correct, points, rule), position + 1, total),
        description: isNew ? explanation : `${shared.answeredBefore}\n\n${explanation}`,
        color: correct ? COLOURS.right : COLOURS.wrong,
        footer: { text: rule === 'practice' ? `${topic} · ${words.earnedLately}` : topic },
      },
    ],
    components: buttonRows(
      isLast
        ? button(words.howItWent, customId('quiz', 'end', quizId), { style: 'primary' })
        : button(words.next, customId('quiz', 'next', quizId), { style: 'primary' }),
      button(shared.readTopic, customId('topic', 'show', facts.packId, facts.topicSlug)),
      linkButton(shared.documentation(packName), content.docs),
      ...(isLast ? [] : [button(words.stop, customId('quiz', 'end', quizId))]),
    ),
  };
}

/** The end of a quiz: what was right, what it earned, what to read. */
export function summaryReply(locale: Locale, { results }: QuizSummary): Reply {
  const words = quizWords(locale);
  const answered = results.filter((result) => result.correct !== null);
  const right = answered.filter((result) => result.correct);
  const earned = results.reduce((sum, result) => sum + result.points, 0);
  // Of one topic alone, its name on every line would say nothing.
  const isOneTopic = results.length > 1 && new Set(results.map(({ facts }) => facts.topicId)).size === 1;
  const lines = results.map((result, index) => {
    const { facts, prompt } = result;
    const about = isOneTopic ? plain(prompt).replaceAll(/\s+/g, ' ') : facts.topicTitle;
    return `${index + 1}. ${outcome(locale, result)} · ${clip(about, 60)}`;
  });
  const toRead = new Map(
    results.filter((result) => result.correct === false).map(({ facts }) => [facts.topicId, facts]),
  );
  const advice = toRead.size > 0 ? `**${words.readUp}**` : answered.length > 0 ? words.nothingMissed : undefined;
  const points = earned > 0 ? `+${questionWords(locale).points(earned)}` : words.noPoints;
  return {
    embeds: [
      {
        title: answered.length === 0 ? words.ended : `${words.result(right.length, answered.length)} · ${points}`,
        description: [lines.join('\n'), ...(advice === undefined ? [] : [advice])].join('\n\n'),
        color: COLOURS.neutral,
      },
    ],
    components: [
      ...buttonRows(
        ...[...toRead.values()]
          .slice(0, TOPICS_TO_READ)
          .map((facts) =>
            button(words.read(facts.topicTitle), customId('topic', 'show', facts.packId, facts.topicSlug)),
          ),
      ),
      ...buttonRows(button(words.another, customId('quiz', 'again'), { style: 'primary' })),
    ],
  };
}

function outcome(locale: Locale, { correct, points, rule }: QuizSummary['results'][number]): string {
  const words = quizWords(locale);
  if (correct === null) return `⬜ ${words.lineOpen}`;
  if (!correct) return `❌ ${words.lineWrong}`;
  return `✅ ${rule === 'practice' ? words.linePractice : words.lineRight(points)}`;
}
