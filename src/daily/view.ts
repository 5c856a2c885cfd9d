/** How a question of the day looks while it is open, and what a member alone sees after answering. */
import type { Message, Reply } from '../command.ts';
import { COLOURS, button, buttonRows, customId, linkButton } from '../components.ts';
import type { QuestionContent } from '../pack/content.ts';
import type { QuestionFacts } from '../question/store.ts';
import { kindOf } from '../question/kinds/index.ts';
import type { ControlIds } from '../question/kinds/kind.ts';
import { verdictText, worthText } from '../question/view.ts';
import type { ClosedQuestion, DailyAnswer, DailyQuestion } from './answer.ts';
import type { Delivery } from './store/delivery.ts';

/** A message that comes so much later than it should says so. */
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
}

/** The beginning of the custom IDs on a question's message, by which the message is known again. */
export function answerPrefix({ id }: Pick<Delivery, 'id'>): string {
  return customId('daily', 'answer', id, '');
}

/** A menu has the same beginning as buttons: by it the message is found again. */
function controlIds(delivery: Delivery): ControlIds {
  const prefix = answerPrefix(delivery);
  return { press: (pressed) => `${prefix}${pressed}`, menu: () => `${prefix}menu` };
}

/** The question as it is posted for everybody. */
export function dailyQuestionMessage(
  delivery: Delivery,
  { facts, content, domainName, answers, revealAt, sentAt }: OpenQuestion,
): Message {
  const kind = kindOf(content);
  const isLate = sentAt - delivery.dueAt > LATE_MS;
  const rule = delivery.locksAnswers ? 'your first answer counts' : 'answers are sealed until then';
  const lines = [
    kind.text(content, delivery.optionOrder),
    [answeredText(answers), revealAt !== null && `the answer comes ${relative(revealAt)}`].filter(Boolean).join(' · '),
    ...(isLate ? [`_This one was due ${relative(delivery.dueAt)} and is late. Sorry!_`] : []),
  ];
  return {
    ...(delivery.roleId && { content: `<@&${delivery.roleId}>`, pingRoleId: delivery.roleId }),
    embeds: [
      {
        title: 'Question of the day',
        description: lines.join('\n\n'),
        color: COLOURS.neutral,
        footer: { text: `${domainName} · ${worthText(facts.difficulty)} · ${rule}` },
      },
    ],
    components: kind.controls(content, delivery.optionOrder, controlIds(delivery)),
  };
}

function answeredText(answers: number): string {
  if (answers === 0) return 'Nobody has answered yet';
  return answers === 1 ? '1 member has answered' : `${answers} members have answered`;
}

/** What a member alone sees after answering. */
export function dailyAnsweredReply(answered: DailyAnswer | ClosedQuestion, packName: string): Reply {
  switch (answered.outcome) {
    case 'begun':
      return begunReply(answered);
    case 'sealed':
      return sealedReply(answered);
    case 'closed':
      return closedReply(answered, packName);
    case 'final': {
      const { correct, points, rule, isNew } = answered;
      const again = isNew ? '' : 'You had answered this one already, and your first answer counts.\n\n';
      return explainedReply(answered, packName, {
        title: verdictText(correct, points, rule),
        before: again,
        color: correct ? COLOURS.right : COLOURS.wrong,
      });
    }
  }
}

/** Where one press does not make an answer, the rest is pressed on a message of the member's own. */
function begunReply({ delivery, content, choice }: DailyAnswer): Reply {
  const kind = kindOf(content);
  return {
    private: true,
    embeds: [
      {
        title: 'Your answer so far',
        description: kind.text(content, delivery.optionOrder, choice),
        color: COLOURS.neutral,
      },
    ],
    components: kind.controls(content, delivery.optionOrder, controlIds(delivery), choice),
  };
}

function sealedReply({ delivery, content, choice, before }: DailyAnswer & { outcome: 'sealed' }): Reply {
  const said = (given: readonly number[]) =>
    kindOf(content).givenText(content, delivery.optionOrder, { choice: given });
  const answer = said(choice);
  const isSame = before !== null && said(before) === answer;
  const title = before === null ? '🔒 Your answer is in' : isSame ? '🔒 That is your answer already' : '🔒 Changed';
  // A moment on the clock: "in 3 hours" would read as nonsense once it has passed.
  const until = delivery.revealAt === null ? 'the answer is told' : moment(delivery.revealAt);
  return {
    private: true,
    embeds: [
      {
        title,
        description:
          `You said ${answer}. It stays hidden until the reveal; then everyone who got it right is named. ` +
          `To change it before ${until}, just answer again.`,
        color: COLOURS.neutral,
      },
    ],
  };
}

/** A question whose answers are out, with every option explained. */
export function closedReply(closed: ClosedQuestion, packName: string): Reply {
  const { choice, own } = closed;
  return explainedReply({ ...closed, choice: choice ?? [] }, packName, {
    title: own ? verdictText(own.correct, own.points, own.rule) : 'Question of the day: the answer',
    before: choice === null ? 'The answer is out, and you had not answered this one.\n\n' : '',
    color: own ? (own.correct ? COLOURS.right : COLOURS.wrong) : COLOURS.neutral,
  });
}

function explainedReply(
  { delivery, facts, content, choice }: DailyQuestion & { choice: number[] },
  packName: string,
  { title, before, color }: { title: string; before: string; color: number },
): Reply {
  return {
    private: true,
    embeds: [
      {
        title,
        description: before + kindOf(content).explanation(content, delivery.optionOrder, { choice }),
        color,
        footer: { text: `Topic: ${facts.topicTitle}` },
      },
    ],
    components: buttonRows(
      button('Read the topic', customId('topic', 'show', facts.packId, facts.topicSlug), { style: 'primary' }),
      linkButton(`${packName} documentation`, content.docs),
    ),
  };
}

/** A date and time on the reader's own clock. */
function moment(instant: number): string {
  return `<t:${Math.floor(instant / 1000)}:f>`;
}

/** "in 3 hours", in the reader's own words and time. */
export function relative(instant: number): string {
  return `<t:${Math.floor(instant / 1000)}:R>`;
}
