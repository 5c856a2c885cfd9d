/** A diagram as a card: the themed drawing on its own background, a title above and a caption below. */
import { setImmediate } from 'node:timers/promises';
import { DiagramError, themeDot } from './dot.ts';
import { drawableText, wrapText } from './font.ts';
import { drawDot } from './graphviz.ts';
import { labelsOnTop } from './labels.ts';
import { pngSize, svgToPng } from './png.ts';
import { round, svgText } from './svg.ts';
import { CARD, SIZES } from './theme.ts';

/** Pixels: three times what a phone shows in points. */
export const DIAGRAM_WIDTH = 900;

export interface Diagram {
  png: Buffer;
  /** Of the PNG, in pixels. */
  width: number;
  height: number;
}

const TITLE_LINE = SIZES.title * 1.25;
const CAPTION_LINE = SIZES.text * 1.3;
const GAP = 10;

/**
 * Draws an author's DOT in the project's theme, 900 pixels wide. The root graph may set `title` and `caption`.
 * Throws `DiagramError` when the DOT has a mistake; the message says where.
 */
export async function drawDiagram(dot: string): Promise<Diagram> {
  const png = svgToPng(await drawDiagramSvg(dot), { width: DIAGRAM_WIDTH });
  // The native library gives a picture's memory (some 9 MB) back in the event loop, which would never run while several
  // diagrams are drawn in a row.
  await setImmediate();
  return { png, ...pngSize(png) };
}

/** The card that `drawDiagram` turns into pixels, as SVG; measures in points. Throws as it does. */
export async function drawDiagramSvg(dot: string): Promise<string> {
  const themed = themeDot(dot);
  const drawing = readDrawing(await drawDot(themed.dot));
  const inner = Math.max(drawing.width, SIZES.minWidth - 2 * SIZES.padding);
  const title = lines(themed.title, { width: inner, fontSize: SIZES.title, weight: 'bold' });
  const caption = lines(themed.caption, { width: inner, fontSize: SIZES.text });

  const width = inner + 2 * SIZES.padding;
  const top = SIZES.padding + (title.length > 0 ? title.length * TITLE_LINE + GAP : 0);
  const below = top + drawing.height;
  const height = below + (caption.length > 0 ? GAP + caption.length * CAPTION_LINE : 0) + SIZES.padding;

  const titleTexts = title.map((text, i) =>
    svgText(text, {
      x: width / 2,
      y: SIZES.padding + i * TITLE_LINE + SIZES.title * 0.95,
      size: SIZES.title,
      fill: CARD.text,
      weight: 'bold',
      anchor: 'middle',
    }),
  );
  const captionTexts = caption.map((text, i) =>
    svgText(text, {
      x: width / 2,
      y: below + GAP + i * CAPTION_LINE + SIZES.text,
      size: SIZES.text,
      fill: CARD.muted,
      anchor: 'middle',
    }),
  );
  const left = round((width - drawing.width) / 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}">`,
    `<rect x="1" y="1" width="${round(width - 2)}" height="${round(height - 2)}" rx="${SIZES.radius}" fill="${CARD.fill}" stroke="${CARD.line}" stroke-width="1.5"/>`,
    ...titleTexts,
    `<g transform="translate(${left} ${round(top)})">${drawing.content}</g>`,
    ...captionTexts,
    '</svg>',
  ].join('\n');
}

/** Breaks the text at its own breaks and where it is too wide, into lines of about one length, six at most. */
function lines(text: string, style: { width: number; fontSize: number; weight?: 'bold' }): string[] {
  const paragraphs = text.split('\n').map(drawableText).filter(Boolean);
  return paragraphs.flatMap((paragraph) => balance(paragraph, { ...style, maxLines: 3 })).slice(0, 6);
}

/** `wrapText` with the narrowest width that needs no further line, so that no single word is left over at the end. */
function balance(text: string, style: Parameters<typeof wrapText>[1]): string[] {
  let best = wrapText(text, style);
  for (let width = style.width - 4; width > style.width / 2; width -= 4) {
    const narrower = wrapText(text, { ...style, width });
    if (narrower.length > best.length || narrower.join(' ') !== best.join(' ')) break;
    best = narrower;
  }
  return best;
}

/** Takes Graphviz's SVG apart: size in points, and what stands inside the root element. */
function readDrawing(svg: string): { width: number; height: number; content: string } {
  const root = /<svg[^>]*viewBox="\S+ \S+ (\S+) (\S+)"[^>]*>([\s\S]*)<\/svg>/.exec(svg);
  const [, width, height, content] = root ?? [];
  if (content === undefined || !/<(g|text)\b/.test(content)) throw new DiagramError('the diagram is empty.');
  return { width: Number(width), height: Number(height), content: labelsOnTop(content) };
}
