/** How a mock exam looks until it is finished. Nothing here tells what is right. */
import type { Reply } from '../message.ts';
import { COLOURS, bold, button, buttonRows, customId, squares } from '../components.ts';
import { ENGLISH } from '../language.ts';
import type { ExamBlueprint } from '../content/pack.ts';
import { kindOf } from '../question/kinds/index.ts';
import { type ExamChoice, type ExamKey, examsOf } from './choice.ts';
import type { OpenQuestion } from './session.ts';

const BAR_SQUARES = 10;
const OTHERS_SHOWN = 4;

/** Stands in a custom ID for an exam of every domain. */
const EVERY_DOMAIN = '-';

function keyId(action: 'begin' | 'intro', { packId, blueprintId, domain }: ExamKey): string {
  return customId('exam', action, packId, blueprintId, domain ?? EVERY_DOMAIN);
}

export function parseExamKey([packId = '', blueprintId = '', domain = EVERY_DOMAIN]: readonly string[]): ExamKey {
  return { packId, blueprintId, domain: domain === EVERY_DOMAIN ? null : domain };
}

export interface ExamOffer {
  choice: ExamChoice;
  /** the exam as this member would get it */
  offered: ExamBlueprint;
  note?: string | undefined;
}

/** What an exam is, before its clock runs. */
export function introReply({ choice, offered, note }: ExamOffer): Reply {
  const { manifest, domain } = choice;
  const { name, minutes, multipleChoice, domc } = offered;
  const key = { packId: manifest.id, blueprintId: offered.id, domain };
  const domainName = manifest.domains.find(({ id }) => id === domain)?.name;
  const others = examsOf(manifest).filter(({ id }) => id !== offered.id);
  const rules = [
    multipleChoice > 0 &&
      `**${counted(multipleChoice, 'question')} with all options at once.** Where several are right, choose them all.`,
    domc > 0 &&
      `**${counted(domc, 'question')} with one option at a time**, in random order. For each, say Yes if it is right or No if it is not. One mistake and the question is wrong; Yes to every right option and it is right. It stops as soon as that is decided, so you may not see every option.`,
    '**No way back**, and no word about right or wrong until the end.',
    '**No pause.** You can leave, and `/exam resume` takes you back, but the clock runs on. What is open when the time is up counts as wrong.',
    'Nobody else can see your exam.',
  ].filter((rule) => rule !== false);
  return {
    private: true,
    embeds: [
      {
        title: `${name}: ${counted(multipleChoice + domc, 'question')} in ${counted(minutes, 'minute')}`,
        description: [
          ...(note ? [`${note}\n`] : []),
          `A mock exam on ${manifest.name}, ${domainName ? `**${domainName}** only` : 'all domains by their weight'}.\n`,
          ...rules.map((rule) => `- ${rule}`),
        ].join('\n'),
        color: COLOURS.neutral,
        footer: { text: 'The clock starts when you press Start now.' },
      },
    ],
    components: buttonRows(
      button('Start now', keyId('begin', key), { style: 'primary' }),
      ...others
        .slice(0, OTHERS_SHOWN)
        .map((other) =>
          button(
            `${other.name} instead: ${other.multipleChoice + other.domc} questions, ${other.minutes} min`,
            keyId('intro', { ...key, blueprintId: other.id }),
          ),
        ),
    ),
  };
}

/** @param note a line above the question, such as why it is shown again */
export function questionReply(
  { exam, position, format, content, order, judged, chosen }: OpenQuestion,
  note?: string,
): Reply {
  const kind = kindOf(content);
  const controls =
    format === 'domc'
      ? buttonRows(
          button('Yes', customId('exam', 'judge', exam.id, position, judged, 'yes'), { style: 'primary' }),
          button('No', customId('exam', 'judge', exam.id, position, judged, 'no'), { style: 'primary' }),
        )
      : kind.controls(
          ENGLISH,
          content,
          order,
          {
            press: (pressed) => customId('exam', 'pick', exam.id, position, pressed),
            menu: () => customId('exam', 'choose', exam.id, position),
          },
          chosen,
        );
  const option = content.options[order[judged] ?? 0]?.text ?? '';
  const text =
    format === 'domc'
      ? `${bold(aloneText(content.prompt))}\n\nOption ${judged + 1}. Is this right?\n${quoted(option)}`
      : kind.text(ENGLISH, content, order, chosen);
  return {
    private: true,
    embeds: [
      {
        title: `Question ${position + 1} of ${exam.questions}`,
        description: [
          ...(note ? [`${note}\n`] : []),
          `${squares(position / exam.questions, BAR_SQUARES)}\nEnds ${timestamp(exam.endsAt, 'R')}, at ${timestamp(exam.endsAt, 't')}\n`,
          text,
        ].join('\n'),
        color: COLOURS.neutral,
      },
    ],
    components: [...controls, ...buttonRows(button('Hand in', customId('exam', 'leave', exam.id)))],
  };
}

/** Asks once more before an exam is ended. */
export function handInReply({ exam, position }: OpenQuestion): Reply {
  const open = exam.questions - position;
  return {
    private: true,
    embeds: [
      {
        title: 'Hand in now?',
        description: `You have answered ${position} of ${exam.questions} questions. The ${open} that ${open === 1 ? 'is' : 'are'} open will count as wrong.\nThe clock runs on: the exam ends ${timestamp(exam.endsAt, 'R')}.`,
        color: COLOURS.notice,
      },
    ],
    components: buttonRows(
      button('Go on', customId('exam', 'go', exam.id), { style: 'primary' }),
      button('Hand in now', customId('exam', 'hand', exam.id), { style: 'danger' }),
    ),
  };
}

/** Said to somebody who starts an exam while another runs. @param title what the running one is called */
export function runningReply({ exam, position }: OpenQuestion, title: string): Reply {
  return {
    private: true,
    embeds: [
      {
        title: 'You have a mock exam running',
        description: `**${title}**: you are at question ${position + 1} of ${exam.questions}, and it ends ${timestamp(exam.endsAt, 'R')}, at ${timestamp(exam.endsAt, 't')}. Finish it or hand it in first; then you can start another.`,
        color: COLOURS.notice,
      },
    ],
    components: buttonRows(
      button('Go on', customId('exam', 'go', exam.id), { style: 'primary' }),
      button('Hand in', customId('exam', 'leave', exam.id)),
    ),
  };
}

/** An instant as Discord shows it in everybody's own time. @param style `R` in 5 minutes, `t` 09:05, `f` with the date */
export function timestamp(instant: number, style: 'R' | 't' | 'f'): string {
  return `<t:${Math.floor(instant / 1000)}:${style}>`;
}

/** "1 question", "12 questions" */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** A question that shows one option at a time does not ask to choose among them. */
function aloneText(prompt: string): string {
  return prompt.replace(/\s*\(?Choose all that apply\.?\)?/i, '');
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
