/** Folds a command line that is longer than a screen is wide, with backslashes, so that it can be copied as it stands. */
import { splitShell } from './split.ts';

const INDENT = '  ';

/** What stands together on a line. */
interface Part {
  text: string;
  /** continues the word before it, without a space */
  isGlued: boolean;
}

/**
 * The same command line in lines of at most `width` characters. An option keeps its value beside it where there is room. A
 * word that is too long is folded after a comma or between the paths of `-v`, else after `=` or `/`, and its rest is not
 * indented, as the shell wants it. One with none of these, or in quotes, stays whole, and only it makes a line longer. What
 * has several lines already stays as it is.
 */
export function wrapCommandLine(line: string, width: number): string {
  if (line.length <= width || line.includes('\n')) return line;
  const parts = partsOf(line, width);
  const lines: string[] = [];
  let current = '';
  parts.forEach(({ text, isGlued }, index) => {
    const next = parts[index + 1];
    const room = width - backslash(next).length;
    const joint = isGlued || current === '' ? '' : ' ';
    if (current === '' || (current + joint + text).length <= room) {
      current += joint + text;
      return;
    }
    lines.push(current + (isGlued ? '\\' : ' \\'));
    current = isGlued || (INDENT + text).length > room ? text : INDENT + text;
  });
  return [...lines, current].join('\n');
}

function backslash(next: Part | undefined): string {
  if (!next) return '';
  return next.isGlued ? '\\' : ' \\';
}

function partsOf(line: string, width: number): Part[] {
  const room = width - ' \\'.length;
  const words = wordsOf(line);
  const parts: Part[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const value = words[at + 1] ?? '-';
    const both = `${word} ${value}`;
    if (word.startsWith('-') && !value.startsWith('-') && INDENT.length + both.length <= room) {
      parts.push({ text: both, isGlued: false });
      at++;
    } else {
      const pieces = word.length <= room || /["'`$\\]/.test(word) ? [word] : piecesOf(word, room);
      pieces.forEach((text, index) => parts.push({ text, isGlued: index > 0 }));
    }
  }
  return parts;
}

/** As they are written, each with the operator or redirection behind it. */
function wordsOf(line: string): string[] {
  const starts: number[] = [];
  for (let at = 0; at < line.length;) {
    const piece = splitShell(line, at);
    starts.push(...piece.words.map(({ offset }) => offset));
    at = piece.end;
  }
  const bounds = [0, ...starts.slice(1)];
  return bounds.map((start, index) => line.slice(start, bounds[index + 1]).trim());
}

/** Cut after commas and between the paths of `-v`; where that is not enough, after `=` and `/` too. */
function piecesOf(word: string, room: number): string[] {
  return word
    .split(/(?<=,)|(?<=:)(?=\/(?!\/))/)
    .flatMap((piece) => (piece.length <= room ? [piece] : piece.split(/(?<==)|(?<=[^/:]\/)(?=[^/])/)));
}
