import { expect, test } from 'vitest';
import { drawableText, fitText, measureText, wrapText } from '../../src/picture/font.ts';
import { escapeXml } from '../../src/picture/svg.ts';
import { svgToPng } from '../../src/picture/png.ts';

test('letters are as wide as in Arial', () => {
  // From Arial's metrics, in thousandths of the size: A 667, i 222, W 944, space 278, 0 556; bold A 722.
  expect(measureText('AiW 0', 1000)).toBeCloseTo(667 + 222 + 944 + 278 + 556, -1);
  expect(measureText('A', 1000, 'bold')).toBeCloseTo(722, -1);
  expect(measureText('', 14)).toBe(0);
});

test('cuts a text so that it fits', () => {
  const cut = fitText('a container on the network', 100, 14);
  expect(cut).toMatch(/^a contai.*…$/);
  expect(measureText(cut, 14)).toBeLessThanOrEqual(100);
  expect(fitText('short', 100, 14)).toBe('short');
  expect(fitText('anything', 1, 14)).toBe('');
});

test('breaks a text into lines and cuts the last', () => {
  const lines = wrapText('one two three four five six seven eight nine ten', { width: 80, fontSize: 14, maxLines: 3 });
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/…$/);
  for (const line of lines) expect(measureText(line, 14)).toBeLessThanOrEqual(80);
});

test.each([
  ['e\u0301tude', 'étude'],
  ['a\n\tb', 'a b'],
  ['🎉', '□'],
  ['Жук Ωmega', 'Жук Ωmega'],
])('makes %j drawable', (text, drawable) => {
  expect(drawableText(text)).toBe(drawable);
});

test('escapes what XML would take for markup and drops what it cannot hold', () => {
  expect(escapeXml(`<a href="x">'&'\u0000\ud800</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;');
});

test('refuses an SVG that is not well formed', () => {
  expect(() => svgToPng('<svg', { width: 100 })).toThrow();
});
