/** The kinds of questions that there are. A new one is a file beside this, a line here, and its sentences in words.ts. */
import { typedCommand } from './typed-command.ts';
import type { QuestionKind } from './kind.ts';
import { multiple } from './multiple.ts';
import { ordering } from './ordering.ts';
import { single } from './single.ts';
import { trueFalse } from './true-false.ts';
import { typedText } from './typed-text.ts';

export const KINDS: readonly QuestionKind[] = [single, multiple, trueFalse, typedCommand, typedText, ordering];

const BY_NAME = new Map(KINDS.map((kind) => [kind.name, kind]));

/** The kind of a question. @throws Error when there is no such kind: the names come from checked packs */
export function kindOf({ kind: name }: { readonly kind: string }): QuestionKind {
  const kind = BY_NAME.get(name);
  if (!kind) throw new Error(`no kind of question is called ${name}`);
  return kind;
}

/** The names of the kinds that a message for a whole group can hold. */
export const GROUP_KINDS: readonly string[] = KINDS.filter(({ inGroup }) => inGroup).map(({ name }) => name);
