/** Questions whose key shows in their form, so that somebody who knows nothing gets them right. */
import { kindOf } from '../../question/kinds/index.ts';
import type { PackQuestion } from '../../content/pack.ts';
import type { Problem } from '../problem.ts';
import type { Places } from './check.ts';

/** A right option this many times as long as the longest wrong one is seen at a glance. */
const CONSPICUOUS = 1.5;
/** Below this many characters nobody compares lengths. */
const SHORT = 25;
/** Of all single choice questions, by chance one in three or four has the longest option right. */
const MOST_LONGEST = 0.35;
const MOST_FIRST = 0.5;
/** Shares mean little in a small pack. */
const ENOUGH = 40;

const ABSOLUTE = /\b(only|always|never)\b/i;

export function checkForm(questions: readonly PackQuestion[], places: Places): Problem[] {
  const singles = questions.filter(({ content }) => kindOf(content).rightOptions === 'one');
  const problems = singles.flatMap((question) =>
    tellsOf(question).map((message) => ({ ...places.ofQuestion(question), message: `${question.id}: ${message}` })),
  );
  return [...problems, ...sharesOf(singles).map((message) => ({ file: places.manifest, line: 1, message }))];
}

function tellsOf({ content: { options } }: PackQuestion): string[] {
  const right = options.find((option) => option.correct)?.text ?? '';
  const wrong = options.filter((option) => !option.correct).map((option) => option.text);
  const longestWrong = Math.max(...wrong.map((text) => text.length));
  const tells: string[] = [];
  if (right.length > SHORT && right.length > CONSPICUOUS * longestWrong) {
    tells.push(
      `the right option is far longer (${right.length} characters) than the wrong ones (at most ${longestWrong})`,
    );
  }
  if (ABSOLUTE.test(right) && !wrong.some((text) => ABSOLUTE.test(text))) {
    tells.push(`the right option is the one with "${ABSOLUTE.exec(right)?.[0]}" in it`);
  }
  if (!ABSOLUTE.test(right) && wrong.length > 1 && wrong.every((text) => ABSOLUTE.test(text))) {
    tells.push('the right option is the one without "only", "always" or "never"');
  }
  return tells;
}

function sharesOf(singles: readonly PackQuestion[]): string[] {
  if (singles.length < ENOUGH) return [];
  const share = (is: (question: PackQuestion) => boolean) => singles.filter(is).length / singles.length;
  const longest = share(isLongest);
  const first = share(({ content }) => content.options[0]?.correct ?? false);
  const percent = (value: number) => `${Math.round(value * 100)} percent`;
  return [
    ...(longest > MOST_LONGEST
      ? [`the right option is the longest in ${percent(longest)} of the single choice questions`]
      : []),
    ...(first > MOST_FIRST
      ? [`the right option stands first in ${percent(first)} of the single choice questions`]
      : []),
  ];
}

/** Whether the right option is longer than every wrong one. */
export function isLongest({ content: { options } }: PackQuestion): boolean {
  const right = options.find((option) => option.correct)?.text.length ?? 0;
  return options.every((option) => option.correct || option.text.length < right);
}
