/** Horizontal bars, for how a group answered and for the score by domain. */
import { CARD_WIDTH, INNER_WIDTH, LINE, cardHeading, cardSvg } from './card.ts';
import { drawableText, fitText, measureText, wrapText } from './font.ts';
import { round, svgText } from './svg.ts';
import { CARD, PALETTE, SIZES } from './theme.ts';

export interface Bar {
  /** Any text: it is drawn as text and cut where it does not fit. */
  label: string;
  /** In `unit`; drawn between 0 and `max`. What is not a number counts as 0. */
  value: number;
  /** The value of a full bar, in `unit`. */
  max: number;
  /** A short word behind the value, such as "12 answers". */
  note?: string;
  /** Makes the bar stand out by a check mark, stripes and colour, as for the right answer. */
  marked?: boolean;
}

export interface BarChart {
  title: string;
  bars: readonly Bar[];
  /** Follows the value: "%" directly, a word after a space. May be "". */
  unit: string;
}

const BAR = 14;
const GAP = 11;
const MARK = 18;
const MAX_BARS = 25;
const STRIPES = `<pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${PALETTE.green.line}"/><rect width="2" height="6" fill="${PALETTE.green.fill}"/></pattern>`;

/**
 * A bar chart as SVG, 300 points wide, for `svgToPng(svg, { width: 900 })`. Labels take two lines at most, bars beyond the
 * 25th are left out, with a line that says how many, and every text is escaped. Throws nothing.
 */
export function barChartSvg({ title, bars, unit }: BarChart): string {
  const { parts, bottom } = cardHeading(title);
  let y = bottom;
  for (const bar of bars.slice(0, MAX_BARS)) {
    const drawn = drawBar(bar, unit, y + GAP);
    parts.push(drawn.svg);
    y = drawn.bottom;
  }
  if (bars.length > MAX_BARS) {
    y += LINE + GAP;
    const text = `… +${bars.length - MAX_BARS}`;
    parts.push(svgText(text, { x: SIZES.padding, y: y - 4, size: SIZES.text, fill: CARD.muted }));
  }
  return cardSvg(parts, y, STRIPES);
}

/** Label lines with the value at the right of the first, and the bar below them. `top` and `bottom` in points. */
function drawBar(bar: Bar, unit: string, top: number): { svg: string; bottom: number } {
  const size = SIZES.text;
  const colour = bar.marked ? PALETTE.green.text : CARD.text;
  const figure = fitText(figures(bar, unit), INNER_WIDTH * 0.6, size);
  const left = SIZES.padding + (bar.marked ? MARK : 0);
  const room = CARD_WIDTH - SIZES.padding - left - measureText(figure, size) - 10;
  const lines = wrapText(drawableText(bar.label), { width: room, fontSize: size, maxLines: 2 });
  const parts = lines.map((line, i) => svgText(line, { x: left, y: top + i * LINE + size - 1, size, fill: colour }));
  parts.push(
    svgText(figure, { x: CARD_WIDTH - SIZES.padding, y: top + size - 1, size, fill: CARD.muted, anchor: 'end' }),
  );
  if (bar.marked) parts.push(checkMark(SIZES.padding, top + 2));

  const barTop = round(top + Math.max(lines.length, 1) * LINE + 2);
  const frame = `x="${SIZES.padding}" y="${barTop}" height="${BAR}" rx="3"`;
  const border = bar.marked ? PALETTE.green.line : PALETTE.slate.line;
  parts.push(`<rect ${frame} width="${INNER_WIDTH}" fill="${PALETTE.grey.fill}" stroke="${border}" stroke-width="1"/>`);
  const filled = round(INNER_WIDTH * share(bar));
  if (filled > 0)
    parts.push(`<rect ${frame} width="${filled}" fill="${bar.marked ? 'url(#stripes)' : PALETTE.blue.line}"/>`);
  return { svg: parts.join('\n'), bottom: barTop + BAR };
}

function figures({ value, note }: Bar, unit: string): string {
  const number = Number.isFinite(value) ? String(Math.round(value * 10) / 10) : '0';
  const withUnit = unit === '' || unit === '%' ? number + unit : `${number} ${unit}`;
  return drawableText(note ? `${withUnit} · ${note}` : withUnit);
}

/** Between 0 and 1. */
function share({ value, max }: Bar): number {
  const part = value / max;
  return Number.isFinite(part) ? Math.min(1, Math.max(0, part)) : 0;
}

/** Drawn, because the font has no such letter. */
const checkMark = (x: number, y: number): string =>
  `<path d="M${round(x + 1)},${round(y + 6)} l4,5 l8,-10" fill="none" stroke="${PALETTE.green.line}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/>`;
