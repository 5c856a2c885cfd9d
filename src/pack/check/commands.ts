/** Command lines that the program would refuse, in any text of a pack. */
import { checkCommandLines } from '../../command-line/find.ts';
import type { Grammar } from '../../command-line/grammar.ts';
import type { Pack, PackQuestion } from '../../content/pack.ts';
import type { Problem } from '../problem.ts';
import type { PackFiles } from '../read.ts';
import type { Places } from './check.ts';

export function checkCommands(
  files: PackFiles,
  { topics, questions }: Pack,
  grammar: Grammar | undefined,
  places: Places,
): Problem[] {
  if (!grammar) return [];
  const refusedIn = new Map(topics.map(({ slug, refusedCommands }) => [slug, refusedCommands]));
  return [
    ...files.topics.flatMap(({ file, slug, source }) =>
      checkCommandLines(grammar, withoutFrontMatter(source), { refused: refusedIn.get(slug) ?? [] }).map((problem) => ({
        file,
        ...problem,
      })),
    ),
    ...questions.flatMap((question) =>
      checkTexts(question, grammar).map((message) => ({
        ...places.ofQuestion(question),
        message: `${question.id}: ${message}`,
      })),
    ),
  ];
}

/** Blanks it, so that the lines below keep their numbers. */
function withoutFrontMatter(source: string): string {
  return source.replace(/^---\n[^]*?\n---\n/, (front) => front.replace(/[^\n]/g, ''));
}

function checkTexts({ content, refusedCommands }: PackQuestion, grammar: Grammar): string[] {
  const texts = [
    content.prompt,
    ...content.options.flatMap(({ text, why }) => [asCode(text, grammar.program), why]),
    ...(content.typed ? [content.typed.why, ...content.typed.mistakes.map(({ why }) => why)] : []),
  ];
  return checkCommandLines(grammar, texts.join('\n\n'), { refused: refusedCommands }).map(({ message }) => message);
}

/** An option may be a command line as a whole, without marks. */
function asCode(text: string, program: string): string {
  return text.startsWith(`${program} `) && !text.includes('`') ? `\`${text}\`` : text;
}
