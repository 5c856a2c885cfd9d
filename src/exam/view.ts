/** How a mock exam looks until it is finished. Nothing here tells what is right. */
import type { Reply } from '../message.ts';
import { COLOURS, bold, button, buttonRows, customId, squares } from '../components.ts';
import type { Locale } from '../language.ts';
import type { ExamBlueprint } from '../content/pack.ts';
import { kindOf } from '../question/kinds/index.ts';
import { type ExamChoice, type ExamKey, examsOf } from './choice.ts';
import type { OpenQuestion } from './session.ts';
import { examWords } from './words.ts';

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
export function introReply(locale: Locale, { choice, offered, note }: ExamOffer): Reply {
  const words = examWords(locale);
  const { manifest, domain } = choice;
  const { name, minutes, multipleChoice, domc } = offered;
  const key = { packId: manifest.id, blueprintId: offered.id, domain };
  const domainName = manifest.domains.find(({ id }) => id === domain)?.name;
  const others = examsOf(manifest).filter(({ id }) => id !== offered.id);
  const rules = [
    ...(multipleChoice > 0 ? [words.ruleAtOnce(multipleChoice)] : []),
    ...(domc > 0 ? [words.ruleOneByOne(domc)] : []),
    words.ruleNoWayBack,
    words.ruleNoPause,
    words.rulePrivate,
  ];
  return {
    private: true,
    embeds: [
      {
        title: words.offer(name, multipleChoice + domc, minutes),
        description: [
          ...(note ? [`${note}\n`] : []),
          `${domainName ? words.onDomain(manifest.name, domainName) : words.onAll(manifest.name)}\n`,
          ...rules.map((rule) => `- ${rule}`),
        ].join('\n'),
        color: COLOURS.neutral,
        footer: { text: words.clockStarts },
      },
    ],
    components: buttonRows(
      button(words.startNow, keyId('begin', key), { style: 'primary' }),
      ...others
        .slice(0, OTHERS_SHOWN)
        .map((other) =>
          button(
            words.instead(other.name, other.multipleChoice + other.domc, other.minutes),
            keyId('intro', { ...key, blueprintId: other.id }),
          ),
        ),
    ),
  };
}

/** @param note a line above the question, such as why it is shown again */
export function questionReply(
  locale: Locale,
  { exam, position, format, content, order, judged, chosen }: OpenQuestion,
  note?: string,
): Reply {
  const words = examWords(locale);
  const kind = kindOf(content);
  const controls =
    format === 'domc'
      ? buttonRows(
          button(words.yes, customId('exam', 'judge', exam.id, position, judged, 'yes'), { style: 'primary' }),
          button(words.no, customId('exam', 'judge', exam.id, position, judged, 'no'), { style: 'primary' }),
        )
      : kind.controls(
          locale,
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
      ? `${bold(aloneText(content.prompt))}\n\n${words.option(judged + 1)}\n${quoted(option)}`
      : kind.text(locale, content, order, chosen);
  return {
    private: true,
    embeds: [
      {
        title: words.question(position + 1, exam.questions),
        description: [
          ...(note ? [`${note}\n`] : []),
          squares(position / exam.questions, BAR_SQUARES),
          `${words.ends(timestamp(exam.endsAt, 'R'), timestamp(exam.endsAt, 't'))}\n`,
          text,
        ].join('\n'),
        color: COLOURS.neutral,
      },
    ],
    components: [...controls, ...buttonRows(button(words.handIn, customId('exam', 'leave', exam.id)))],
  };
}

/** Asks once more before an exam is ended. */
export function handInReply(locale: Locale, { exam, position }: OpenQuestion): Reply {
  const words = examWords(locale);
  return {
    private: true,
    embeds: [
      {
        title: words.handInTitle,
        description: words.handInText(position, exam.questions, timestamp(exam.endsAt, 'R')),
        color: COLOURS.notice,
      },
    ],
    components: buttonRows(
      button(words.goOn, customId('exam', 'go', exam.id), { style: 'primary' }),
      button(words.handInNow, customId('exam', 'hand', exam.id), { style: 'danger' }),
    ),
  };
}

/** Said to somebody who starts an exam while another runs. @param title what the running one is called */
export function runningReply(locale: Locale, { exam, position }: OpenQuestion, title: string): Reply {
  const words = examWords(locale);
  const [ends, at] = [timestamp(exam.endsAt, 'R'), timestamp(exam.endsAt, 't')];
  return {
    private: true,
    embeds: [
      {
        title: words.runningTitle,
        description: words.runningText(title, position + 1, exam.questions, ends, at),
        color: COLOURS.notice,
      },
    ],
    components: buttonRows(
      button(words.goOn, customId('exam', 'go', exam.id), { style: 'primary' }),
      button(words.handIn, customId('exam', 'leave', exam.id)),
    ),
  };
}

/** An instant as Discord shows it in everybody's own time. @param style `R` in 5 minutes, `t` 09:05, `f` with the date */
export function timestamp(instant: number, style: 'R' | 't' | 'f'): string {
  return `<t:${Math.floor(instant / 1000)}:${style}>`;
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
