/** From a drawing to a PNG. It loads fonts, resvg and Graphviz: some 100 MB that the answering process does without. */
import { barChartSvg } from './bar-chart.ts';
import { drawDiagram } from './diagram.ts';
import type { Drawing } from './picture.ts';
import { svgToPng } from './png.ts';
import { rangeChartSvg } from './range-chart.ts';

/** Pixels: three times what a phone shows in points. */
const CHART_WIDTH = 900;

/** Throws DiagramError when a diagram has a mistake. */
export async function draw(drawing: Drawing): Promise<Uint8Array> {
  switch (drawing.kind) {
    case 'bars':
      return svgToPng(barChartSvg(drawing.chart), { width: CHART_WIDTH });
    case 'ranges':
      return svgToPng(rangeChartSvg(drawing.chart), { width: CHART_WIDTH });
    case 'diagram':
      return (await drawDiagram(drawing.dot)).png;
  }
}
