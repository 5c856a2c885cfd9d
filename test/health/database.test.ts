import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.ts';
import { lookAround, runMinute } from '../../src/clock.ts';
import { planDue } from '../../src/daily/plan.ts';
import { tick } from '../../src/daily/tick.ts';
import { isBusy } from '../../src/db/busy.ts';
import { closeDatabase, durable } from '../../src/db/durable.ts';
import { type Db, openDatabase } from '../../src/db/open.ts';
import { OperatorError, UserError } from '../../src/errors.ts';
import { setTimeZone } from '../../src/guild/store.ts';
import { SendError } from '../../src/messenger.ts';
import { reportFault } from '../../src/health/database.ts';
import { REAL_PACKS, type TestApp, createTestApp } from '../helpers/app.ts';
import { FIRST_DUE, MINUTE, deliveries, runDaily, schedule } from '../helpers/daily.ts';
import { holdDisk } from '../helpers/disk.ts';
import { idOf, press, run, words } from '../helpers/commands.ts';
import { temporaryFolder } from '../helpers/packs.ts';

let path: string;
let db: Db;
let app: TestApp;
let ended: OperatorError[];
beforeEach(async () => {
  path = join(temporaryFolder(), 'study.db');
  db = openDatabase(path);
  ended = [];
  app = await createTestApp({ db, end: (error) => ended.push(error) });
});
afterEach(() => closeDatabase(db));

const wrong = () => app.troubles.list().map(({ about }) => about);
const lookLater = () => {
  app.advance(MINUTE + 1);
  lookAround(app);
};

describe('a disk that fails', () => {
  it('is told to the member who answers, to the log at once, and to organisers when it lasts', async () => {
    const disk = await holdDisk();
    disk.letGo();
    schedule(app);
    const asked = await run(app, 'quiz', { topic: 'push' });
    disk.fail = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
    const answering = press(app, idOf(asked, 'True'));
    await expect(answering).rejects.toBeInstanceOf(UserError);
    await expect(answering).rejects.toThrow('I cannot promise that this is kept. Please try again in a few minutes.');
    expect(wrong()).toEqual(['disk']);
    expect(words(await runDaily(app, 'status'))).not.toContain('⚠️');
    lookLater();
    expect(words(await runDaily(app, 'status'))).toContain(
      `⚠️ What members do is not kept safely: the disk of ${path} cannot be written (EIO: i/o error, fdatasync).`,
    );
    disk.fail = undefined;
    // The first answer counts: the press that failed is not lost, and not counted twice.
    const again = await press(app, idOf(asked, 'True'));
    expect(words(again)).toMatch(/Right|Not right/);
    expect(wrong()).toEqual([]);
    expect(db.$client.prepare('select count(*) from answer').pluck().get()).toBe(1);
  });
});

describe('a database that another program holds', () => {
  it('is told after a minute, and over when it is free', async () => {
    const other = new Database(path);
    other.exec('begin immediate');
    lookAround(app);
    expect(wrong()).toEqual(['database']);
    lookLater();
    expect(app.troubles.listLasting()).toMatchObject([
      { wrong: { key: 'databaseFault', fault: { cause: 'busy', path } } },
    ]);
    other.exec('rollback');
    other.close();
    lookAround(app);
    expect(wrong()).toEqual([]);
  });

  it('keeps what was posted from being written down for a while, and neither the thread nor any question', async () => {
    for (let server = 0; server < 100; server++) schedule(app, { guildId: `${3000 + server}` });
    app.setNow(FIRST_DUE);
    const { messenger } = app;
    const other = new Database(path);
    // Held from the first post on.
    const send = messenger.send.bind(messenger);
    let isFirst = true;
    messenger.send = async (...message) => {
      if (isFirst) other.exec('begin immediate');
      isFirst = false;
      return send(...message);
    };
    const freed = setTimeout(() => other.exec('rollback'), 3000);
    const from = performance.eventLoopUtilization();
    await runMinute(app);
    const { active } = performance.eventLoopUtilization(from);
    clearTimeout(freed);
    expect(active).toBeLessThan(2000);
    other.close();
    expect(deliveries(app).filter(({ state }) => state === 'sent')).toHaveLength(100);
    expect(new Set(app.sent.map(({ nonce }) => nonce)).size).toBe(100);
    expect(app.sent).toHaveLength(100);
  });
});

