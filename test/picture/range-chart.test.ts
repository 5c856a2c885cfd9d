import { expect, test } from 'vitest';
import { smallestText, textLines } from '../../src/picture/legibility.ts';
import { pngSize, svgToPng } from '../../src/picture/png.ts';
import { type RangeRow, rangeChartSvg } from '../../src/picture/range-chart.ts';

const chart = (...rows: RangeRow[]): string => rangeChartSvg({ title: 'Forecast', rows, caption: '80 percent sure.' });
const row = (low: number, middle: number, high: number, more: Partial<RangeRow> = {}): RangeRow => ({
  label: 'Networking',
  low,
  middle,
  high,
  ...more,
});

test('says each range in figures beside its label', () => {
  const texts = textLines(chart(row(46, 54, 62))).map(({ text }) => text);
  expect(texts).toEqual(['Forecast', 'Networking', '46–62', '0', '25', '50', '75', '100', '80 percent sure.']);
});

test('draws a range from its low end to its high end, within the scale', () => {
  const ends = (svg: string) => /class="range" d="M([\d.]+),[\d.]+ H([\d.]+)/.exec(svg)?.slice(1).map(Number);
  expect(ends(chart(row(0, 50, 100)))).toEqual([12, 288]);
  expect(ends(chart(row(25, 50, 75)))).toEqual([81, 219]);
  expect(ends(chart(row(-20, 50, Number.NaN)))).toEqual([12, 12]);
});

test('tells the marked row by weight and width too, not by colour alone', () => {
  const svg = chart(row(1, 2, 3, { marked: true }));
  expect(svg).toContain('font-weight="700" fill');
  expect(svg).toContain('stroke-width="4"');
});

test('is legible on a phone, 900 pixels wide as PNG, whatever the labels are', () => {
  for (const label of ['<script>"&', 'W'.repeat(200), '🎉 日本語', '']) {
    const svg = chart(row(10, 20, 30, { label }), row(10, 20, 30, { label, marked: true }));
    expect(svg).not.toContain('<script');
    expect(smallestText(svg)).toBeGreaterThanOrEqual(11);
    for (const { x, width, anchor } of textLines(svg)) {
      const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
      expect(left).toBeGreaterThanOrEqual(11);
      expect(left + width).toBeLessThanOrEqual(289);
    }
    expect(pngSize(svgToPng(svg, { width: 900 })).width).toBe(900);
  }
});
