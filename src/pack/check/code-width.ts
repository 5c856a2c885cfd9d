/** Lines of code that a phone folds, which makes a command hard to read and a table unreadable. */
import { fencedBlocks } from '../../command-line/find.ts';
import { PHONE_CODE_WIDTH } from '../../components.ts';
import type { Pack, PackQuestion } from '../../content/pack.ts';
import { ENGLISH } from '../../language.ts';
import { kindOf } from '../../question/kinds/index.ts';
import type { Problem } from '../problem.ts';
import type { PackFiles } from '../read.ts';
import type { Places } from './check.ts';

/** Enough of a line to find it by. */
const QUOTED = 20;

export function checkCodeWidth(files: PackFiles, { questions }: Pack, places: Places): Problem[] {
  const topics = files.topics.flatMap(({ file, source }) =>
    longLines(source).map(({ text, line }) => ({ file, line, message: advice(text) })),
  );
  const sources = new Map(files.questions.map(({ file, source }) => [file, source.split('\n')]));
  return [
    ...topics,
    ...questions.flatMap((question) => {
      const { file, line } = places.ofQuestion(question);
      const lines = sources.get(file) ?? [];
      return shownLongLines(question).map((text) => {
        const at = lines.findIndex((other, index) => index >= line && other.trim() === text.trim());
        return { file, line: at === -1 ? line : at + 1, message: `${question.id}: ${advice(text)}` };
      });
    }),
  ];
}

/** In the question as it is asked and as it is explained, each line once. */
function shownLongLines({ content }: PackQuestion): string[] {
  const kind = kindOf(content);
  const order = content.options.map((_, index) => index);
  const shown = [
    kind.text(ENGLISH, content, order),
    kind.explanation(ENGLISH, content, order, { choice: order, typed: '' }),
  ];
  return [...new Set(shown.flatMap((text) => longLines(text).map((line) => line.text)))];
}

function longLines(markdown: string): { text: string; line: number }[] {
  return fencedBlocks(markdown).flatMap(({ start, end }) => {
    const before = markdown.slice(0, start).split('\n').length;
    return markdown
      .slice(start, end)
      .split('\n')
      .map((text, index) => ({ text, line: before + index }))
      .filter(({ text }) => text.trimEnd().length > PHONE_CODE_WIDTH);
  });
}

function advice(text: string): string {
  const start = text.trim().slice(0, QUOTED).trimEnd();
  return `"${start}…" is a line of ${text.trimEnd().length} characters of code, and a phone shows ${PHONE_CODE_WIDTH}: break a command with a backslash, a message between two words, and show only the columns of a table that matter`;
}
