/** Ranges with their middles on one scale from 0 to 100, for what is not known for sure. */
import { CARD_WIDTH, INNER_WIDTH, LINE, cardHeading, cardSvg } from './card.ts';
import { drawableText, fitText, measureText, wrapText } from './font.ts';
import { round, svgText } from './svg.ts';
import { CARD, PALETTE, SIZES } from './theme.ts';

export interface RangeRow {
  /** Any text: it is drawn as text and cut where it does not fit. */
  label: string;
  /** 0 to 100 each, in this order. */
  low: number;
  middle: number;
  high: number;
  /** Makes the range stand out by a thicker bar, bold letters and colour, as for the whole among its parts. */
  marked?: boolean;
}

export interface RangeChart {
  title: string;
  rows: readonly RangeRow[];
  caption: string;
}

const TRACK = 16;
const GAP = 9;
const CAP = 6;
const TICKS = [0, 25, 50, 75, 100];
const MAX_ROWS = 26;

/**
 * A chart of ranges as SVG, 300 points wide, for `svgToPng(svg, { width: 900 })`: each row has its label, its range in
 * figures, and below them a bar from low to high with caps and a diamond at the middle. Every text is escaped. Throws nothing.
 */
export function rangeChartSvg({ title, rows, caption }: RangeChart): string {
  const { parts, bottom } = cardHeading(title);
  let y = bottom;
  for (const row of rows.slice(0, MAX_ROWS)) {
    parts.push(drawRow(row, y + GAP));
    y += GAP + LINE + TRACK;
  }
  y += 4;
  for (const tick of TICKS) {
    const anchor = tick === 0 ? 'start' : tick === 100 ? 'end' : 'middle';
    parts.push(svgText(String(tick), { x: place(tick), y: y + 13, size: SIZES.text, fill: CARD.muted, anchor }));
  }
  y += LINE;
  const below = { width: INNER_WIDTH, fontSize: SIZES.text, maxLines: 4 };
  for (const line of wrapText(drawableText(caption), below)) {
    y += LINE;
    parts.push(svgText(line, { x: SIZES.padding, y, size: SIZES.text, fill: CARD.muted }));
  }
  return cardSvg(parts, y);
}

function drawRow({ label, low, middle, high, marked = false }: RangeRow, top: number): string {
  const size = SIZES.text;
  const weight = marked ? 'bold' : 'regular';
  const colour = marked ? PALETTE.amber : PALETTE.blue;
  const baseline = top + size - 1;
  const figures = `${Math.round(low)}–${Math.round(high)}`;
  const room = INNER_WIDTH - measureText(figures, size, weight) - 10;
  const name = fitText(drawableText(label), room, size, weight);
  const centre = round(top + LINE + TRACK / 2);
  const [from, to, at] = [place(low), place(high), place(middle)];
  const cap = (x: number) => `M${x},${centre - CAP} v${2 * CAP}`;
  return [
    svgText(name, { x: SIZES.padding, y: baseline, size, fill: CARD.text, weight }),
    svgText(figures, { x: CARD_WIDTH - SIZES.padding, y: baseline, size, fill: CARD.text, weight, anchor: 'end' }),
    `<path d="M${SIZES.padding},${centre} h${INNER_WIDTH}" stroke="${CARD.line}" stroke-width="1"/>`,
    `<path class="range" d="M${from},${centre} H${to} ${cap(from)} ${cap(to)}" fill="none" stroke="${colour.line}" stroke-width="${marked ? 4 : 2.5}"/>`,
    `<path d="M${at},${centre - 6} l6,6 l-6,6 l-6,-6 z" fill="${CARD.fill}" stroke="${colour.line}" stroke-width="2"/>`,
  ].join('\n');
}

/** Where a value stands on the scale, in points. What is not a number stands at 0. */
function place(value: number): number {
  const share = Number.isFinite(value) ? Math.min(100, Math.max(0, value)) / 100 : 0;
  return round(SIZES.padding + INNER_WIDTH * share);
}
