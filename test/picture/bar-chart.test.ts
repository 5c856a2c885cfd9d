import { expect, test } from 'vitest';
import { barChartSvg, type Bar } from '../../src/picture/bar-chart.ts';
import { textLines } from '../../src/picture/legibility.ts';
import { pngSize, svgToPng } from '../../src/picture/png.ts';

const bar = (label: string, more: Partial<Bar> = {}): Bar => ({ label, value: 40, max: 100, ...more });
const chart = (...bars: Bar[]): string => barChartSvg({ title: 'How the group answered', bars, unit: '%' });
const texts = (svg: string): string[] => textLines(svg).map(({ text }) => text);

/** Widths of the filled parts of the bars, in points. */
const filled = (svg: string): number[] =>
  [...svg.matchAll(/<rect x="12" y="[^"]*" height="14" rx="3" width="([^"]*)" fill="(?:#70b5ff|url[^"]*)"/g)].map(
    ([, width]) => Number(width),
  );

test('draws a PNG as wide as asked', () => {
  expect(pngSize(svgToPng(chart(bar('Overlay', { marked: true }), bar('Bridge')), { width: 900 })).width).toBe(900);
});

test('shows label, value, unit and note of each bar', () => {
  expect(texts(chart(bar('Overlay', { note: '4 of 10' })))).toEqual([
    'How the group answered',
    'Overlay',
    '40% · 4 of 10',
  ]);
  expect(texts(barChartSvg({ title: '', bars: [bar('Ann', { value: 12.345 })], unit: 'points' }))).toContain(
    '12.3 points',
  );
});

test('gives a marked bar a check mark and stripes beside the colour', () => {
  const svg = chart(bar('Overlay', { marked: true }));
  expect(svg).toContain('url(#stripes)');
  expect(svg).toContain('<path');
  expect(chart(bar('Overlay'))).not.toContain('<path');
});

const HOSTILE = [
  '<script>alert(1)</script>',
  '"/><image href="file:///etc/passwd"/>',
  'a & b &amp; \'c\' "d"',
  'one\ntwo\r\nthree\tfour',
  'nul \u0000 bell \u0007 half \ud800 rtl \u202e',
  '🎉🎉 👩‍👩‍👧 日本語',
  'x'.repeat(10_000),
  'word '.repeat(2_000),
  'W'.repeat(60),
  '',
];

test.each(HOSTILE)('keeps %j as text, inside the card', (text) => {
  const svg = barChartSvg({ title: text, bars: [bar(text, { note: text, marked: true }), bar(text)], unit: text });
  expect(svg).not.toMatch(/<(script|image)/);
  for (const { x, width, anchor } of textLines(svg)) {
    const left = anchor === 'end' ? x - width : x;
    expect(left).toBeGreaterThanOrEqual(11);
    expect(left + width).toBeLessThanOrEqual(289);
  }
  expect(() => svgToPng(svg, { width: 300 })).not.toThrow();
});

test('draws what the font does not have as one box', () => {
  expect(texts(chart(bar('well 🎉🎉 done')))).toContain('well □ done');
});

test.each([
  [0, 100, []],
  [50, 100, [138]],
  [100, 100, [276]],
  [150, 100, [276]],
  [-5, 100, []],
  [5, 0, []],
  [Number.NaN, 100, []],
])('fills the bar for %d of %d within its frame', (value, max, widths) => {
  expect(filled(chart(bar('x', { value, max })))).toEqual(widths);
});

test('says how many bars it leaves out', () => {
  expect(texts(chart(...Array.from({ length: 30 }, (_, i) => bar(`Bar ${i}`)))).at(-1)).toBe('… +5');
});
