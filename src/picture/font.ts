/**
 * The font that pictures are drawn with: Arimo, from a package, so that no font has to be installed. Its letters are
 * as wide as Arial's and Helvetica's, which are what Graphviz reckons with when it makes a box for a label.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

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

interface Metrics {
  unitsPerEm: number;
  /** The glyph's number for a code point; 0 when the font has none. */
  glyph(codePoint: number): number;
  /** In font units. */
  advance(glyph: number): number;
}

const loaded = new Map<Weight, Metrics>();

function metrics(weight: Weight): Metrics {
  const known = loaded.get(weight);
  if (known) return known;
  const read = readMetrics(readFileSync(fontFiles()[weight]));
  loaded.set(weight, read);
  return read;
}

/** Reads what is needed of a TrueType file: https://learn.microsoft.com/typography/opentype/spec/otff */
function readMetrics(file: Buffer): Metrics {
  const tables = new Map<string, number>();
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const entry = 12 + i * 16;
    tables.set(file.toString('latin1', entry, entry + 4), file.readUInt32BE(entry + 8));
  }
  const table = (name: string): number => {
    const offset = tables.get(name);
    if (offset === undefined) throw new Error(`the font has no table "${name}"`);
    return offset;
  };
  const hmtx = table('hmtx');
  const longMetrics = file.readUInt16BE(table('hhea') + 34);
  const glyphs = readCharacterMap(file, table('cmap'));
  return {
    unitsPerEm: file.readUInt16BE(table('head') + 18),
    glyph: (codePoint) => glyphs.get(codePoint) ?? 0,
    advance: (glyph) => file.readUInt16BE(hmtx + 4 * Math.min(glyph, longMetrics - 1)),
  };
}

/** Code point to glyph, from the table's format 4 (the one every Windows font has). */
function readCharacterMap(file: Buffer, cmap: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let i = 0; i < file.readUInt16BE(cmap + 2); i++) {
    const table = cmap + file.readUInt32BE(cmap + 8 + i * 8);
    if (file.readUInt16BE(table) !== 4) continue;
    const twiceSegments = file.readUInt16BE(table + 6);
    for (let segment = 0; segment < twiceSegments; segment += 2) {
      const endAt = table + 14 + segment;
      const startAt = endAt + twiceSegments + 2;
      const deltaAt = startAt + twiceSegments;
      const rangeAt = deltaAt + twiceSegments;
      const start = file.readUInt16BE(startAt);
      const range = file.readUInt16BE(rangeAt);
      for (let code = start; code <= file.readUInt16BE(endAt) && code < 0xffff; code++) {
        const raw = range === 0 ? code : file.readUInt16BE(rangeAt + range + 2 * (code - start));
        const glyph = raw === 0 ? 0 : (raw + file.readUInt16BE(deltaAt)) & 0xffff;
        if (glyph !== 0) glyphs.set(code, glyph);
      }
    }
  }
  return glyphs;
}

/** How wide a line of text is, in the unit of `fontSize` (pixels or points), without kerning. Throws nothing. */
export function measureText(text: string, fontSize: number, weight: Weight = 'regular'): number {
  const font = metrics(weight);
  let units = 0;
  for (const character of text) units += font.advance(font.glyph(character.codePointAt(0) ?? 0));
  return (units / font.unitsPerEm) * fontSize;
}

/**
 * The text as one line that the font can draw: line breaks and control characters become spaces, and each run of
 * characters that the font does not have (emoji, Chinese) becomes one "\u25a1".
 */
export function drawableText(text: string): string {
  const font = metrics('regular');
  let result = '';
  for (const character of text.normalize('NFC').replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')) {
    const has = font.glyph(character.codePointAt(0) ?? 0) !== 0;
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
