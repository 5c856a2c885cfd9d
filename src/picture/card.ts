/** What all charts are drawn on: a card 300 points wide, so that at 300 pixels a point is a pixel, with a heading. */
import { drawableText, wrapText } from './font.ts';
import { round, svgText } from './svg.ts';
import { CARD, SIZES } from './theme.ts';

export const CARD_WIDTH = 300;
/** Room between the paddings. */
export const INNER_WIDTH = CARD_WIDTH - 2 * SIZES.padding;
/** From one line of text to the next. */
export const LINE = 17;

/** The heading's lines, three at most, and where they end (points from the top). */
export function cardHeading(title: string): { parts: string[]; bottom: number } {
  const lines = wrapText(drawableText(title), {
    width: INNER_WIDTH,
    fontSize: SIZES.title,
    maxLines: 3,
    weight: 'bold',
  });
  const step = SIZES.title * 1.25;
  const parts = lines.map((line, index) =>
    svgText(line, {
      x: SIZES.padding,
      y: SIZES.padding + (index + 1) * step - 5,
      size: SIZES.title,
      fill: CARD.text,
      weight: 'bold',
    }),
  );
  return { parts, bottom: SIZES.padding + lines.length * step };
}

/**
 * The whole picture.
 * @param bottom where the last part ends, in points
 * @param definitions what goes into `<defs>`
 */
export function cardSvg(parts: readonly string[], bottom: number, definitions = ''): string {
  const height = round(bottom + SIZES.padding);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH}" height="${height}" viewBox="0 0 ${CARD_WIDTH} ${height}">`,
    ...(definitions ? [`<defs>${definitions}</defs>`] : []),
    `<rect x="1" y="1" width="${CARD_WIDTH - 2}" height="${round(height - 2)}" rx="${SIZES.radius}" fill="${CARD.fill}" stroke="${CARD.line}" stroke-width="1.5"/>`,
    ...parts,
    '</svg>',
  ].join('\n');
}
