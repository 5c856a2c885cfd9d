/** Pieces of SVG text. Everything that comes from elsewhere goes through `escapeXml`. */
import { FONT_FAMILY, type Weight } from './font.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Makes any text safe inside an element or a quoted attribute; drops what XML 1.0 cannot hold. */
export function escapeXml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- these very characters are not allowed in XML
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '')
      .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
  );
}

export interface TextStyle {
  x: number;
  /** The baseline of the text. */
  y: number;
  size: number;
  fill: string;
  weight?: Weight;
  anchor?: 'start' | 'middle' | 'end';
}

/** One `<text>` element; coordinates and size in the picture's own units. The text is escaped here. */
export function svgText(text: string, { x, y, size, fill, weight = 'regular', anchor = 'start' }: TextStyle): string {
  const bold = weight === 'bold' ? ' font-weight="700"' : '';
  const where = `x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"`;
  return `<text ${where} font-family="${FONT_FAMILY}" font-size="${size}"${bold} fill="${fill}">${escapeXml(text)}</text>`;
}

/** Two decimals are finer than any screen. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
