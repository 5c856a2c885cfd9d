import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PACKS_FOLDER } from '../../src/paths.ts';
import { DIAGRAM_WIDTH, drawDiagram, drawDiagramSvg } from '../../src/picture/diagram.ts';
import { DiagramError } from '../../src/picture/dot.ts';
import { drawDot } from '../../src/picture/graphviz.ts';
import { checkLegibility, outOfBox, smallestText, textLines } from '../../src/picture/legibility.ts';
import { pngSize, svgToPng } from '../../src/picture/png.ts';

const SMALL = `digraph {
  title="Two parts"
  caption="One asks,\\nthe other answers."
  subgraph cluster_host { class=host label="Host" a [class=container label="Client"]; b [label="Server"] }
  a -> b [class=data label="asks"]
}`;

async function failure(dot: string): Promise<DiagramError> {
  const error: unknown = await drawDiagram(dot).catch((reason: unknown) => reason);
  if (!(error instanceof DiagramError)) throw new Error(`expected a DiagramError, got ${String(error)}`);
  return error;
}

test('draws a PNG of the size that it says', async () => {
  const { png, width, height } = await drawDiagram(SMALL);
  expect(pngSize(png)).toEqual({ width, height });
  expect(width).toBe(DIAGRAM_WIDTH);
  expect(height).toBeGreaterThan(400);
});

test('writes title and caption on the card, broken where the author says', async () => {
  const texts = textLines(await drawDiagramSvg(SMALL)).map(({ text }) => text.trim());
  expect(texts).toContain('Two parts');
  expect(texts).toEqual(expect.arrayContaining(['One asks,', 'the other answers.']));
});

test('keeps every label, each one once', async () => {
  const texts = textLines(await drawDiagramSvg(SMALL)).map(({ text }) => text.trim());
  for (const label of ['Host', 'Client', 'Server', 'asks'])
    expect(texts.filter((text) => text === label)).toEqual([label]);
});

test.each([
  ['an arrow without an end', 'digraph {\n  a -> b\n  b -> -> c\n}', 3],
  ['a quotation mark that is not closed', 'digraph {\n  a\n  b [label="x]\n}', 3],
  ['an HTML label that is not closed', 'digraph {\n  b [label=<x]\n}', 2],
  ['an unknown class', 'digraph {\n  a\n  b [class=nonsense]\n}', 3],
  ['the class of a cluster on a node', 'digraph {\n  b [class=host]\n}', 2],
  ['a colour outside of the palette', 'digraph {\n\n  b [color="#ff0000"]\n}', 3],
  ['a font of its own', 'digraph {\n  node [fontname=Times]\n}', 2],
  ['a missing brace', 'digraph {\n  a -> b\n', 3],
])('names the line of %s', async (_, dot, line) => {
  const error = await failure(dot);
  expect(error.line).toBe(line);
  expect(error.message).toMatch(new RegExp(`^Line ${line}: .*\\.$`));
});

test.each([
  ['nothing', ''],
  ['no graph', 'hello'],
  ['HTML that does not match', 'digraph { a [label=<<b>x</i>>] }'],
])('says in a sentence that it cannot draw %s', async (_, dot) => {
  expect((await failure(dot)).message).toMatch(/\.$/);
});

test('draws again after a mistake', async () => {
  await failure('digraph { a -> }');
  await expect(drawDiagram(SMALL)).resolves.toBeDefined();
});

test('measures a label as Graphviz does', async () => {
  // The box of a node without margin is Graphviz's own measure of the label.
  const label = 'Wandering quickly: 172.17.0.2/16 & (More)';
  const svg = await drawDot(`digraph { a [shape=box margin=0 width=0 label="${label}"] }`);
  const [, points = ''] = /<polygon[^>]*stroke="black" points="([^"]*)"/.exec(svg) ?? [];
  const xs = points.split(' ').map((point) => Number(point.split(',')[0]));
  const [line] = textLines(svg);
  expect(line?.text).toBe(label);
  expect(Math.abs((line?.width ?? 0) - (Math.max(...xs) - Math.min(...xs)))).toBeLessThan(1);
});

test('reports a label that runs out of its shape', async () => {
  const wide = await drawDiagramSvg('digraph { a [label="ЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩ"] }');
  expect(outOfBox(wide)).toHaveLength(1);
  expect(outOfBox(await drawDiagramSvg(SMALL))).toEqual([]);
});

test('reports a drawing that is too wide for a phone', async () => {
  const wide = 'digraph { rankdir=LR a [label="A rather long label"]; a -> b -> c -> d -> e -> f -> g }';
  const svg = await drawDiagramSvg(wide);
  const problems = checkLegibility(svg, svgToPng(svg, { width: DIAGRAM_WIDTH }));
  expect(problems.join()).toMatch(/times as wide as high.*smallest text/s);
});

const folder = join(PACKS_FOLDER, 'docker/diagrams');

test.each(readdirSync(folder).filter((file) => file.endsWith('.dot')))('%s can be read on a phone', async (file) => {
  const svg = await drawDiagramSvg(readFileSync(join(folder, file), 'utf8'));
  expect(checkLegibility(svg, svgToPng(svg, { width: DIAGRAM_WIDTH }))).toEqual([]);
  expect(smallestText(svg)).toBeGreaterThanOrEqual(11);
});
