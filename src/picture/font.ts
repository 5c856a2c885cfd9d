/**
 * The font that pictures are drawn with: Arimo, from a package, so that no font has to be installed. Its letters are as wide
 * as Arial's and Helvetica's, which are what Graphviz assumes when it makes a box for a label.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Font, create } from 'fontkitten';

export type Weight = 'regular' | 'bold';

export const FONT_FAMILY = 'Arimo';

const require = createRequire(import.meta.url);

/** Paths of the font's files, regular first. Throws when the package is not installed. */
export function fontFiles(): Record<Weight, string> {
  return {
    regular: require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'),
    bold: require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'),
  };
}

const loaded = new Map<Weight, Font>();

function load(weight: Weight): Font {
  const known = loaded.get(weight);
  if (known) return known;
  const font = create(readFileSync(fontFiles()[weight]));
  if (font.isCollection) throw new Error(`the file of the ${weight} font holds several fonts`);
  loaded.set(weight, font);
  return font;
}

/** How wide a line of text is, in the unit of `fontSize` (pixels or points), without kerning. Throws nothing. */
export function measureText(text: string, fontSize: number, weight: Weight = 'regular'): number {
  const font = load(weight);
  let units = 0;
  for (const glyph of font.glyphsForString(text)) units += glyph.advanceWidth;
  return (units / font.unitsPerEm) * fontSize;
}

/**
 * The text as one line that the font can draw: line breaks and control characters become spaces, and each run of
 * characters that the font does not have (emoji, Chinese) becomes one "\u25a1".
 */
export function drawableText(text: string): string {
  const font = load('regular');
  let result = '';
  for (const character of text.normalize('NFC').replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')) {
    const has = font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    if (has) result += character;
    else if (!/^[\p{M}\ufe0f]$/u.test(character) && !result.endsWith('\u25a1')) result += '\u25a1';
  }
  return result.trim();
}

/** The text, or as much of its beginning as fits into `width` (unit of `fontSize`) with "…" after it. */
export function fitText(text: string, width: number, fontSize: number, weight: Weight = 'regular'): string {
  if (measureText(text, fontSize, weight) <= width) return text;
  const characters = [...text];
  // A label of a million letters must not cost a million measurements: no letter is narrower than a tenth of its size.
  let length = Math.min(characters.length, Math.ceil((width / fontSize) * 10));
  const cut = (): string => `${characters.slice(0, length).join('').trimEnd()}…`;
  while (length > 0 && measureText(cut(), fontSize, weight) > width) length--;
  return length > 0 ? cut() : '';
}

/**
 * Breaks a text into at most `maxLines` lines of at most `width` (unit of `fontSize`); what does not fit is cut with
 * "…". A word that is longer than a line is cut, too.
 */
export function wrapText(
  text: string,
  {
    width,
    fontSize,
    maxLines,
    weight = 'regular',
  }: { width: number; fontSize: number; maxLines: number; weight?: Weight },
): string[] {
  const lines: string[] = [];
  let rest = text.slice(0, 2_000).split(' ').filter(Boolean);
  while (rest.length > 0 && lines.length < maxLines) {
    let count = 1;
    while (count < rest.length && measureText(rest.slice(0, count + 1).join(' '), fontSize, weight) <= width) count++;
    const last = lines.length === maxLines - 1;
    lines.push(fitText((last ? rest : rest.slice(0, count)).join(' '), width, fontSize, weight));
    rest = rest.slice(count);
  }
  return lines;
}
