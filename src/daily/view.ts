/** How a question of the day looks while it is open, and what a member alone sees after answering. */
import type { Message, Reply } from '../message.ts';
import { COLOURS, button, buttonRows, customId, linkButton } from '../components.ts';
import type { Locale } from '../language.ts';
import type { QuestionContent } from '../content/pack.ts';
import type { QuestionFacts } from '../question/store.ts';
import { kindOf } from '../question/kinds/index.ts';
import type { ControlIds } from '../question/kinds/kind.ts';
import { verdictText, worthText } from '../question/view.ts';
import type { ClosedQuestion, DailyAnswer, DailyQuestion } from './answer.ts';
import type { Recap } from './recap.ts';
import { moment, relative } from './moments.ts';
import { recapText } from './recap-view.ts';
import type { Delivery } from './store/delivery.ts';
import { questionWords } from '../question/words.ts';
import { dailyWords } from './words.ts';

/** A message that comes this much later than it should says that it is late. */
const LATE_MS = 5 * 60 * 1000;

export interface OpenQuestion {
  facts: QuestionFacts;
  content: QuestionContent;
  domainName: string;
  /** how many members have answered */
  answers: number;
  /** when the answers are told, UTC ms */
  revealAt: number | null;
  /** UTC ms */
  sentAt: number;
  /** the earlier answer that it begins with */
  recap: Recap | undefined;
}

/** The beginning of the custom IDs on a question's message, by which the message is recognised. */
export function answerPrefix({ id }: Pick<Delivery, 'id'>): string {
  return customId('daily', 'answer', id, '');
}

/** A menu's ID begins like a button's: the message is found by that. */
function controlIds(delivery: Delivery): ControlIds {
  const prefix = answerPrefix(delivery);
  return { press: (pressed) => `${prefix}${pressed}`, menu: () => `${prefix}menu` };
}

/** What of a delivery can be seen. */
export type Asked = Pick<Delivery, 'roleId' | 'dueAt' | 'optionOrder' | 'locksAnswers'>;

/** The question as it is posted for everybody. */
export function dailyQuestionMessage(locale: Locale, delivery: Delivery, open: OpenQuestion): Message {
  return askedMessage(locale, delivery, open, controlIds(delivery));
}

/** @param ids what its controls are called */
export function askedMessage(
  locale: Locale,
  delivery: Asked,
  { facts, content, domainName, answers, revealAt, sentAt, recap }: OpenQuestion,
  ids: ControlIds,
): Message {
  const kind = kindOf(content);
  const words = dailyWords(locale);
  const isLate = sentAt - delivery.dueAt > LATE_MS;
  const rule = delivery.locksAnswers ? words.firstCounts : words.sealed;
  const lines = [
    kind.text(locale, content, delivery.optionOrder),
    words.answered(answers, revealAt === null ? undefined : relative(revealAt)),
    ...(isLate ? [words.late(relative(delivery.dueAt))] : []),
  ];
  const above = [...(recap ? [recapText(locale, recap)] : []), ...(delivery.roleId ? [`<@&${delivery.roleId}>`] : [])];
  return {
    ...(above.length > 0 && { content: above.join('\n') }),
    ...(delivery.roleId && { pingRoleId: delivery.roleId }),
    embeds: [
      {
        title: words.title,
        description: lines.join('\n\n'),
        color: COLOURS.neutral,
        footer: { text: `${domainName} · ${worthText(locale, facts.difficulty)} · ${rule}` },
      },
    ],
    components: kind.controls(locale, content, delivery.optionOrder, ids),
  };
}

/** A question with what somebody answered. */
export interface Explained extends Pick<DailyQuestion, 'facts' | 'content'> {
  delivery: Pick<Delivery, 'optionOrder'>;
  choice: number[];
}

/** What a member alone sees after answering. */
export function dailyAnsweredReply(locale: Locale, answered: DailyAnswer | ClosedQuestion, packName: string): Reply {
  switch (answered.outcome) {
    case 'begun':
      return begunReply(locale, answered, controlIds(answered.delivery));
    case 'sealed':
      return sealedReply(locale, answered);
    case 'closed':
      return closedReply(locale, answered, packName);
    case 'final': {
      const { correct, points, rule, isNew } = answered;
      return explainedReply(locale, answered, packName, {
        title: verdictText(locale, correct, points, rule),
        ...(!isNew && { before: questionWords(locale).answeredBefore }),
        color: correct ? COLOURS.right : COLOURS.wrong,
      });
    }
  }
}

/** Where one press does not make an answer, the rest is pressed on a message of the member's own. */
export function begunReply(
  locale: Locale,
  { delivery, content, choice }: Omit<Explained, 'facts'>,
  ids: ControlIds,
): Reply {
  const kind = kindOf(content);
  return {
    private: true,
    embeds: [
      {
        title: dailyWords(locale).answerSoFar,
        description: kind.text(locale, content, delivery.optionOrder, choice),
        color: COLOURS.neutral,
      },
    ],
    components: kind.controls(locale, content, delivery.optionOrder, ids, choice),
  };
}

function sealedReply(
  locale: Locale,
  { delivery, content, choice, before }: DailyAnswer & { outcome: 'sealed' },
): Reply {
  const words = dailyWords(locale);
  const said = (given: readonly number[]) =>
    kindOf(content).givenText(locale, content, delivery.optionOrder, { choice: given });
  const answer = said(choice);
  const isSame = before !== null && said(before) === answer;
  const title = before === null ? words.answerIn : isSame ? words.answerSame : words.answerChanged;
  // A moment on the clock: "in 3 hours" would read as nonsense once it has passed.
  const reveal = delivery.revealAt === null ? undefined : moment(delivery.revealAt);
  return {
    private: true,
    embeds: [{ title, description: words.answerHidden(answer, reveal), color: COLOURS.neutral }],
  };
}

/** A question whose answers are out, with every option explained. */
export function closedReply(locale: Locale, closed: ClosedQuestion, packName: string): Reply {
  const words = dailyWords(locale);
  const { choice, own } = closed;
  return explainedReply(locale, { ...closed, choice: choice ?? [] }, packName, {
    title: own ? verdictText(locale, own.correct, own.points, own.rule) : words.answerTitle,
    ...(choice === null && { before: words.tooLate }),
    color: own ? (own.correct ? COLOURS.right : COLOURS.wrong) : COLOURS.neutral,
  });
}

export function explainedReply(
  locale: Locale,
  { delivery, facts, content, choice }: Explained,
  packName: string,
  { title, before, color }: { title: string; before?: string; color: number },
): Reply {
  const words = questionWords(locale);
  const explanation = kindOf(content).explanation(locale, content, delivery.optionOrder, { choice });
  return {
    private: true,
    embeds: [
      {
        title,
        description: before === undefined ? explanation : `${before}\n\n${explanation}`,
        color,
        footer: { text: words.topic(facts.topicTitle) },
      },
    ],
    components: buttonRows(
      button(words.readTopic, customId('topic', 'show', facts.packId, facts.topicSlug), { style: 'primary' }),
      linkButton(words.documentation(packName), content.docs),
    ),
  };
}
