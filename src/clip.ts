/** Shortens a text to at most `max` characters, with an ellipsis, without cutting a character in two. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let clipped = text.slice(0, max - 1);
  if (/[\uD800-\uDBFF]$/.test(clipped)) clipped = clipped.slice(0, -1);
  return `${clipped.trimEnd()}…`;
}
