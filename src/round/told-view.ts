/** How the answer to a round's question is told, and how a round ends. */
import type { Message } from '../message.ts';
import { COLOURS, bold, button, buttonRows, clip, customId, rankMark, squares } from '../components.ts';
import type { Locale } from '../language.ts';
import type { QuestionContent } from '../content/pack.ts';
import type { Spread } from '../question/spread.ts';
import type { Picture } from '../picture/picture.ts';
import { plain } from '../question/kinds/options.ts';
import type { QuestionFacts } from '../question/store.ts';
import { type ToldQuestion, spreadPicture, toldOptions, whyRight } from '../question/told-view.ts';
import { questionWords } from '../question/words.ts';
import type { Place } from './standing.ts';
import type { Round, RoundQuestion } from './store.ts';
import { PAUSE_MS, hasNobody } from './rules.ts';
import { NAMED } from './view.ts';
import { roundWords } from './words.ts';

/** Of a round that is on, and of one that is over. */
const PLACES = { on: 5, over: 10 } as const;

export interface Told {
  round: Round;
  question: RoundQuestion;
  facts: QuestionFacts;
  content: QuestionContent;
  /** of the vote that counts */
  spread: Spread;
  /** of the first vote, where there were two */
  before: Spread | undefined;
  standing: readonly Place[];
  teams: readonly Place[];
}

/**
 * Whoever was right is mentioned, and nobody is pinged.
 * @param hasPicture whether a picture shows how the answers fell, so that the words need not
 */
export function toldMessage(locale: Locale, told: Told, hasPicture: boolean): Message {
  const words = roundWords(locale);
  const { round, facts, content, spread } = told;
  const { id, position, questions } = round;
  const isLast = position + 1 >= questions || hasNobody(round) || round.endedBecause !== null;
  const pause = round.endedBecause === null ? PAUSE_MS / 1000 : 0;
  return {
    embeds: [
      {
        title: words.toldTitle(position + 1, questions),
        description: [
          bold(content.prompt),
          optionLines(locale, told, hasPicture).join('\n'),
          whyRight(locale, asTold(told)),
          rightText(locale, spread),
          standingText(locale, told.standing, told.teams, PLACES.on),
          ...(pause > 0 ? [isLast ? words.resultComes(pause) : words.nextComes(pause)] : []),
        ]
          .filter(Boolean)
          .join('\n\n'),
        color: COLOURS.right,
        footer: { text: questionWords(locale).topic(facts.topicTitle) },
      },
    ],
    components: buttonRows(
      button(isLast ? words.toResult : words.next, customId('round', 'go', id, position), { style: 'primary' }),
      button(questionWords(locale).readTopic, customId('topic', 'show', facts.packId, facts.topicSlug)),
    ),
  };
}

function asTold({ question, content }: Told): ToldQuestion {
  return { content, order: question.optionOrder };
}

/** Each option with its bar, unless a picture has them; after a discussion with what it was before, too. */
function optionLines(locale: Locale, told: Told, hasPicture: boolean): string[] {
  const words = roundWords(locale);
  const { spread, before } = told;
  return toldOptions(locale, asTold(told)).map(({ index, line }) => {
    if (spread.answers === 0 || (hasPicture && !before)) return line;
    const votes = spread.counts[index] ?? 0;
    const share = before
      ? words.shares(before.counts[index] ?? 0, votes, spread.answers)
      : words.share(votes, spread.answers);
    return hasPicture ? `${line} · ${share}` : `${line}\n${squares(votes / spread.answers)} ${share}`;
  });
}

function rightText(locale: Locale, { answers, right }: Spread): string {
  const words = roundWords(locale);
  if (answers === 0) return words.nobodyAnswered;
  if (right.length === 0) return words.nobodyRight(answers);
  const named = right.slice(0, NAMED).map((userId) => `<@${userId}>`);
  return words.right(named, right.length - named.length);
}

/** Teams and members, each by themselves. @param places how many members are shown */
function standingText(locale: Locale, standing: readonly Place[], teams: readonly Place[], places: number): string {
  const words = roundWords(locale);
  if (standing.length === 0) return '';
  const line = (name: (place: Place) => string) => (place: Place) =>
    `${rankMark(place.rank, place.points > 0)} ${name(place)} · ${words.points(place.points)}`;
  const ofTeams = teams.map(line(({ who }) => words.teamName(Number(who) + 1)));
  const ofMembers = standing.slice(0, places).map(line(({ who }) => `<@${who}>`));
  return [
    ...(teams.length > 0 ? [[`**${words.teams}**`, ...ofTeams].join('\n')] : []),
    [`**${words.members}**`, ...ofMembers].join('\n'),
  ].join('\n\n');
}

/** How the answers fell, where a picture says more than the lines do. */
export function toldPicture(locale: Locale, told: Told): Picture | undefined {
  const words = roundWords(locale);
  const { spread, before } = told;
  const title = before ? words.chartAgain(spread.answers) : words.chartTitle(spread.answers);
  return spreadPicture(locale, asTold(told), spread, { title, describe: (bars) => words.chart(spread.answers, bars) });
}

export interface Result {
  round: Round;
  standing: readonly Place[];
  teams: readonly Place[];
  /** the question that the smallest share got right */
  hardest: { prompt: string; right: number; answers: number } | undefined;
  /** whether there is something to play again */
  hasMissed: boolean;
}

/** The end of a round, for everybody. */
export function resultMessage(locale: Locale, { round, standing, teams, hardest, hasMissed }: Result): Message {
  const words = roundWords(locale);
  const text = standingText(locale, standing, teams, PLACES.over);
  return {
    embeds: [
      {
        title: words.overTitle,
        description: [
          ...(round.endedBecause ? [words.because[round.endedBecause]] : []),
          text || words.nobodyPlayed,
          ...(hardest ? [words.hardest(clip(spoken(hardest.prompt), 200), hardest.right, hardest.answers)] : []),
        ].join('\n\n'),
        color: COLOURS.neutral,
      },
    ],
    components: buttonRows(
      ...(hasMissed
        ? [
            button(words.rematch, customId('round', 'rematch', round.id), { style: 'primary' }),
            button(words.review, customId('round', 'review', round.id)),
          ]
        : []),
      button(words.again, customId('round', 'again', round.id)),
    ),
  };
}

/** A question without its code blocks, on one line. */
function spoken(prompt: string): string {
  return plain(prompt.replaceAll(/```[^]*?```/g, ' … '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** By the first button that it has in every case. */
export function resultPrefix(id: string): string {
  return customId('round', 'again', id);
}
