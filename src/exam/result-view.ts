/** How a finished mock exam looks. */
import type { Attachment, Reply } from '../message.ts';
import { COLOURS, DISCORD_LIMITS, SIGNS, bold, button, buttonRows, clip, customId, linkButton } from '../components.ts';
import type { Locale } from '../language.ts';
import type { Picture } from '../picture/picture.ts';
import { kindOf } from '../question/kinds/index.ts';
import { questionWords } from '../question/words.ts';
import {
  type DomainScore,
  type ExamResult,
  type ResultQuestion,
  missedQuestions,
  mostToGain,
  scoreByDomain,
} from './result.ts';
import type { ExamNames } from './choice.ts';
import { timestamp } from './view.ts';
import { examWords } from './words.ts';

/** Discord takes this much alternative text. */
const LONGEST_ALT = 1024;
const MINUTE_MS = 60_000;

/**
 * The figures of the domains are in its picture and in the words for those who do not see it, so the text says what they mean.
 * @param pictures the one of `resultPicture`; where it could not be drawn, the figures are in the text
 * @param note how the exam came to its end
 */
export function resultReply(
  locale: Locale,
  result: ExamResult,
  { title, domains }: ExamNames,
  pictures: readonly Attachment[],
  note = '',
): Reply {
  const words = examWords(locale);
  const { exam, questions } = result;
  const scores = scoreByDomain(questions, domains);
  // Of one domain alone, the title has said it all.
  const isCompared = scores.length > 1;
  const missed = missedQuestions(result);
  const open = questions.filter(({ answered }) => !answered).length;
  const right = questions.length - missed.length;
  const isPut = questions.some(({ reviewAt }) => reviewAt !== null);
  return {
    private: true,
    embeds: [
      {
        title: words.score(right, questions.length, percent(right, questions.length)),
        description: clip(
          [
            ...(note ? [`${note}\n`] : []),
            `**${title}**`,
            words.taken(timestamp(exam.startedAt, 'f'), minutesTaken(exam)),
            ...(open > 0 ? [words.leftOpen(open)] : []),
            '',
            ...(isCompared && pictures.length === 0 ? [...scores.map((score) => scoreLine(locale, score)), ''] : []),
            ...(isCompared ? meaningLines(locale, scores) : []),
            words.noPassMark,
            ...(missed.length > open || isPut ? [isPut ? words.missedInReview : words.wrongInReview] : []),
          ].join('\n'),
          DISCORD_LIMITS.description,
        ),
        color: COLOURS.neutral,
      },
    ],
    files: pictures,
    components: buttonRows(
      ...(missed.length > 0
        ? [button(words.seeMissed(missed.length), customId('exam', 'miss', exam.id, 0), { style: 'primary' })]
        : []),
      ...(open > 0 && !isPut ? [button(words.reviewLeftOpen(open), customId('exam', 'open', exam.id))] : []),
      ...(missed.length > open || isPut ? [button(words.toReviews, customId('review', 'start'))] : []),
    ),
  };
}

/** What came of putting the questions left open into the reviews. @param added how many were not there before */
export function putText(locale: Locale, added: number): string {
  const words = examWords(locale);
  return added === 0 ? words.putBefore : words.put(added);
}

/** One question that was missed, with its explanation. @param index which of them, from 0 */
export function missReply(locale: Locale, result: ExamResult, index: number, { packName, domains }: ExamNames): Reply {
  const words = examWords(locale);
  const missed = missedQuestions(result);
  const at = Math.min(Math.max(Math.trunc(index) || 0, 0), missed.length - 1);
  const question = missed[at];
  const examId = result.exam.id;
  const toResult = button(words.toResult, customId('exam', 'show', examId));
  if (!question) {
    return {
      private: true,
      embeds: [{ description: words.missedNothing, color: COLOURS.right }],
      components: buttonRows(toResult),
    };
  }
  const { facts, content, position } = question;
  const domain = domains.find(({ id }) => id === facts.domain)?.name ?? words.otherQuestions;
  return {
    private: true,
    embeds: [
      {
        title: words.missed(at + 1, missed.length, position + 1),
        description: missText(locale, question),
        color: COLOURS.wrong,
        footer: { text: `${facts.topicTitle} · ${domain}` },
      },
    ],
    components: [
      ...buttonRows(
        button(words.back, customId('exam', 'miss', examId, at - 1), { emoji: '◀️', disabled: at === 0 }),
        button(words.next, customId('exam', 'miss', examId, at + 1), {
          emoji: '▶️',
          disabled: at === missed.length - 1,
        }),
        toResult,
      ),
      ...buttonRows(
        button(questionWords(locale).readTopic, customId('topic', 'show', facts.packId, facts.topicSlug)),
        linkButton(questionWords(locale).documentation(packName), content.docs),
      ),
    ],
  };
}

