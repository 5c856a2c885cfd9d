import pino from 'pino';
import { describe, expect, it } from 'vitest';
import type { Drawing, Pictures } from '../../src/picture/picture.ts';
import { ENGLISH } from '../../src/language.ts';
import { drawn } from '../../src/picture/picture.ts';
import { createPictures } from '../../src/picture/pictures.ts';
import { pictureReply } from '../../src/picture/view.ts';

const chart = (title: string): Drawing => ({ kind: 'bars', chart: { title, unit: '', bars: [] } });
const titleOf = (drawing: Drawing) => (drawing.kind === 'bars' ? drawing.chart.title : '');
const bytes = (text: string) => new TextEncoder().encode(text);

/** Pictures whose drawer waits until it is told to go on. */
function open() {
  const order: string[] = [];
  const logged: string[] = [];
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  let closed = 0;
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const pictures: Pictures = createPictures(log, {
    async draw(drawing) {
      order.push(titleOf(drawing));
      await gate;
      if (titleOf(drawing).startsWith('bad')) throw new Error('cannot be drawn');
      return bytes(titleOf(drawing));
    },
    close: async () => void closed++,
  });
  return { pictures, order, logged, goOn, closed: () => closed };
}

describe('pictures', () => {
  it('are drawn one after the other, those that somebody waits for before reveals', async () => {
    const { pictures, order, goOn } = open();
    const all = [
      pictures.draw(chart('first'), 'soon'),
      pictures.draw(chart('second'), 'soon'),
      pictures.draw(chart('third'), 'soon'),
      pictures.draw(chart('urgent'), 'now'),
    ];
    expect(order).toEqual(['first']);
    goOn();
    expect(await Promise.all(all)).toEqual(['first', 'second', 'third', 'urgent'].map(bytes));
    expect(order).toEqual(['first', 'urgent', 'second', 'third']);
  });

  it('that are equal are drawn once, while under way and afterwards', async () => {
    const { pictures, order, goOn } = open();
    const [one, same, other] = [pictures.draw(chart('a')), pictures.draw(chart('a')), pictures.draw(chart('b'))];
    goOn();
    expect(await one).toEqual(bytes('a'));
    expect(await same).toEqual(bytes('a'));
    expect(await other).toEqual(bytes('b'));
    expect(await pictures.draw(chart('a'))).toEqual(bytes('a'));
    expect(order).toEqual(['a', 'b']);
  });

  it('are kept a hundred at most, the last ones used', async () => {
    const { pictures, order, goOn } = open();
    goOn();
    for (let i = 0; i < 100; i++) await pictures.draw(chart(String(i)));
    await pictures.draw(chart('0'));
    await pictures.draw(chart('one more'));
    await pictures.draw(chart('0'));
    expect(order).toHaveLength(101);
    await pictures.draw(chart('1'));
    expect(order.at(-1)).toBe('1');
  });

  it('that fail are left out and logged, keep nobody from theirs, and are tried again when asked for again', async () => {
    const { pictures, order, logged, goOn } = open();
    goOn();
    expect(await Promise.all([pictures.draw(chart('bad')), pictures.draw(chart('good'))])).toEqual([
      undefined,
      bytes('good'),
    ]);
    expect(logged.join('')).toContain('cannot be drawn');
    expect(await pictures.draw(chart('bad'))).toBeUndefined();
    expect(order).toEqual(['bad', 'good', 'bad']);
    const picture = { name: 'a.png', description: 'words', drawing: chart('bad') };
    expect(await drawn(pictures, picture)).toEqual([]);
    expect(await drawn(pictures, { ...picture, drawing: chart('good') })).toEqual([
      { name: 'a.png', description: 'words', data: bytes('good') },
    ]);
  });

  it('are left out where too many wait, of each urgency for itself', async () => {
    const { pictures, order, logged, goOn } = open();
    const asked = Array.from({ length: 1001 }, (_, index) => pictures.draw(chart(String(index)), 'soon'));
    expect(logged).toEqual([]);
    expect(await pictures.draw(chart('too much'), 'soon')).toBeUndefined();
    expect(logged.join('')).toContain('too many are waiting');
    const urgent = pictures.draw(chart('urgent'));
    goOn();
    expect(await urgent).toEqual(bytes('urgent'));
    expect(await Promise.all(asked)).not.toContain(undefined);
    expect(order).not.toContain('too much');
  });

  it('are given up without a word at the end', async () => {
    const { pictures, order, logged, goOn, closed } = open();
    const all = [pictures.draw(chart('bad luck')), pictures.draw(chart('never begun'))];
    await pictures.close();
    goOn();
    expect(await Promise.all(all)).toEqual([undefined, undefined]);
    expect({ order, logged, closed: closed() }).toEqual({ order: ['bad luck'], logged: [], closed: 1 });
  });

  it('that a reply consists of leave their words where they could not be drawn', () => {
    expect(pictureReply(ENGLISH, '**Bridge**', 'Two boxes.', []).content).toBe(
      '**Bridge**\n\nI could not draw it just now. In words: Two boxes.',
    );
    const file = { name: 'a.png', description: 'Two boxes.', data: bytes('a') };
    expect(pictureReply(ENGLISH, '**Bridge**', 'Two boxes.', [file])).toEqual({
      private: true,
      content: '**Bridge**',
      files: [file],
    });
  });
});
