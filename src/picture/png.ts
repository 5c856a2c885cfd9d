/** SVG to PNG, without a browser and without the machine's fonts. */
import { crc32, deflateSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import { FONT_FAMILY, fontFiles } from './font.ts';

/**
 * Draws an SVG as a PNG of `width` pixels; the height follows from the SVG's own proportions. Text must ask for the font
 * family "Arimo"; what lies outside the SVG (pictures, style sheets) is not fetched.
 * Throws when the SVG is not well formed or has no size. Whoever draws many in a row must let the event loop run in between,
 * because the native library frees a picture's memory there.
 */
export function svgToPng(svg: string, { width }: { width: number }): Buffer {
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false, fontFiles: Object.values(fontFiles()), defaultFontFamily: FONT_FAMILY },
    logLevel: 'off',
  });
  const drawn = picture.render();
  return encodePng(drawn.pixels, drawn.width, drawn.height);
}

/** Width and height in pixels, read from the PNG's header. Throws when it is no PNG. */
export function pngSize(png: Buffer): { width: number; height: number } {
  if (png.length < 24 || png.toString('latin1', 1, 4) !== 'PNG') throw new Error('this is not a PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

const PALETTE_SIZE = 256;

/**
 * A PNG with a palette: flat drawings have few colours, and so are a third of the size that full colour would have.
 * `pixels` are four bytes each (red, green, blue, alpha), colours multiplied by alpha as resvg leaves them. Where
 * there are more than 256 colours, the rarest, which are steps of smoothed edges, become their nearest neighbours.
 */
function encodePng(pixels: Uint8Array, width: number, height: number): Buffer {
  // Copied where the bytes do not start on a multiple of four, which a Uint32Array asks for.
  const aligned = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  const colours = new Uint32Array(aligned.buffer, aligned.byteOffset, width * height);
  const counts = countColours(colours);
  const byCount = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const palette = byCount.slice(0, PALETTE_SIZE);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of byCount.slice(PALETTE_SIZE)) indexOf.set(colour, nearest(colour, palette));

  // Each row starts with its filter's number; none (0) serves palettes best.
  const rows = Buffer.alloc((width + 1) * height);
  let colour = -1;
  let index = 0;
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    to++;
    for (let x = 0; x < width; x++) {
      const next = colours[from++] ?? 0;
      if (next !== colour) index = indexOf.get((colour = next)) ?? 0;
      rows[to++] = index;
    }
  }

  const bytes = palette.map((entry) => withoutAlpha(colourBytes(entry)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits a pixel, palette, usual compression and filters, not interlaced
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(bytes.flatMap(([red, green, blue]) => [red, green, blue]))),
    chunk('tRNS', Buffer.from(bytes.map(([, , , alpha]) => alpha))),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** How many pixels have each colour; counts whole runs at a time, which is ten times as fast. */
function countColours(colours: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (let start = 0; start < colours.length;) {
    const colour = colours[start] ?? 0;
    let end = start + 1;
    while (end < colours.length && colours[end] === colour) end++;
    counts.set(colour, (counts.get(colour) ?? 0) + end - start);
    start = end;
  }
  return counts;
}

type Bytes = [red: number, green: number, blue: number, alpha: number];

/** The parts of a pixel that was read as one little-endian number. */
const colourBytes = (colour: number): Bytes => [
  colour & 0xff,
  (colour >>> 8) & 0xff,
  (colour >>> 16) & 0xff,
  colour >>> 24,
];

/** A PNG wants the plain colour, not the one multiplied by alpha. */
function withoutAlpha([red, green, blue, alpha]: Bytes): Bytes {
  const plain = (part: number): number => (alpha === 0 ? 0 : Math.min(255, Math.round((part * 255) / alpha)));
  return [plain(red), plain(green), plain(blue), alpha];
}

function nearest(colour: number, palette: number[]): number {
  const wanted = colourBytes(colour);
  let best = 0;
  let bestDistance = Infinity;
  palette.forEach((candidate, index) => {
    const distance = colourBytes(candidate).reduce((sum, byte, i) => sum + (byte - (wanted[i] ?? 0)) ** 2, 0);
    if (distance < bestDistance) [best, bestDistance] = [index, distance];
  });
  return best;
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
