import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Admission, Lanes, Overloaded } from '../../src/discord/admission.ts';

/** Work that ends when it is told to. */
function held() {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const work = (id: number) => () =>
    new Promise<number>((resolve) => {
      begun.push(id);
      ends.set(id, () => resolve(id));
    });
  return { begun, work, end: (id: number) => ends.get(id)?.() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('admission', () => {
  it('begins in the order of arrival, never more at once than it may, and everybody in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.boolean(), { maxLength: 40 }),
        async (atOnce, goesAhead) => {
          const admission = new Admission({ atOnce });
          const begun: number[] = [];
          let running = 0;
          let most = 0;
          const work = (id: number) => async () => {
            begun.push(id);
            most = Math.max(most, ++running);
            await turn();
            running--;
            return id;
          };
          const all = await Promise.all(goesAhead.map((ahead, id) => admission.admit(work(id), ahead)));
          expect(all).toEqual(goesAhead.map((_, id) => id));
          expect(most).toBeLessThanOrEqual(atOnce);
          const usual = begun.filter((id) => !goesAhead[id]);
          expect(usual).toEqual([...usual].sort((a, b) => a - b));
          // Of those that had to wait, the ones that go ahead began first.
          const waited = begun.slice(atOnce).map((id) => goesAhead[id]);
          expect(waited.lastIndexOf(true)).toBeLessThan(waited.includes(false) ? waited.indexOf(false) : Infinity);
        },
      ),
    );
  });

  it('goes on after work that failed', async () => {
    const admission = new Admission({ atOnce: 1 });
    const failed = admission.admit(() => Promise.reject(new Error('no')));
    const next = admission.admit(async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('turns the newest away when as many wait as may, and lets in again once there is room', async () => {
    const { work, end, begun } = held();
    const admission = new Admission({ atOnce: 1, mostWaiting: 2 });
    const first = admission.admit(work(0));
    const waiting = [admission.admit(work(1)), admission.admit(work(2))];
    await expect(admission.admit(work(3))).rejects.toThrow(Overloaded);
    end(0);
    await first;
    const late = admission.admit(work(4));
    for (const id of [1, 2, 4]) {
      await turn();
      end(id);
    }
    await Promise.all([...waiting, late]);
    expect(begun).toEqual([0, 1, 2, 4]);
  });

  it('turns the newest away once the first in the queue has waited too long', async () => {
    let now = 0;
    const { work, end } = held();
    const admission = new Admission({ atOnce: 1, longestWaitMs: 1000, now: () => now });
    const all = [admission.admit(work(0)), admission.admit(work(1))];
    now = 1000;
    all.push(admission.admit(work(2)));
    now = 1001;
    await expect(admission.admit(work(3))).rejects.toThrow(Overloaded);
    for (const id of [0, 1, 2]) {
      end(id);
      await turn();
    }
    await Promise.all(all);
  });

  it('knows by the pace of late how long the next one will wait', async () => {
    let now = 0;
    const { work, end } = held();
    const admission = new Admission({ atOnce: 1, now: () => now });
    const all = Array.from({ length: 200 }, (_, id) => admission.admit(work(id)));
    for (let id = 0; id < 100; id++) {
      now += 10;
      end(id);
      await turn();
    }
    expect(admission.expectedWaitMs).toBeGreaterThan(900);
    expect(admission.expectedWaitMs).toBeLessThan(1100);
    for (let id = 100; id < 200; id++) {
      end(id);
      await turn();
    }
    await Promise.all(all);
    expect(admission.expectedWaitMs).toBe(0);
  });
});

describe('lanes', () => {
  it('keep the order of one key, also after a failure, and do not hold up another', async () => {
    const lanes = new Lanes();
    const { work, end, begun } = held();
    const first = lanes.run('ada', work(1));
    const failed = lanes.run('ada', () => Promise.reject(new Error('no')));
    const last = lanes.run('ada', work(3));
    const other = lanes.run('ben', work(4));
    await turn();
    expect(begun).toEqual([1, 4]);
    end(1);
    await first;
    await expect(failed).rejects.toThrow('no');
    await turn();
    expect(begun).toEqual([1, 4, 3]);
    end(3);
    end(4);
    await Promise.all([last, other]);
  });
});
