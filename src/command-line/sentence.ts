import { clip, inert } from '../components.ts';

/** What a member is told about a command line is never longer. */
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

/** The candidate that is nearest to what was typed, if it can be a slip: at most a third of its letters differ. */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  if (typed.length > 40) return undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - typed.length) >= least) continue;
    const distance = editDistance(typed, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Letters to add, remove, change or swap with their neighbour. */
function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[other.length] ?? 0;
}
