/** DOT to SVG with Graphviz, compiled to WebAssembly and loaded when the first diagram is drawn. */
import type { Viz } from '@viz-js/viz';
import { DiagramError } from './dot.ts';
import { FONT_FAMILY } from './font.ts';

let graphviz: Promise<Viz> | undefined;

/** Loads Graphviz once for the process; a failed load is tried again by the next call. */
function load(): Promise<Viz> {
  graphviz ??= import('@viz-js/viz')
    .then((module) => module.instance())
    .catch((error: unknown) => {
      graphviz = undefined;
      throw error;
    });
  return graphviz;
}

/**
 * Lays a DOT out as SVG (measures in points), without the theme. Texts are set in Arimo, with a label's box made for
 * Arial's widths, which are the same. Throws `DiagramError`, with the line where Graphviz names one.
 */
export async function drawDot(dot: string): Promise<string> {
  const result = (await load()).render(dot, {
    format: 'svg',
    engine: 'dot',
    graphAttributes: { fontname: 'Arial' },
    nodeAttributes: { fontname: 'Arial' },
    edgeAttributes: { fontname: 'Arial' },
  });
  const mistakes = result.errors.filter(({ level }) => level === 'error').map(({ message }) => message);
  if (result.status === 'failure' || mistakes.length > 0) throw toDiagramError(mistakes);
  return result.output.replace(/font-family="[^"]*"/g, `font-family="${FONT_FAMILY}"`);
}

/** Graphviz's words, such as "syntax error in line 3 near '->'", as a sentence. */
function toDiagramError(messages: string[]): DiagramError {
  const text = messages.join('; ').replace(/\s+/g, ' ').trim();
  if (text === '') return new DiagramError('Graphviz could not read the diagram and did not say why.');
  const inLabel = text.includes('in label of');
  const line = inLabel ? undefined : /\bin line (\d+)/.exec(text)?.[1];
  const rest = line === undefined ? text : text.replace(/ ?\bin line \d+/, '');
  return new DiagramError(`Graphviz cannot read this: ${rest}.`, line === undefined ? undefined : Number(line));
}
