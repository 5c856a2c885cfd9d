/** How a round looks while it gathers and while a question is open. */
import type { Message, Reply } from '../message.ts';
import { COLOURS, button, buttonRows, customId } from '../components.ts';
import type { Locale } from '../language.ts';
import type { QuestionContent } from '../content/pack.ts';
import { kindOf } from '../question/kinds/index.ts';
import type { ControlIds } from '../question/kinds/kind.ts';
import { questionWords } from '../question/words.ts';
import { worthOf } from './rules.ts';
import type { RoundAnswered } from './session.ts';
import type { Round, RoundQuestion } from './store.ts';
import { roundWords } from './words.ts';

/** So many are named; more would not be read. */
export const NAMED = 15;

export interface Lobby {
  round: Round;
  subjectName: string;
  /** how many questions were asked for, where there are fewer */
  wanted: number;
  members: readonly string[];
}

/** Seen by everybody, until the first question comes below it. */
export function lobbyReply(locale: Locale, { round, subjectName, wanted, members }: Lobby): Reply {
  const words = roundWords(locale);
  const { id, hostId, questions, mode, teams, discusses, dueAt } = round;
  const named = members.slice(0, NAMED).map((userId) => `<@${userId}>`);
  const lines = [
    words.lobby(`<@${hostId}>`, questions, subjectName, relative(dueAt)),
    ...(wanted > questions ? [words.fewer(questions)] : []),
    [
      mode === 'race' ? words.howRace : words.howCalm,
      ...(teams > 0 ? [words.howTeams(teams)] : []),
      ...(discusses ? [words.howDiscussion] : []),
    ].join(' '),
    words.isIn(named, members.length - named.length),
  ];
  return {
    embeds: [{ title: words.lobbyTitle, description: lines.join('\n\n'), color: COLOURS.neutral }],
    components: buttonRows(
      button(words.join, customId('round', 'join', id), { style: 'primary' }),
      button(words.startNow, customId('round', 'go', id, -1)),
    ),
  };
}

/** A question with what belongs to it. */
export interface OpenQuestion {
  question: RoundQuestion;
  content: QuestionContent;
  domainName: string;
  /** who is in which team, on the first question of a round with teams */
  teams?: readonly (readonly string[])[];
}

/** The beginning of the custom IDs of a question's controls, by which its message is known again. */
export function answerPrefix({ id, position }: Pick<Round, 'id' | 'position'>): string {
  return customId('round', 'answer', id, position, '');
}

function controlIds(round: Round): ControlIds {
  const prefix = answerPrefix(round);
  return { press: (pressed) => `${prefix}${pressed}`, menu: () => `${prefix}menu` };
}

/** The present question: how many have answered is told, never what. */
export function questionMessage(
  locale: Locale,
  round: Round,
  { question, content, domainName, teams = [] }: OpenQuestion,
): Message {
  const words = roundWords(locale);
  const kind = kindOf(content);
  const { position, questions, answered, endsAt, phase } = round;
  const end = relative(endsAt ?? round.dueAt);
  const lines = [
    ...(teams.length > 0 ? [teams.map((members, team) => teamText(locale, team, members)).join('\n')] : []),
    kind.text(locale, content, question.optionOrder),
    ...(phase === 'discussing' ? [`**${words.discuss(end)}**`] : []),
    phase === 'discussing' ? words.answered(answered) : `${words.ends(end)} · ${words.answered(answered)}`,
  ];
  const worth = words.worth(questionWords(locale).difficulty(content.difficulty), worthOf(content.difficulty));
  const title = phase === 'discussing' ? words.discussTitle : words.question;
  return {
    embeds: [
      {
        title: title(position + 1, questions),
        description: lines.join('\n\n'),
        color: phase === 'discussing' ? COLOURS.notice : COLOURS.neutral,
        footer: { text: `${domainName} · ${worth} · ${words.sealed}` },
      },
    ],
    components: kind.controls(locale, content, question.optionOrder, controlIds(round)),
  };
}

function teamText(locale: Locale, team: number, members: readonly string[]): string {
  const named = members.slice(0, NAMED).map((userId) => `<@${userId}>`);
  return roundWords(locale).drawn(team + 1, named, members.length - named.length);
}

/** What a member alone sees after answering. */
export function answeredReply(locale: Locale, answered: RoundAnswered): Reply {
  const { round, content, question, choice } = answered;
  const words = roundWords(locale);
  const kind = kindOf(content);
  const order = question.optionOrder;
  if (answered.outcome === 'begun') {
    // Where one press does not make an answer, the rest is pressed on a message of the member's own.
    return {
      private: true,
      embeds: [
        {
          title: words.answerSoFar,
          description: kind.text(locale, content, order, choice),
          color: COLOURS.neutral,
        },
      ],
      components: kind.controls(locale, content, order, controlIds(round), choice),
    };
  }
  const { before, sure, leaning } = answered;
  const said = (given: readonly number[]) => kind.givenText(locale, content, order, { choice: given });
  const worth = worthOf(content.difficulty);
  const title =
    before === null ? words.answerIn : said(before) === said(choice) ? words.answerSame : words.answerChanged;
  const lines = [
    words.youSaid(said(choice)),
    ...(leaning ? [words.leaning(leaning.team + 1, said(leaning.choice), leaning.votes, leaning.members)] : []),
    sure ? words.isSure(2 * worth, worth) : words.sureQuestion(2 * worth, worth),
  ];
  const { id, position } = round;
  return {
    private: true,
    embeds: [{ title, description: lines.join('\n\n'), color: COLOURS.neutral }],
    components: buttonRows(
      button(sure ? words.notSure : words.beSure, customId('round', 'sure', id, position, sure ? 0 : 1), {
        ...(!sure && { emoji: '💪' }),
      }),
    ),
  };
}

/** "in 20 seconds", in the reader's own words. */
export function relative(instant: number): string {
  return `<t:${Math.ceil(instant / 1000)}:R>`;
}
