import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeDatabase } from '../src/db/durable.ts';
import { openDatabase } from '../src/db/open.ts';
import { OperatorError } from '../src/errors.ts';
import { rescore } from '../src/rescore.ts';
import { giveAnswer } from './helpers/answers.ts';
import { GUILD, NOON, createTestApp } from './helpers/app.ts';
import { copyPack, temporaryFolder } from './helpers/packs.ts';

const LATER = NOON + 1000;

/** A database with one answer that was wrong when it was given. */
async function wrongAnswer() {
  const pack = copyPack();
  const databasePath = join(temporaryFolder(), 'study.db');
  const { db } = await createTestApp({ packsFolder: pack.packsFolder, db: openDatabase(databasePath) });
  giveAnswer(db, { userId: 'ada', guildId: GUILD, question: 'push-refused', right: false, at: NOON });
  await closeDatabase(db);
  return { pack, databasePath };
}

function verdicts(databasePath: string): unknown[] {
  const db = openDatabase(databasePath);
  try {
    return db.$client.prepare('select correct, points from answer').all();
  } finally {
    db.$client.close();
  }
}

describe('scoring everything anew', () => {
  it('takes the corrected packs over first', async () => {
    const { pack, databasePath } = await wrongAnswer();
    expect(verdicts(databasePath)).toEqual([{ correct: 0, points: 0 }]);
    pack.edit('questions/push.yaml', 'answer: true', 'answer: false');
    expect(await rescore(databasePath, pack.packsFolder, LATER)).toEqual({ answers: 1, setAside: 0 });
    expect(verdicts(databasePath)).toEqual([{ correct: 1, points: 3 }]);
  });

  it('scores nothing while a pack has mistakes, and names them', async () => {
    const { pack, databasePath } = await wrongAnswer();
    pack.edit('questions/push.yaml', 'answer: true', 'answer: perhaps');
    const failing = rescore(databasePath, pack.packsFolder, LATER);
    await expect(failing).rejects.toBeInstanceOf(OperatorError);
    await expect(failing).rejects.toThrow('questions/push.yaml:6: "answer" must be true or false');
    expect(verdicts(databasePath)).toEqual([{ correct: 0, points: 0 }]);
  });

  it('makes no database where there is none', async () => {
    const databasePath = join(temporaryFolder(), 'mistyped.db');
    await expect(rescore(databasePath, copyPack().packsFolder, LATER)).rejects.toThrow('There is no database');
    expect(existsSync(databasePath)).toBe(false);
  });

  it('leaves no write-ahead log behind', async () => {
    const { pack, databasePath } = await wrongAnswer();
    await rescore(databasePath, pack.packsFolder, LATER);
    expect(readdirSync(join(databasePath, '..'))).toEqual(['study.db']);
  });
});
