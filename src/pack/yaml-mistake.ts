/** What is wrong with a text that is not YAML, in words for somebody who writes a pack. */
import { type Document, type YAMLError, isScalar, visit } from 'yaml';

export interface Mistake {
  /** where in the text it is */
  offset: number;
  message: string;
}

/**
 * The one mistake to mend first, if there is any: the parser often stumbles over one slip several times. A quote that is
 * not closed comes before everything, since all that follows is read wrongly for it.
 */
export function findMistake(document: Document.Parsed, source: string): Mistake | undefined {
  const errors = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const unclosed = errors.find(({ message }) => message.startsWith('Missing closing'));
  if (unclosed) {
    const offset = beginOfQuoted(document, unclosed.pos[0]);
    const quote = source[offset];
    return {
      offset,
      message: `this is not valid YAML: the text that begins with ${quote} here has no ${quote} at its end`,
    };
  }
  const [first] = errors;
  if (!first) return undefined;
  const offset = first.code === 'BLOCK_AS_IMPLICIT_KEY' ? colonAfter(source, first.pos[0]) : first.pos[0];
  return { offset, message: `this is not valid YAML${hintFor(first, offset, source)}` };
}

/** The parser names the text in which there is a colon that it cannot take. */
function colonAfter(source: string, offset: number): number {
  const length = source.slice(offset).search(/:(\s|$)/);
  return length < 0 ? offset : offset + length;
}

/** Where the quoted text that extends to a position begins. */
function beginOfQuoted(document: Document.Parsed, offset: number): number {
  let begin = offset;
  visit(document, (_key, node) => {
    if (isScalar(node) && node.type?.startsWith('QUOTE') && node.range && node.range[0] <= offset) [begin] = node.range;
  });
  return begin;
}

function hintFor({ code, pos: [begin], message }: YAMLError, offset: number, source: string): string {
  const lineStart = source.lastIndexOf('\n', offset - 1) + 1;
  if (code === 'TAB_AS_INDENT' || /^ *\t/.test(source.slice(lineStart, offset + 1)))
    return ': the line begins with a tab; use spaces';
  if (code === 'BAD_SCALAR_START') return `: a text that begins with ${source[offset]} goes between quotes`;
  if (code === 'BLOCK_AS_IMPLICIT_KEY') {
    return begin < lineStart
      ? ': the line is indented further than the one above it, which has a value already'
      : ': a text with a colon and a space in it goes between quotes';
  }
  if (/same column|without - indicator|BAD_INDENT/.test(`${code} ${message}`))
    return ': this line begins further in or further out than the lines that it belongs to; those of one block begin alike';
  return ` (${message}); a text with ": ", "#" or a quote in it goes between quotes`;
}
