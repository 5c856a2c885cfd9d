/** What is drawn first, and what need not be drawn again. */
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { type Drawer, createDrawer } from './drawer.ts';
import type { Drawing, PictureUrgency, Pictures } from './picture.ts';

/** Some 3 MB. A message that could not be sent is tried again, and many groups answer a question alike. */
const KEPT = 100;
/** For each urgency: some ten seconds' work. Whatever exceeds that goes out without its picture. */
const MOST_WAITING = 1000;

type Job = () => Promise<void>;

export function createPictures(log: Logger, drawer: Pick<Drawer, 'draw' | 'close'> = createDrawer()): Pictures {
  /** by the hash of the drawing, the least recently used first; also those that are being drawn */
  const known = new Map<string, Promise<Uint8Array | undefined>>();
  const waiting: Record<PictureUrgency, Job[]> = { now: [], soon: [] };
  let isDrawing = false;
  let isClosed = false;

  async function work(): Promise<void> {
    if (isDrawing) return;
    isDrawing = true;
    for (let job = next(); job; job = next()) await job();
    isDrawing = false;
  }
  const next = (): Job | undefined => waiting.now.shift() ?? waiting.soon.shift();

  async function drawNow(drawing: Drawing): Promise<Uint8Array | undefined> {
    if (isClosed) return undefined;
    try {
      return await drawer.draw(drawing);
    } catch (error) {
      if (!isClosed) log.error({ err: error, kind: drawing.kind }, 'a picture could not be drawn');
      return undefined;
    }
  }

  return {
    draw(drawing, urgency = 'now') {
      const hash = createHash('sha256').update(JSON.stringify(drawing)).digest('base64');
      const queue = waiting[urgency];
      let png = known.get(hash);
      if (!png) {
        if (queue.length >= MOST_WAITING) {
          log.warn({ kind: drawing.kind, waiting: queue.length }, 'a picture was left out: too many are waiting');
          return Promise.resolve(undefined);
        }
        png = new Promise((resolve) => queue.push(async () => resolve(await drawNow(drawing))));
        // What failed may work the next time.
        void png.then((bytes) => bytes ?? known.delete(hash));
        void work();
      }
      known.delete(hash);
      known.set(hash, png);
      const [oldest] = known.keys();
      const under = waiting.now.length + waiting.soon.length;
      if (known.size > KEPT + under && oldest !== undefined) known.delete(oldest);
      return png;
    },
    close() {
      isClosed = true;
      return drawer.close();
    },
  };
}
