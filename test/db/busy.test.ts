import Database from 'better-sqlite3';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PATIENCE_MS, isBusy, retryWhileBusy } from '../../src/db/busy.ts';
import { type Db, openDatabase, transaction } from '../../src/db/open.ts';
import { UserError } from '../../src/errors.ts';
import { findTimeZone, setTimeZone } from '../../src/guild/store.ts';
import { temporaryFolder } from '../helpers/packs.ts';

let db: Db;
let other: Database.Database;
beforeEach(() => {
  const path = join(temporaryFolder(), 'study.db');
  db = openDatabase(path);
  other = new Database(path);
});
afterEach(() => {
  other.close();
  db.$client.close();
});

const lock = () => other.exec('begin immediate');
const unlock = () => other.exec('commit');
const write = () => transaction(db, () => setTimeZone(db, '1', 'Asia/Kolkata'));
const patience = () => db.$client.pragma('busy_timeout', { simple: true });

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('it went well');
}

describe('a database that another program holds', () => {
  it('stops the thread for a moment only, and says so by a fault that is known', () => {
    lock();
    const from = performance.now();
    const error = errorOf(write);
    expect(performance.now() - from).toBeLessThan(5 * PATIENCE_MS);
    expect(isBusy(error)).toBe(true);
    expect(isBusy(new Error('wrapped', { cause: error }))).toBe(true);
    expect(isBusy(errorOf(() => db.$client.exec('insert into nowhere values (1)')))).toBe(false);
    expect(isBusy('locked')).toBe(false);
  });

  it('is tried again until it is free', async () => {
    lock();
    const done = retryWhileBusy(db, write, { untilMs: performance.now() + 10_000 });
    await sleep(300);
    expect(findTimeZone(db, '1')).toBe('UTC');
    unlock();
    await done;
    expect(findTimeZone(db, '1')).toBe('Asia/Kolkata');
    expect(patience()).toBe(PATIENCE_MS);
  });

  it('is given up when its time is over, with the fault itself', async () => {
    lock();
    let now = 0;
    const waits: number[] = [];
    const wait = async (ms: number) => {
      waits.push(ms);
      now += ms;
    };
    await expect(retryWhileBusy(db, write, { untilMs: 2000, wait, now: () => now })).rejects.toSatisfy(isBusy);
    expect(waits).toEqual([50, 100, 200, 400, 500, 500]);
    expect(patience()).toBe(PATIENCE_MS);
  });

  it('stops the thread once, however many wait for it', async () => {
    lock();
    const from = performance.now();
    let held = 0;
    const work = () => {
      const start = performance.now();
      try {
        write();
      } finally {
        held += performance.now() - start;
      }
    };
    const all = Array.from({ length: 100 }, () => retryWhileBusy(db, work, { untilMs: from + 10_000 }));
    await sleep(500);
    unlock();
    await Promise.all(all);
    expect(held).toBeLessThan(4 * PATIENCE_MS);
  });

  it('lets readers read meanwhile', async () => {
    lock();
    const writing = retryWhileBusy(db, write, { untilMs: performance.now() + 10_000 });
    expect(await retryWhileBusy(db, () => findTimeZone(db, '1'), { untilMs: performance.now() })).toBe('UTC');
    unlock();
    await writing;
  });
});

it('throws at once what is no matter of waiting', async () => {
  let tries = 0;
  const work = () => {
    tries++;
    throw new UserError(() => 'Not today.');
  };
  await expect(retryWhileBusy(db, work, { untilMs: Infinity })).rejects.toThrow('Not today.');
  expect(tries).toBe(1);
});
