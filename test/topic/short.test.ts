import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstCommands } from '../../src/topic/short.ts';

const LS = '# List\nls';
const CD = '# Go there\ncd /tmp';
const LONG = '# Several lines\nrun \\\n  --one \\\n  --two \\\n  --three \\\n  --four';

describe('the first commands of a topic', () => {
  it.each([
    ['are the first three', [LS, CD, LS, CD], 30, [LS, CD, LS]],
    ['are as many as there is room for, with the lines between them', [LS, CD, LS], 5, [LS, CD]],
    ['leave out one that is too long', [LONG, LS, CD], 5, [LS, CD]],
    ['are the shortest one where all are too long', [LONG, LS, CD], 1, [LS]],
    ['count a wrapped line as the lines that it takes', [`# Wide\n${'x'.repeat(37)}`, LS], 2, [LS]],
    ['count every command of a step', ['# Both\none\ntwo', '# Both\nthree\nfour', LS], 30, ['# Both\none\ntwo', LS]],
    ['do not count a line that goes on as a command', [LONG, LONG, LONG], 30, [LONG, LONG, LONG]],
    ['are nothing where there are none', [], 30, []],
  ])('%s', (_, steps, room, chosen) => {
    expect(firstCommands(steps.join('\n\n'), room)).toBe(chosen.join('\n\n'));
  });

  it('are steps of the topic in their order, at most three', () => {
    const step = fc.constantFrom(LS, CD, LONG, '# Two\na\nb');
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 20 }), (steps, room) => {
        const chosen = firstCommands(steps.join('\n\n'), room).split('\n\n');
        expect(chosen.length).toBeLessThanOrEqual(3);
        let at = 0;
        for (const one of chosen) {
          const found = (steps as string[]).indexOf(one, at);
          expect(found).toBeGreaterThanOrEqual(at);
          at = found + 1;
        }
        const lines = chosen.join('\n\n').split('\n').length;
        const least = Math.min(...steps.map((one) => one.split('\n').length));
        expect(lines).toBeLessThanOrEqual(Math.max(room, least));
      }),
    );
  });
});
