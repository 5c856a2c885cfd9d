/** How long a chart takes to draw, with the first one, which loads what draws it, told apart. */
import { barChartSvg } from '../src/picture/bar-chart.ts';
import { svgToPng } from '../src/picture/png.ts';
import { rangeChartSvg } from '../src/picture/range-chart.ts';
import { timeSync } from './measure.ts';

const WIDTH = 900;
const ROWS = [
  'Orchestration',
  'Images and registries',
  'Installation and configuration',
  'Networking',
  'Security',
  'Storage',
];

export function benchPictures(): void {
  console.log('\nCharts as PNG, 900 pixels wide (aim: under 100 ms)');
  const charts = {
    'score by domain': (round: number) =>
      barChartSvg({
        title: `Right by domain ${round}`,
        unit: '%',
        bars: ROWS.map((label, row) => ({ label, value: (13 * row + round) % 100, max: 100, note: '7 of 11' })),
      }),
    'forecast by domain': (round: number) =>
      rangeChartSvg({
        title: `Exam forecast ${round}, %`,
        caption: '80 percent sure to lie between the ends. The diamond is the middle.',
        rows: ROWS.map((label, row) => ({ label, low: 10 * row, middle: 10 * row + 12, high: 10 * row + 30 })),
      }),
  };
  const began = performance.now();
  svgToPng(charts['score by domain'](0), { width: WIDTH });
  console.log(`  the first one: ${(performance.now() - began).toFixed(0)} ms`);
  for (const [name, draw] of Object.entries(charts)) {
    const { p50, p99 } = timeSync(100, (round) => svgToPng(draw(round), { width: WIDTH }));
    console.log(`  ${name.padEnd(19)} p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  }
}
