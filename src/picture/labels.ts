/** Keeps labels readable where lines run through them. */
import { CARD } from './theme.ts';

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
  fill: string;
}

/**
 * Takes the inside of Graphviz's SVG, moves the labels of clusters and edges in front of the lines, and gives each a
 * rim in the colour behind it, so that a line that crosses a label does not cross out its letters.
 */
export function labelsOnTop(content: string): string {
  const areas = [...content.matchAll(/<g id="clust\d+"[\s\S]*?<\/g>/g)].map(([group]) => clusterArea(group));
  const labels: string[] = [];
  const below = content.replace(/(<g id="(?:clust|edge)\d+")([\s\S]*?)<\/g>/g, (group: string, open: string) => {
    const texts = group.match(/<text\b[^>]*>[^<]*<\/text>/g) ?? [];
    if (texts.length === 0) return group;
    const rimmed = texts.map((text) => text.replace('<text', `<text ${rim(text, areas)}`));
    labels.push(`${open}>${rimmed.join('')}</g>`);
    return texts.reduce((rest, text) => rest.replace(text, ''), group.replace(open, '<g'));
  });
  // The last </g> closes Graphviz's own group, which places the drawing.
  const end = below.lastIndexOf('</g>');
  return `${below.slice(0, end)}${labels.join('\n')}\n${below.slice(end)}`;
}

function rim(text: string, areas: Area[]): string {
  const [, x, y] = / x="([^"]+)" y="([^"]+)"/.exec(text) ?? [];
  return `stroke="${fillBehind(Number(x), Number(y), areas)}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`;
}

/** The innermost cluster's colour; the card's where there is none. */
function fillBehind(x: number, y: number, areas: Area[]): string {
  const size = (area: Area): number => (area.right - area.left) * (area.bottom - area.top);
  const around = areas.filter(({ left, right, top, bottom }) => x > left && x < right && y > top && y < bottom);
  return around.sort((a, b) => size(a) - size(b))[0]?.fill ?? CARD.fill;
}

function clusterArea(group: string): Area {
  const [, fill = CARD.fill] = /<(?:path|polygon) fill="([^"]+)"/.exec(group) ?? [];
  const [, outline = ''] = / (?:d|points)="([^"]+)"/.exec(group) ?? [];
  const points = [...outline.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys), fill };
}
