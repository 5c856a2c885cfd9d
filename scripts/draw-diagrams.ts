/**
 * Draws every diagram of a pack's folder for looking at:
 * `tsx scripts/draw-diagrams.ts [pack folder] [output folder]`. Exits with 1 when one is hard to read on a phone.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PACKS_FOLDER } from '../src/paths.ts';
import { DIAGRAM_WIDTH, drawDiagramSvg } from '../src/picture/diagram.ts';
import { checkLegibility, smallestText } from '../src/picture/legibility.ts';
import { pngSize, svgToPng } from '../src/picture/png.ts';

const [packFolder = join(PACKS_FOLDER, 'docker'), outputFolder = 'var/diagrams'] = process.argv.slice(2);
const folder = join(packFolder, 'diagrams');
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.dot'))
  .sort();
mkdirSync(outputFolder, { recursive: true });

let wrong = files.length === 0 ? 1 : 0;
if (files.length === 0) console.error(`${folder}: there is no diagram here; a diagram is a file NAME.dot`);
for (const file of files) {
  let problems: string[];
  try {
    const svg = await drawDiagramSvg(readFileSync(join(folder, file), 'utf8'));
    const png = svgToPng(svg, { width: DIAGRAM_WIDTH });
    writeFileSync(join(outputFolder, `${basename(file, '.dot')}.png`), png);
    const { width, height } = pngSize(png);
    const kilobytes = (png.length / 1000).toFixed(0);
    const pixels = smallestText(svg).toFixed(1);
    console.log(`${file}: ${width} x ${height}, ${kilobytes} kB, smallest text ${pixels} px at 300 px`);
    problems = checkLegibility(svg, png);
  } catch (error) {
    problems = [error instanceof Error ? error.message : String(error)];
  }
  wrong += problems.length;
  for (const problem of problems) console.error(`${join(folder, file)}: ${problem}`);
}
if (wrong > 0) process.exitCode = 1;
