/** Diagrams that cannot be drawn, or not so that they can be read on a phone. */
import { setImmediate } from 'node:timers/promises';
import { DIAGRAM_WIDTH, drawDiagramSvg } from '../../picture/diagram.ts';
import { DiagramError } from '../../picture/dot.ts';
import { checkLegibility } from '../../picture/legibility.ts';
import { svgToPng } from '../../picture/png.ts';
import type { Problem } from '../problem.ts';
import type { PackFiles } from '../read.ts';

/** Draws each of them. */
export async function checkDiagrams({ diagrams }: PackFiles): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { file, source } of diagrams) {
    try {
      const svg = await drawDiagramSvg(source);
      const found = checkLegibility(svg, svgToPng(svg, { width: DIAGRAM_WIDTH }));
      problems.push(...found.map((message) => ({ file, line: 1, message })));
    } catch (error) {
      if (!(error instanceof DiagramError)) throw error;
      problems.push({ file, line: error.line ?? 1, message: error.message });
    }
    // The native library gives memory back in the event loop.
    await setImmediate();
  }
  return problems;
}
