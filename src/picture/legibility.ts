/** What a diagram has to keep to so that it can be read on a phone, where it is shown some 300 points wide. */
import { measureText } from './font.ts';
import { pngSize } from './png.ts';

const LEGIBILITY = {
  shownWidth: 300,
  /** Pixels of the letters' size, when shown at that width. */
  minText: 11,
  /** Discord shrinks what is much higher than wide. */
  maxWidthToHeight: 1.4,
  maxHeightToWidth: 1.45,
  maxLabel: 24,
  maxBytes: 80_000,
} as const;

/** A line of text as it stands in a drawing made by `drawDiagramSvg`; `x`, `size` and `width` in points. */
interface Line {
  text: string;
  anchor: string;
  x: number;
  size: number;
  width: number;
}

/** The size of the smallest text, in pixels, when the drawing is shown 300 pixels wide; Infinity without a text. */
export function smallestText(svg: string): number {
  const scale = LEGIBILITY.shownWidth / svgSize(svg).width;
  return Math.min(...textLines(svg).map(({ size }) => size * scale));
}

/** Whole sentences on what is hard to read; none when all is well. Takes `drawDiagramSvg`'s SVG and its PNG. */
export function checkLegibility(svg: string, png: Buffer): string[] {
  const problems: string[] = [];
  const { width, height } = pngSize(png);
  const shape = width / height;
  if (shape > LEGIBILITY.maxWidthToHeight)
    problems.push(
      `The picture is ${shape.toFixed(2)} times as wide as high; ${LEGIBILITY.maxWidthToHeight} is the limit.`,
    );
  if (1 / shape > LEGIBILITY.maxHeightToWidth)
    problems.push(
      `The picture is ${(1 / shape).toFixed(2)} times as high as wide; ${LEGIBILITY.maxHeightToWidth} is the limit.`,
    );
  const smallest = smallestText(svg);
  if (smallest < LEGIBILITY.minText)
    problems.push(`The smallest text is ${smallest.toFixed(1)} px at 300 px; make the drawing narrower.`);
  if (png.length >= LEGIBILITY.maxBytes)
    problems.push(`The PNG has ${png.length} bytes; ${LEGIBILITY.maxBytes} is the limit.`);
  for (const { text } of labels(svg))
    if ([...text.trim()].length > LEGIBILITY.maxLabel)
      problems.push(`The line "${text.trim()}" has more than ${LEGIBILITY.maxLabel} characters; break it with \\n.`);
  return [...problems, ...outOfBox(svg)];
}

/** Sentences on the labels of nodes that are wider than their shape, as letters outside of Latin can be. */
export function outOfBox(svg: string): string[] {
  const problems: string[] = [];
  for (const [group] of svg.matchAll(/<g id="node\d+"[\s\S]*?<\/g>/g)) {
    const box = extent(group);
    if (!box) continue;
    for (const { text, anchor, x, width } of textLines(group)) {
      const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
      if (left < box.left - 0.5 || left + width > box.right + 0.5)
        problems.push(`The text "${text}" is ${width.toFixed(0)} points wide and runs out of its shape.`);
    }
  }
  return problems;
}

/** How far a node's outline reaches to the left and the right, in points; nothing for text without a shape. */
function extent(group: string): { left: number; right: number } | undefined {
  const xs: number[] = [];
  for (const [, points] of group.matchAll(/ (?:points|d)="([^"]*)"/g))
    for (const [, x] of (points ?? '').matchAll(/(-?[\d.]+),-?[\d.]+/g)) xs.push(Number(x));
  const ellipse = /<ellipse[^>]* cx="([^"]+)"[^>]* rx="([^"]+)"/.exec(group);
  if (ellipse) xs.push(Number(ellipse[1]) - Number(ellipse[2]), Number(ellipse[1]) + Number(ellipse[2]));
  return xs.length === 0 ? undefined : { left: Math.min(...xs), right: Math.max(...xs) };
}

/** All lines of text of an SVG, measured in the font that they are drawn with. */
export function textLines(svg: string): Line[] {
  return [...svg.matchAll(/<text\b([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', escaped = '']) => {
    const text = unescapeXml(escaped);
    const size = Number(attribute(attributes, 'font-size') ?? 16);
    const weight = /font-weight="(bold|700)"/.test(attributes) ? 'bold' : 'regular';
    return {
      text,
      anchor: attribute(attributes, 'text-anchor') ?? 'start',
      x: Number(attribute(attributes, 'x') ?? 0),
      size,
      width: measureText(text, size, weight),
    };
  });
}

/** The drawing's own labels, without the card's title and caption. */
const labels = (svg: string): Line[] =>
  [...svg.matchAll(/<g id="(?:node|edge|clust)\d+"[\s\S]*?<\/g>/g)].flatMap(([group]) => textLines(group));

function svgSize(svg: string): { width: number; height: number } {
  const [, width, height] = /<svg[^>]*viewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

const attribute = (attributes: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];

const unescapeXml = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
