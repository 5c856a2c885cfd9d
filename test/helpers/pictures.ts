import type { Logger } from 'pino';
import { draw } from '../../src/picture/draw.ts';
import type { Pictures } from '../../src/picture/picture.ts';
import { createPictures } from '../../src/picture/pictures.ts';

/** Draws in this process: the one that draws is built, and a test runs from the sources. */
export function drawHere(log: Logger): Pictures {
  return createPictures(log, { draw, close: async () => undefined });
}
