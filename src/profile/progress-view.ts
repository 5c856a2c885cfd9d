/** The part of a profile that is for the member alone: how ready they are, and what to do next. */
import type { APIEmbedField } from 'discord-api-types/v10';
import type { ActionRow, Attachment, Reply } from '../message.ts';
import { button, buttonRows, clip, customId } from '../components.ts';
import type { FinishedExam } from '../exam/store.ts';
import type { Picture } from '../picture/picture.ts';
import type { Locale } from '../language.ts';
import { pictureReply } from '../picture/view.ts';
import { DEFAULT_QUESTIONS } from '../quiz/session.ts';
import { ENOUGH_ANSWERS } from '../readiness/forecast.ts';
import type { Readiness } from '../readiness/report.ts';
import { profileWords } from './words.ts';

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

export function progressFields(locale: Locale, progress: Progress | undefined): APIEmbedField[] {
  if (!progress) return [];
  const words = profileWords(locale);
  const { readiness, exams } = progress;
  const fields: APIEmbedField[] = [];
  if (readiness) {
    fields.push({ name: clip(words.forecast(readiness.manifest.name), 256), value: forecastText(locale, readiness) });
    const weakest = readiness.weakest.map((total) => weakLine(locale, total, readiness));
    if (weakest.length > 0) fields.push({ name: words.weakest, value: weakest.join('\n') });
  }
  if (exams.length > 0)
    fields.push({ name: words.exams, value: exams.map((exam) => examLine(locale, exam)).join('\n') });
  return fields;
}

/** What to do next, the most useful first. */
export function progressButtons(locale: Locale, progress: Progress | undefined): ActionRow[] {
  if (!progress) return [];
  const words = profileWords(locale);
  const { readiness, due } = progress;
  const buttons = [];
  if (readiness) buttons.push(nextButton(locale, readiness));
  if (due > 0) buttons.push(button(words.reviewDue(due), customId('review', 'start'), { emoji: '🔁' }));
  if (readiness?.forecast) {
    buttons.push(button(words.showPicture, customId('profile', 'picture', readiness.manifest.id), { emoji: '🖼️' }));
  }
  return buttonRows(...buttons);
}

function nextButton(locale: Locale, { manifest, weakestDomain }: Readiness) {
  const words = profileWords(locale);
  const style = { style: 'primary', emoji: '📝' } as const;
  return weakestDomain
    ? button(
        words.nextOn(DEFAULT_QUESTIONS, weakestDomain.name),
        customId('quiz', 'domain', manifest.id, weakestDomain.id),
        style,
      )
    : button(words.next(DEFAULT_QUESTIONS), customId('quiz', 'again'), style);
}

function forecastText(locale: Locale, { firstAnswers, forecast }: Readiness): string {
  const words = profileWords(locale);
  if (firstAnswers < ENOUGH_ANSWERS) return words.forecastLater(ENOUGH_ANSWERS - firstAnswers);
  return forecast ? words.forecastNow(forecast.low, forecast.high) : words.noForecast;
}

function weakLine(
  locale: Locale,
  { objective, answers, correct }: Readiness['weakest'][number],
  { manifest }: Readiness,
): string {
  const text = manifest.objectives.find(({ id }) => id === objective)?.text ?? objective;
  return `- ${profileWords(locale).weak(clip(text.replaceAll('`', ''), 60), correct, answers)}`;
}

function examLine(locale: Locale, { finishedAt, name, correct, questions }: Progress['exams'][number]): string {
  const share = Math.round((100 * correct) / Math.max(questions, 1));
  return `<t:${Math.floor(finishedAt / 1000)}:d> ${profileWords(locale).exam(clip(name, 60), correct, questions, share)}`;
}

/** The forecast, drawn; undefined as long as there is none. */
export function forecastPicture(locale: Locale, { manifest, forecast }: Readiness): Picture | undefined {
  if (!forecast) return undefined;
  const words = profileWords(locale);
  const name = (id: string) => manifest.domains.find((domain) => domain.id === id)?.name ?? id;
  const { low, middle, high } = forecast;
  const rows = [
    { label: words.wholeExam, low, middle, high, marked: true },
    ...forecast.domains.map(({ id, low, middle, high }) => ({ label: name(id), low, middle, high })),
  ];
  const title = words.chartTitle(manifest.name);
  return {
    name: 'forecast.png',
    description: clip(words.chart(title, rows), LONGEST_ALT),
    drawing: { kind: 'ranges', chart: { title, rows, caption: words.chartCaption } },
  };
}

/** @param files the picture, if it could be drawn */
export function forecastReply(
  locale: Locale,
  { manifest }: Readiness,
  { description }: Picture,
  files: readonly Attachment[],
): Reply {
  const words = profileWords(locale);
  const text = `**${words.chartTitle(manifest.name)}**\n${words.chartNote}`;
  return pictureReply(locale, text, description, files);
}
