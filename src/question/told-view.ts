/** How the answer to a question, and how it was answered, is told to a group. */
import { SIGNS, clip } from '../components.ts';
import type { QuestionContent } from '../content/pack.ts';
import type { Locale } from '../language.ts';
import type { Picture } from '../picture/picture.ts';
import { kindOf } from './kinds/index.ts';
import { plain } from './kinds/options.ts';
import type { Spread } from './spread.ts';

/** With fewer answers than this, a picture shows nothing that the lines do not. */
const ENOUGH_TO_DRAW = 3;
/** Characters of the words for those who do not see the picture. */
const LONGEST_DESCRIPTION = 1000;

/** A question as it was asked. */
export interface ToldQuestion {
  content: QuestionContent;
  /** the options as they were shown: indices into the question's own */
  order: readonly number[];
}

/** Each option with whether it is right, "✅ **B.** overlay", and its place in the question's own list. */
export function toldOptions(locale: Locale, { content, order }: ToldQuestion): { index: number; line: string }[] {
  return kindOf(content)
    .told(locale, content, order)
    .map(({ index, mark, text }) => {
      const name = mark === null ? `**${text}**` : `**${mark}.** ${text}`;
      return { index, line: `${content.options[index]?.correct ? SIGNS.right : SIGNS.other} ${name}` };
    });
}

/** Why the right options are right; where there are several, each under its mark. */
export function whyRight(locale: Locale, { content, order }: ToldQuestion): string {
  const reasons = kindOf(content)
    .told(locale, content, order)
    .flatMap(({ index, mark }) => {
      const { correct, why = '' } = content.options[index] ?? {};
      return correct ? [{ mark, why }] : [];
    });
  return reasons.map(({ mark, why }) => (reasons.length === 1 ? why : `**${mark}.** ${why}`)).join('\n');
}

/** One bar of the picture, for its words. */
export interface SaidBar {
  label: string;
  votes: number;
  right: boolean;
}

/** How the answers fell, where a picture says more than the lines do. @param describe the picture in words */
export function spreadPicture(
  locale: Locale,
  { content, order }: ToldQuestion,
  { answers, counts }: Spread,
  { title, describe }: { title: string; describe: (bars: readonly SaidBar[]) => string },
): Picture | undefined {
  if (answers < ENOUGH_TO_DRAW) return undefined;
  const bars = kindOf(content)
    .told(locale, content, order)
    .map(({ index, mark, text }) => {
      const { correct = false } = content.options[index] ?? {};
      const label = mark === null ? text : `${mark}. ${plain(text)}`;
      return { label, value: counts[index] ?? 0, max: answers, marked: correct };
    });
  const said = bars.map(({ label, value, marked }) => ({ label, votes: value, right: marked }));
  return {
    name: 'answers.png',
    description: clip(describe(said), LONGEST_DESCRIPTION),
    drawing: { kind: 'bars', chart: { title, bars, unit: '' } },
  };
}