it('leaves what is owed for the next minute when the database is held, and the others with it', async () => {
  for (let server = 0; server < 100; server++) schedule(app, { guildId: `${3000 + server}` });
  app.setNow(FIRST_DUE);
  await planDue(app);
  const other = new Database(path);
  const { messenger } = app;
  let tries = 0;
  const send = messenger.send.bind(messenger);
  messenger.send = async () => {
    if (tries++ === 0) other.exec('begin immediate');
    throw new SendError('asked-to-wait');
  };
  await expect(tick(app)).rejects.toSatisfy(isBusy);
  expect(tries).toBeLessThan(20);
  other.exec('rollback');
  other.close();
  messenger.send = send;
  app.advance(3 * MINUTE);
  await runMinute(app);
  expect(new Set(app.sent.map(({ nonce }) => nonce)).size).toBe(100);
  expect(app.sent).toHaveLength(100);
});

describe('a database that can grow no more', () => {
  const limit = (pages: number) => db.$client.pragma(`max_page_count = ${pages}`);

  it('is told, and over when there is room', async () => {
    limit(1);
    const filling = () => {
      for (let guild = 0; ; guild++) setTimeZone(db, `${guild}`, 'Asia/Kolkata');
    };
    let error: unknown;
    try {
      filling();
    } catch (caught) {
      error = caught;
    }
    expect(reportFault(app, error)).toBe(true);
    expect(app.troubles.list()).toMatchObject([
      { about: 'database', wrong: { key: 'databaseFault', fault: { cause: 'full' } } },
    ]);
    limit(1_000_000);
    lookAround(app);
    expect(wrong()).toEqual([]);
  });

  it('at the start is said in a sentence, and not as a fault of the program', async () => {
    const small = openDatabase(join(temporaryFolder(), 'small.db'));
    small.$client.pragma('max_page_count = 1');
    const start = createApp({
      db: small,
      pictures: { draw: async () => undefined, close: async () => undefined },
      packsFolder: REAL_PACKS,
      now: Date.now,
      random: Math.random,
      messenger: app.messenger,
      log: pino({ level: 'silent' }),
    });
    await expect(start).rejects.toBeInstanceOf(OperatorError);
    await expect(start).rejects.toThrow(/cannot grow, because its disk is full .* Make room on the disk\.$/);
    await closeDatabase(small);
  });
});

it('reports damage until the program ends, since it does not pass', () => {
  const error = Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' });
  expect(reportFault(app, new Error('Failed query', { cause: error }))).toBe(true);
  lookLater();
  expect(app.troubles.listLasting()).toMatchObject([
    { about: 'database-damage', wrong: { key: 'databaseFault', fault: { cause: 'damaged' } } },
  ]);
  expect(reportFault(app, new Error('a bug'))).toBe(false);
});

describe('a database whose file is taken away', () => {
  it('is mended within a minute where only its log is gone, also while nobody answers', async () => {
    setTimeZone(db, '1', 'Asia/Kolkata');
    rmSync(`${path}-wal`);
    lookAround(app);
    const other = new Database(path);
    expect(other.prepare('select count(*) from guild').pluck().get()).toBe(1);
    other.close();
    expect(ended).toEqual([]);
  });

  it('confirms nothing, and ends the program with a sentence', async () => {
    const asked = await run(app, 'quiz', { topic: 'push' });
    rmSync(path);
    await expect(press(app, idOf(asked, 'True'))).rejects.toBeInstanceOf(UserError);
    expect(ended).toHaveLength(1);
    expect(ended[0]?.message).toContain('was deleted or moved while Studyhall was running');
    expect(ended[0]?.message).toContain('Start Studyhall again.');
    await expect(durable(db)).rejects.toBeInstanceOf(UserError);
    expect(ended).toHaveLength(1);
  });
});
