import type { Reply } from '../message.ts';
import { COLOURS, button, buttonRows, customId, linkButton } from '../components.ts';
import type { Locale } from '../language.ts';
import { typingOf } from '../question/answering.ts';
import { kindOf } from '../question/kinds/index.ts';
import { verdictText, worthText } from '../question/view.ts';
import { questionWords } from '../question/words.ts';
import type { Answered, Asked } from './session.ts';
import { quizWords } from './words.ts';

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