/** Every option with its explanation, and what the member said to it. */
function missText(locale: Locale, question: ResultQuestion): string {
  const { format, content, order, choice, answered } = question;
  if (format === 'domc') return oneByOneText(locale, question);
  const explanation = kindOf(content).explanation(locale, content, order, { choice });
  return answered ? explanation : `${SIGNS.open} ${examWords(locale).notAnswered}\n\n${explanation}`;
}

function oneByOneText(locale: Locale, { content, order, shown, yes, answered }: ResultQuestion): string {
  const words = examWords(locale);
  const head = answered
    ? words.oneByOneAnswered
    : `${SIGNS.open} ${shown.length === 0 ? words.oneByOneNotAnswered : words.oneByOneNotDecided}`;
  const lines = order.map((index) => {
    const option = content.options[index];
    if (!option) return '';
    const [wasShown, saidYes] = [shown.includes(index), yes.includes(index)];
    const sign = option.correct ? SIGNS.right : saidYes ? SIGNS.wrong : SIGNS.other;
    const said = wasShown ? words.said(saidYes, option.correct) : words.notShown(option.correct);
    return `${sign} ${option.text} _(${said})_\n${option.why}`;
  });
  return `${head}\n\n${bold(content.prompt)}\n\n${lines.join('\n\n')}`;
}

/** "Networking: 5 of 8 right (63%)" */
function scoreLine(locale: Locale, { name, correct, questions }: DomainScore): string {
  const words = examWords(locale);
  return words.domainScore(name ?? words.otherQuestions, correct, questions, percent(correct, questions));
}

/** What the figures mean: where nothing is missing, and where learning pays most by the weights. */
function meaningLines(locale: Locale, scores: readonly DomainScore[]): string[] {
  const words = examWords(locale);
  const known = scores.flatMap(({ name, correct, questions }) =>
    name && correct === questions ? [`**${name}**`] : [],
  );
  const gain = mostToGain(scores);
  return [
    ...(known.length > 0 && known.length < scores.length ? [words.nothingMissedIn(known)] : []),
    ...(gain && gain.name !== null && gain.weight !== null ? [words.mostToGain(gain.name, gain.weight)] : []),
  ];
}

/** What was right by domain, where there is more than one. */
export function resultPicture(locale: Locale, { questions }: ExamResult, { domains }: ExamNames): Picture | undefined {
  const words = examWords(locale);
  const scores = scoreByDomain(questions, domains);
  if (scores.length < 2) return undefined;
  const bars = scores.map(({ name, correct, questions }) => ({
    label: name ?? words.otherQuestions,
    value: percent(correct, questions),
    max: 100,
    note: words.chartNote(correct, questions),
  }));
  return {
    name: 'exam-by-domain.png',
    description: clip(words.chart(bars.map(({ value, ...bar }) => ({ ...bar, percent: value }))), LONGEST_ALT),
    drawing: { kind: 'bars', chart: { title: words.chartTitle, bars, unit: '%' } },
  };
}

/** In minutes, rounded up, so that it is never 0. */
function minutesTaken({ startedAt, finishedAt }: ExamResult['exam']): number {
  return Math.max(1, Math.ceil(((finishedAt ?? startedAt) - startedAt) / MINUTE_MS));
}

function percent(part: number, whole: number): number {
  return Math.round((100 * part) / whole);
}
