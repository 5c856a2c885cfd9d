/** The part of a profile that is for the member alone: how ready they are, and what to do next. */
import type { APIEmbedField } from 'discord-api-types/v10';
import type { ActionRow, Attachment, Reply } from '../message.ts';
import { button, buttonRows, clip, customId } from '../components.ts';
import type { FinishedExam } from '../exam/store.ts';
import type { Picture } from '../picture/picture.ts';
import { ENGLISH } from '../language.ts';
import { pictureReply } from '../picture/view.ts';
import { DEFAULT_QUESTIONS } from '../quiz/session.ts';
import { ENOUGH_ANSWERS, type Forecast } from '../readiness/forecast.ts';
import type { Readiness } from '../readiness/report.ts';

/** Discord takes this much alternative text. */
const LONGEST_ALT = 1024;

export interface Progress {
  /** undefined before the first answer */
  readiness: Readiness | undefined;
  /** finished mock exams, newest first, with their names */
  exams: readonly (Pick<FinishedExam, 'finishedAt' | 'correct' | 'questions'> & { name: string })[];
  /** reviews that are due now */
  due: number;
}

export function progressFields(progress: Progress | undefined): APIEmbedField[] {
  if (!progress) return [];
  const { readiness, exams } = progress;
  const fields: APIEmbedField[] = [];
  if (readiness) {
    fields.push({ name: clip(`Exam forecast: ${readiness.manifest.name}`, 256), value: forecastText(readiness) });
    const weakest = readiness.weakest.map((total) => weakLine(total, readiness));
    if (weakest.length > 0) fields.push({ name: 'Weakest so far', value: weakest.join('\n') });
  }
  if (exams.length > 0) fields.push({ name: 'Mock exams', value: exams.map(examLine).join('\n') });
  return fields;
}

/** What to do next, the most useful first. */
export function progressButtons(progress: Progress | undefined): ActionRow[] {
  if (!progress) return [];
  const { readiness, due } = progress;
  const buttons = [];
  if (readiness) buttons.push(nextButton(readiness));
  if (due > 0) buttons.push(button(`Review what is due (${due})`, customId('review', 'start'), { emoji: '🔁' }));
  if (readiness?.forecast) {
    buttons.push(button('Show the picture', customId('profile', 'picture', readiness.manifest.id), { emoji: '🖼️' }));
  }
  return buttonRows(...buttons);
}

function nextButton({ manifest, weakestDomain }: Readiness) {
  const style = { style: 'primary', emoji: '📝' } as const;
  return weakestDomain
    ? button(
        `Next: ${DEFAULT_QUESTIONS} questions on ${weakestDomain.name}`,
        customId('quiz', 'domain', manifest.id, weakestDomain.id),
        style,
      )
    : button(`Next: ${DEFAULT_QUESTIONS} questions`, customId('quiz', 'again'), style);
}

function forecastText({ firstAnswers, forecast }: Readiness): string {
  if (firstAnswers < ENOUGH_ANSWERS) {
    const left = ENOUGH_ANSWERS - firstAnswers;
    return `Too early to say. Answer ${left} more new ${left === 1 ? 'question' : 'questions'} first.`;
  }
  if (!forecast) return 'There is none: an exam can ask none of the questions in this pack.';
  return `If you sat the exam today: **${rangeText(forecast)} of 100**, 80 percent sure.`;
}

function rangeText({ low, high }: Forecast): string {
  return low === high ? String(low) : `${low} to ${high}`;
}

function weakLine({ objective, answers, correct }: Readiness['weakest'][number], { manifest }: Readiness): string {
  const text = manifest.objectives.find(({ id }) => id === objective)?.text ?? objective;
  return `- ${clip(text.replaceAll('`', ''), 60)} (${correct} of ${answers} right)`;
}

function examLine({ finishedAt, name, correct, questions }: Progress['exams'][number]): string {
  const share = Math.round((100 * correct) / Math.max(questions, 1));
  return `<t:${Math.floor(finishedAt / 1000)}:d> ${clip(name, 60)}: ${correct} of ${questions} (${share}%)`;
}

/** The forecast, drawn; undefined as long as there is none. */
export function forecastPicture({ manifest, forecast }: Readiness): Picture | undefined {
  if (!forecast) return undefined;
  const name = (id: string) => manifest.domains.find((domain) => domain.id === id)?.name ?? id;
  const { low, middle, high } = forecast;
  const rows = [
    { label: 'Whole exam', low, middle, high, marked: true },
    ...forecast.domains.map(({ id, low, middle, high }) => ({ label: name(id), low, middle, high })),
  ];
  const title = forecastTitle(manifest);
  const caption = '80 percent sure to lie between the ends. The diamond is the middle.';
  const said = rows.map(({ label, low, middle, high }) => `${label}: ${low} to ${high}, middle ${middle}`);
  return {
    name: 'forecast.png',
    description: clip(`${title}, 80 percent sure. ${said.join('. ')}.`, LONGEST_ALT),
    drawing: { kind: 'ranges', chart: { title, rows, caption } },
  };
}

/** @param files the picture, if it could be drawn */
export function forecastReply({ manifest }: Readiness, { description }: Picture, files: readonly Attachment[]): Reply {
  const text =
    `**${forecastTitle(manifest)}**\nThe line of the whole exam has the luck of the day in it, too. ` +
    'No pass mark is published, so I do not say pass or fail.';
  return pictureReply(ENGLISH, text, description, files);
}

function forecastTitle({ name }: Readiness['manifest']): string {
  return `${name} exam forecast, %`;
}
