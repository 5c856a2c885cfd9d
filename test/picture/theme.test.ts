import { expect, test } from 'vitest';
import { CARD, CLASSES, DEFAULTS, PALETTE } from '../../src/picture/theme.ts';

/** Contrast ratio of two #rrggbb colours: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const part = (at: number): number => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

const nodeText = String(DEFAULTS.node['fontcolor']);
const clusterText = String(DEFAULTS.graph['fontcolor']);
const clusterFills = Object.values(CLASSES.cluster).map(({ fillcolor }) => String(fillcolor));

test.each(Object.entries(PALETTE))('letters on %s can be read', (_, { fill, text }) => {
  expect(contrast(nodeText, fill)).toBeGreaterThan(4.5);
  expect(contrast(text, fill)).toBeGreaterThan(4.5);
  expect(contrast(text, CARD.fill)).toBeGreaterThan(4.5);
});

test.each([CARD.fill, ...clusterFills])('labels of clusters and edges on %s can be read', (fill) => {
  expect(contrast(clusterText, fill)).toBeGreaterThan(4.5);
});

test.each(Object.entries(PALETTE))('lines in %s stand out from what is behind them', (_, { line }) => {
  for (const fill of [CARD.fill, ...clusterFills]) expect(contrast(line, fill)).toBeGreaterThan(3);
});

test.each(['node', 'edge', 'cluster'] as const)('each class of a %s differs by more than its colour', (kind) => {
  const colours = new Set(['color', 'fillcolor', 'fontcolor']);
  const forms = Object.values(CLASSES[kind]).map((attributes) =>
    JSON.stringify(Object.entries(attributes).filter(([name]) => !colours.has(name))),
  );
  expect(new Set(forms).size).toBe(forms.length);
});
