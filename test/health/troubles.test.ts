import pino from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Troubles, createTroubles } from '../../src/health/troubles.ts';
import type { Wrong } from '../../src/health/wrong.ts';
import { NOON } from '../helpers/app.ts';

const MINUTE = 60_000;
const FULL: Wrong = { key: 'databaseFault', fault: { cause: 'full', path: 'study.db', message: 'disk is full' } };
const SAID = 'The database study.db cannot grow, because its disk is full (disk is full). Make room on the disk.';
const ahead = (days: number): Wrong => ({ key: 'clockOff', aheadMs: days * 24 * 60 * MINUTE });

let now: number;
let steady: number;
let troubles: Troubles;
let lines: Record<string, unknown>[];
const log = pino(
  { level: 'info' },
  { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
);
const pass = (ms: number) => {
  now += ms;
  steady += ms;
};
beforeEach(() => {
  now = NOON;
  steady = 0;
  lines = [];
  troubles = createTroubles(
    () => now,
    () => steady,
  );
});

describe('what is wrong', () => {
  it('is listed with since when, the longest first, as plain data', () => {
    expect(troubles.report('disk', FULL)).toBe(true);
    pass(1000);
    troubles.report('clock', ahead(1));
    expect(troubles.list()).toEqual([
      { about: 'disk', wrong: FULL, since: NOON },
      { about: 'clock', wrong: ahead(1), since: NOON + 1000 },
    ]);
    expect(structuredClone(troubles.list())).toEqual(troubles.list());
  });

  it('keeps since when while it is said again with other figures', () => {
    troubles.report('clock', ahead(2));
    pass(MINUTE);
    expect(troubles.report('clock', ahead(3))).toBe(false);
    expect(troubles.list()).toEqual([{ about: 'clock', wrong: ahead(3), since: NOON }]);
  });

  it('is gone when it is over, and new when it comes again', () => {
    troubles.report('disk', FULL);
    troubles.over('disk');
    troubles.over('never reported');
    expect(troubles.list()).toEqual([]);
    expect(troubles.report('disk', FULL)).toBe(true);
  });

  it('lasts when it is more than a minute old, by a clock that nobody sets', () => {
    troubles.report('disk', FULL);
    now += 40 * MINUTE;
    steady += MINUTE;
    expect(troubles.listLasting()).toEqual([]);
    now -= 80 * MINUTE;
    steady += 1;
    expect(troubles.listLasting()).toHaveLength(1);
  });

  it('is logged once at error when it has come to last, and its end then, too', () => {
    troubles.report('disk', FULL);
    troubles.log(log);
    pass(MINUTE + 1);
    troubles.log(log);
    troubles.log(log);
    expect(lines).toMatchObject([{ level: 50, msg: SAID, trouble: 'disk', since: '2026-11-23T12:00:00.000Z' }]);
    troubles.over('disk');
    troubles.log(log);
    troubles.log(log);
    expect(lines.slice(1)).toMatchObject([{ level: 30, trouble: SAID }]);
    expect(lines).toHaveLength(2);
  });

  it('that passed within the minute is not logged at all', () => {
    troubles.report('disk', FULL);
    pass(MINUTE);
    troubles.over('disk');
    troubles.log(log);
    expect(lines).toEqual([]);
  });
});
