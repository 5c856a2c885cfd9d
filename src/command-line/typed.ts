/** What a phone does to a command line while it is typed, undone. */
import { plainCharacters, plainHyphens } from '../typography.ts';

/**
 * The line as it was meant: with hyphens where the keyboard made dashes, straight quotation marks, plain spaces, and a small
 * first letter. It is forgiven only what a keyboard does by itself: the case of everything else stays, since `-P` is not `-p`.
 */
export function undoTypography(text: string): string {
  return (
    plainHyphens(plainCharacters(text))
      .trim()
      .replace(/^\$\s+/, '')
      // Two hyphens become a dash. One hyphen becomes the short dash at most, and a long name has two.
      .replace(/(^|\s)–(?=[a-z](?:[\s=]|$))/gi, '$1-')
      .replace(/(^|\s)[—–](?=[a-z])/g, '$1--')
      .replace(/(^|\s)—(?=\s|$)/g, '$1--')
      // A program's name, not a variable that is set in front of it.
      .replace(/^\p{Lu}(?=\p{Ll}+(?:\s|$))/u, (first) => first.toLowerCase())
  );
}

/**
 * What a typed line may have been meant as, the likeliest last: two spaces become a full stop, which may also belong to the
 * line. It never does after `.` or `/`, as in `docker build .`
 */
export function readingsOf(typed: string): string[] {
  const unstopped = typed.replace(/(?<=[\p{L}\p{N}"'”’»)\]}])\.\s*$/u, '');
  return unstopped === typed ? [typed] : [typed, unstopped];
}
