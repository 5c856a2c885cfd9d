/** Typed answers that cannot be judged, or that their own rules make useless. */
import type { Grammar } from '../../command-line/grammar.ts';
import type { PackQuestion } from '../../content/pack.ts';
import { kindOf } from '../../question/kinds/index.ts';
import type { Problem } from '../problem.ts';
import type { Places } from './check.ts';

export function checkTyped(
  questions: readonly PackQuestion[],
  grammar: Grammar | undefined,
  places: Places,
): Problem[] {
  return questions.flatMap((question) => {
    const { content, id } = question;
    const { typing } = kindOf(content);
    const needsFile = typing?.needsGrammar && !grammar;
    const mistakes = needsFile
      ? ['a typed answer needs the file cli.json in the pack']
      : (typing?.mistakesIn(content, grammar) ?? []);
    return mistakes.map((message) => ({ ...places.ofQuestion(question), message: `${id}: ${message}` }));
  });
}
