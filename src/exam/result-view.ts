/** How a finished mock exam looks. */
import type { Reply } from '../message.ts';
import { COLOURS, bold, button, buttonRows, clip, customId, linkButton } from '../components.ts';
import { ENGLISH } from '../language.ts';
import type { Picture } from '../picture/picture.ts';
import { kindOf } from '../question/kinds/index.ts';
import {
  type DomainScore,
  type ExamResult,
  type ResultQuestion,
  missedQuestions,
  mostToGain,
  scoreByDomain,
} from './result.ts';
import type { ExamNames } from './choice.ts';
import { counted, timestamp } from './view.ts';

/** Discord takes this much alternative text. */
const LONGEST_ALT = 1024;
const MINUTE_MS = 60_000;

/** @param note how the exam came to its end */
export function resultReply(result: ExamResult, { title, domains }: ExamNames, note = ''): Reply {
  const { exam, questions } = result;
  const scores = scoreByDomain(questions, domains);
  const missed = missedQuestions(result);
  const open = questions.filter(({ answered }) => !answered).length;
  const right = questions.length - missed.length;
  const isPut = questions.some(({ reviewAt }) => reviewAt !== null);
  return {
    private: true,
    embeds: [
      {
        title: `${right} of ${questions.length} right (${percent(right, questions.length)})`,
        description: [
          ...(note ? [`${note}\n`] : []),
          `**${title}**`,
          `${timestamp(exam.startedAt, 'f')}, ${takenText(exam)}`,
          ...(open > 0
            ? [`${counted(open, 'question')} left open, which count${open === 1 ? 's' : ''} as wrong.`]
            : []),
          '',
          ...scores.map((score) => scoreLine(score, scores.length > 1)),
          '',
          ...gainLines(scores),
          'No pass mark is published, so I do not say pass or fail.',
          ...(missed.length > open || isPut
            ? [`What you ${isPut ? 'missed' : 'got wrong'} is now in \`/review\`, a few questions each day.`]
            : []),
        ].join('\n'),
        color: COLOURS.neutral,
      },
    ],
    components: buttonRows(
      ...(missed.length > 0
        ? [button(`See what you missed (${missed.length})`, customId('exam', 'miss', exam.id, 0), { style: 'primary' })]
        : []),
      ...(open > 0 && !isPut ? [button(`Review what I left open (${open})`, customId('exam', 'open', exam.id))] : []),
      ...(missed.length > open || isPut ? [button('Go to my reviews', customId('review', 'start'))] : []),
    ),
  };
}

/** What came of putting the questions left open into the reviews. @param added how many were not there before */
export function putText(added: number): string {
  if (added === 0) return 'They are in your reviews already.';
  return `Done: ${counted(added, 'question')} went into your reviews.`;
}

/** One question that was missed, with its explanation. @param index which of them, from 0 */
export function missReply(result: ExamResult, index: number, { packName, domains }: ExamNames): Reply {
  const missed = missedQuestions(result);
  const at = Math.min(Math.max(Math.trunc(index) || 0, 0), missed.length - 1);
  const question = missed[at];
  const examId = result.exam.id;
  const toResult = button('To the result', customId('exam', 'show', examId));
  if (!question) {
    return {
      private: true,
      embeds: [{ description: 'You missed nothing. Well done!', color: COLOURS.right }],
      components: buttonRows(toResult),
    };
  }
  const { facts, content, position } = question;
  const domain = domains.find(({ id }) => id === facts.domain)?.name ?? 'Other questions';
  return {
    private: true,
    embeds: [
      {
        title: `Missed ${at + 1} of ${missed.length} · question ${position + 1}`,
        description: missText(question),
        color: COLOURS.wrong,
        footer: { text: `${facts.topicTitle} · ${domain}` },
      },
    ],
    components: [
      ...buttonRows(
        button('Back', customId('exam', 'miss', examId, at - 1), { emoji: '◀️', disabled: at === 0 }),
        button('Next', customId('exam', 'miss', examId, at + 1), { emoji: '▶️', disabled: at === missed.length - 1 }),
        toResult,
      ),
      ...buttonRows(
        button('Read the topic', customId('topic', 'show', facts.packId, facts.topicSlug)),
        linkButton(`${packName} documentation`, content.docs),
      ),
    ],
  };
}

/** Every option with its explanation, and what the member said to it. */
function missText(question: ResultQuestion): string {
  const { format, content, order, choice, answered } = question;
  if (format === 'domc') return oneByOneText(question);
  return `${answered ? '' : '⬜ Not answered\n\n'}${kindOf(content).explanation(ENGLISH, content, order, { choice })}`;
}

function oneByOneText({ content, order, shown, yes, answered }: ResultQuestion): string {
  const head = answered
    ? 'The options came one at a time, in this order, until it was decided.'
    : `⬜ ${shown.length === 0 ? 'Not answered' : 'Not decided when the exam ended'}. The options come one at a time.`;
  const lines = order.map((index) => {
    const option = content.options[index];
    if (!option) return '';
    return `${saidText(option.correct, shown.includes(index), yes.includes(index))}: ${option.text}\n${option.why}`;
  });
  return `${head}\n\n${bold(content.prompt)}\n\n${lines.join('\n\n')}`;
}

/** What the member said to an option, and whether that was so. */
function saidText(isRight: boolean, wasShown: boolean, saidYes: boolean): string {
  const truth = isRight ? 'this one is right' : 'this one is wrong';
  if (!wasShown) return `▫️ **Not shown**, ${truth}`;
  return `${saidYes === isRight ? '✅' : '❌'} **You said ${saidYes ? 'Yes' : 'No'}**, ${truth}`;
}

/** "Networking: 5 of 8 right (63%), 15% of the exam" */
function scoreLine({ name, weight, correct, questions }: DomainScore, isOneOfSeveral: boolean): string {
  const share = weight === null || !isOneOfSeveral ? '' : `, ${weight}% of the exam`;
  return `**${name}**: ${correct} of ${questions} right (${percent(correct, questions)})${share}`;
}

/** Where learning pays most, by the weights; of one domain alone there is nothing to compare. */
function gainLines(scores: readonly DomainScore[]): string[] {
  const gain = scores.length > 1 ? mostToGain(scores) : undefined;
  if (!gain) return [];
  const { name, weight, correct, questions } = gain;
  const missed = questions - correct;
  return [
    `Most to gain: **${name}**. You missed ${missed} of ${questions} there, and it makes ${weight}% of the exam.`,
  ];
}

/** What was right by domain. Its words are in the result, too. */
export function resultPicture({ questions }: ExamResult, { domains }: ExamNames): Picture {
  const bars = scoreByDomain(questions, domains).map(({ name, correct, questions }) => ({
    label: name,
    value: Math.round((100 * correct) / questions),
    max: 100,
    note: `${correct} of ${questions}`,
  }));
  const inWords = bars.map(({ label, value, note }) => `${label} ${value}% (${note})`).join(', ');
  return {
    name: 'exam-by-domain.png',
    description: clip(`Bars of what was right by domain: ${inWords}.`, LONGEST_ALT),
    drawing: { kind: 'bars', chart: { title: 'Right by domain', bars, unit: '%' } },
  };
}

/** In begun minutes, so that nobody needs none. */
function takenText({ startedAt, finishedAt }: ExamResult['exam']): string {
  const minutes = Math.ceil(((finishedAt ?? startedAt) - startedAt) / MINUTE_MS);
  return `took ${counted(Math.max(minutes, 1), 'minute')}`;
}

/** "69%" */
function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)}%`;
}
