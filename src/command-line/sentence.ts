import { clip, inert } from '../components.ts';

/** The most characters in what a member is told about a command line. */
const SENTENCE_LIMIT = 120;

// Beyond this a quoted piece is hard to take in, however much room the sentence has.
const LONGEST_PIECE = 60;

/** Words of our own within a sentence, which stand there as they are. */
export interface Plain {
  plain: string;
}

export function plain(text: string): Plain {
  return { plain: text };
}

/**
 * A sentence of at most 120 characters. What is put into it may be a stranger's text: it stands in backticks, without
 * anything that could end them, and is shortened to what the sentence has room for.
 */
export function sentence(template: TemplateStringsArray, ...inserted: (string | Plain)[]): string {
  const { parts, pieces } = joinPlain(template, inserted);
  const clean = pieces.map((piece) => piece.replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').trim());
  const fixed = parts.join('').length + 2 * pieces.length;
  let room = Math.max(SENTENCE_LIMIT - fixed, pieces.length);
  // The shortest first, so that what they leave goes to the longer ones.
  const shown: string[] = [];
  const order = clean.map((_, index) => index).sort((a, b) => (clean[a]?.length ?? 0) - (clean[b]?.length ?? 0));
  order.forEach((index, done) => {
    const most = Math.min(Math.floor(room / (order.length - done)), LONGEST_PIECE);
    const piece = clip(clean[index] ?? '', most);
    shown[index] = inert(piece);
    room -= piece.length;
  });
  return parts.map((part, index) => part + (shown[index] ?? '')).join('');
}

function joinPlain(template: readonly string[], inserted: readonly (string | Plain)[]) {
  const parts = [template[0] ?? ''];
  const pieces: string[] = [];
  inserted.forEach((piece, index) => {
    const after = template[index + 1] ?? '';
    if (typeof piece === 'string') {
      pieces.push(piece);
      parts.push(after);
    } else {
      parts[parts.length - 1] += piece.plain + after;
    }
  });
  return { parts, pieces };
}
