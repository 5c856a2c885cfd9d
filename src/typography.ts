/** What the keyboards of phones make of plain characters, undone. */

/** Straight quotation marks in place of curly ones, plain spaces in place of others that look like them, nothing unseen. */
export function plainCharacters(text: string): string {
  return text
    .replace(/[“”„‟«»]/g, '"')
    .replace(/[‘’‚‛‹›]/g, "'")
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ');
}

/** Hyphens in place of other characters that look like one. Not of dashes: what these were is another question. */
export function plainHyphens(text: string): string {
  return text.replace(/[\u2010\u2011\u2212\ufe63\uff0d]/g, '-');
}
